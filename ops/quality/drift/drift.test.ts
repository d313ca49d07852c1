import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ValidationError } from "../../errors.ts";
import fixture from "../fixtures/drift.json" with { type: "json" };
import { jensenShannon, stabilityIndex, wasserstein } from "./distances.ts";
import { drift } from "./drift.ts";

describe("drift", () => {
  it.each(fixture.numbers)("of numbers has SciPy's distances and test (%#)", async ({ a, b, ...expected }) => {
    const { columns } = await drift(a, b);
    const { psi, jensenShannon: distance, wasserstein: moved, test } = columns[0]!;
    // The last digits depend on the order of the sums; p-values on the algorithm of the exact test.
    expect(psi).toBeCloseTo(expected.psi, 12);
    expect(distance).toBeCloseTo(expected.jensenShannon, 12);
    expect(moved).toBeCloseTo(expected.wasserstein, 12);
    expect(test.statistic).toBeCloseTo(expected.statistic, 12);
    expect(test.pValue / expected.pValue).toBeCloseTo(1, 8);
  });

  it.each(fixture.texts)("of categories has SciPy's distance and test (%#)", async ({ a, b, ...expected }) => {
    const { columns } = await drift(a, b);
    const { psi, jensenShannon: distance, test } = columns[0]!;
    expect(psi).toBeCloseTo(expected.psi, 12);
    expect(distance).toBeCloseTo(expected.jensenShannon, 12);
    expect(test.statistic).toBeCloseTo(expected.statistic, 11);
    expect(test.pValue / expected.pValue).toBeCloseTo(1, 8);
  });

  it("calls stable what only chance changed, and drifted what moved", async () => {
    const [same, moved] = fixture.numbers as [(typeof fixture.numbers)[0], (typeof fixture.numbers)[0]];
    expect((await drift(same.a, same.b)).verdict).toBe("stable");
    expect((await drift(moved.a, moved.b)).verdict).toBe("drifted");
    const few = (await drift([1, 2, 3], [9, 10, 11])).columns[0]!; // so few rows prove nothing: p = 0.1
    expect([few.psi > 0.25, few.test.pValue.toFixed(3), few.verdict]).toEqual([true, "0.100", "stable"]);
  });

  it("tells the categories that came and went, and the change of what is missing", async () => {
    const { columns } = await drift({ x: ["a", "b", "b", "a"] }, { x: ["b", "c", null, null] });
    expect(columns[0]).toMatchObject({ added: ["c"], removed: ["a"], missing: { reference: 0, current: 0.5 }, verdict: "drifted" });
    expect(columns[0]!.text).toContain("0\u00a0% missing before and 50\u00a0% now");
  });

  it("tells the columns that came, went and changed their type", async () => {
    const found = await drift({ a: [1, 2], b: [1, 2], c: [1, 2] }, { a: [1, 2], c: ["x", "y"], d: [1, 2] });
    expect(found).toMatchObject({ verdict: "drifted", added: ["d"], removed: ["b"], retyped: ["c"] });
    expect(found.columns.map(({ column, verdict }) => [column, verdict])).toEqual([["a", "stable"]]);
    expect(String(found).split("\n").slice(0, 3)).toEqual(["new columns: d", "columns that are gone: b", "columns of another type: c"]);
  });

  it("goes on where a column has no value", async () => {
    const found = await drift({ a: [null, null], b: [1, 2] }, { a: ["x", "y"], b: [1, 2] });
    expect(found).toMatchObject({ empty: ["a"], verdict: "drifted", retyped: [], columns: [{ column: "b", verdict: "stable" }] });
  });

  it("shows a table of the columns, with text beside every colour", async () => {
    const found = (await drift({ "<a>": ["x", "y"], b: [1, 2] }, { "<a>": ["x", "y"] })) as unknown as { [key: symbol]: () => Record<string, string> };
    const page = found[Symbol.for("Jupyter.display")]!()["text/html"]!;
    expect(page).toContain('<span class="q-label q-passed">stable</span></td><th scope="row">&lt;a&gt;</th>');
    expect(page).toContain("<p>columns that are gone: b</p>");
  });

  it("compares dates and booleans", async () => {
    const days = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2024, 0, i)));
    const later = days.map((date) => new Date(Number(date) + 30 * 86_400_000));
    const found = await drift({ day: days, on: days.map((_, i) => i % 2 === 0) }, { day: later, on: days.map((_, i) => i % 5 === 0) });
    expect(found.columns.map(({ column, verdict }) => [column, verdict])).toEqual([["day", "drifted"], ["on", "drifted"]]);
    expect(found.columns[0]!.wasserstein).toBeCloseTo(30 * 86_400_000, 0);
  });

  it("refuses data without a common column, and data without rows", async () => {
    await expect(drift({ a: [1] }, { b: [1] })).rejects.toThrow("quality.drift: no column is in both: a and b");
    await expect(drift([], [1])).rejects.toThrow(ValidationError);
    await expect(drift([1], [])).rejects.toThrow("quality.drift: the current data has no rows: 0");
  });
});

describe("distances", () => {
  const counts = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 4, maxLength: 4 }).filter((list) => list.some((count) => count > 0));

  it("are 0 for the same counts, the same both ways, and bounded", () => {
    fc.assert(fc.property(counts, counts, (a, b) => {
      expect(stabilityIndex(a, a)).toBe(0);
      expect(stabilityIndex(a, b)).toBeCloseTo(stabilityIndex(b, a), 12);
      expect(jensenShannon(a, b)).toBeLessThanOrEqual(Math.sqrt(Math.LN2) + 1e-12);
      expect(jensenShannon(a, b)).toBeCloseTo(jensenShannon(b, a), 12);
    }));
  });

  it("of numbers shifted is the shift, whatever the sample", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1 }), fc.integer({ min: -50, max: 50 }), (x, shift) => {
      const sorted = x.toSorted((a, b) => a - b);
      expect(wasserstein(sorted, sorted.map((value) => value + shift))).toBeCloseTo(Math.abs(shift), 9);
    }));
  });
});
