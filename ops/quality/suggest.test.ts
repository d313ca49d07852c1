import { describe, expect, it } from "vitest";
import { checks } from "./checks/checks.ts";
import { suggest } from "./suggest.ts";

const sizes = Array.from({ length: 60 }, (_, i) => ["S", "M", "L"][i % 3]!);
const data = {
  id: sizes.map((_, i) => i),
  size: sizes,
  code: sizes.map((_, i) => String(i % 20)),
  price: sizes.map((_, i) => (i % 4 === 0 ? null : 2.5 * i)),
  change: sizes.map((_, i) => (i % 5) - 2),
  label: sizes.map((_, i) => (i < 56 ? `common ${i % 5}` : `odd ${i}`)),
};

describe("suggest", () => {
  it("proposes what Deequ's rules see in the columns, with a reason and the call", async () => {
    const found = await suggest(data);
    expect(found.map(({ code }) => code)).toEqual([
      '.isComplete("id")',
      '.isNonNegative("id")',
      '.isUnique("id")',
      '.isComplete("size")',
      '.isIn("size", ["L","M","S"])',
      '.isComplete("code")',
      '.hasType("code", "integer")',
      `.isIn("code", ${JSON.stringify(Array.from({ length: 20 }, (_, i) => String(i)).toSorted())})`,
      '.isComplete("price", { mostly: 0.64 })', // 0.75 - 1.96 √(0.75 · 0.25 / 60) = 0.6404
      '.isNonNegative("price")',
      '.isUnique("price")',
      '.isComplete("change")',
      '.isComplete("label")',
    ]);
    expect(found[4]!.reason).toBe("60 values are 3 categories");
  });

  it("proposes the categories that make up most values where some are rare", async () => {
    const found = await suggest({ label: [...data.label.slice(0, 56), "odd 1", "odd 2", ...data.label.slice(0, 40)] });
    expect(found.map(({ code }) => code)).toContain('.isIn("label", ["common 0","common 1","common 2","common 3","common 4"], { mostly: 0.95 })'); // 96 of 98: 0.9796 - 1.96 √(0.9796 · 0.0204 / 98) = 0.9516;
  });

  it("proposes only what the data itself keeps", async () => {
    const report = await checks((await suggest(data)).map(({ check }) => check)).run(data);
    expect(report.results.filter(({ passed }) => !passed)).toEqual([]);
  });

  it("says nothing about a column without values", async () => {
    expect(await suggest({ x: [null, null] })).toEqual([]);
  });
});
