import { describe, expect, it } from "vitest";
import { ValidationError } from "../../errors.ts";
import { table } from "../../table/create.ts";
import { check, checks } from "./checks.ts";
import type { Check } from "./check.ts";

const people = table({
  id: [1, 2, 3, 4],
  name: ["Ada", "Bo", null, "Bo"],
  age: [36, -1, 40, NaN],
  boss: [2, 2, 9, null],
  joined: [new Date("2020-01-01"), new Date("2021-01-01"), new Date("2020-06-01"), null],
});

/** The measured number of a single check, and whether it passed. */
async function measured(one: Check): Promise<[number, boolean]> {
  const { results } = await checks([one]).run(people);
  return [results[0]!.measured, results[0]!.passed];
}

describe("checks of rows", () => {
  it("measure the share of rows that pass among those that have a value", async () => {
    expect(await measured({ check: "isComplete", column: "name" })).toEqual([3 / 4, false]);
    expect(await measured({ check: "isUnique", columns: ["id"] })).toEqual([1, true]);
    expect(await measured({ check: "isUnique", columns: ["name"] })).toEqual([1 / 3, false]);
    expect(await measured({ check: "isUnique", columns: ["name", "boss"] })).toEqual([1, true]);
    expect(await measured({ check: "isNonNegative", column: "age" })).toEqual([2 / 3, false]);
    expect(await measured({ check: "hasRange", column: "age", max: 39 })).toEqual([2 / 3, false]);
    expect(await measured({ check: "hasRange", column: "joined", min: "2020-03-01" })).toEqual([2 / 3, false]);
    expect(await measured({ check: "isIn", column: "name", set: ["Ada"] })).toEqual([1 / 3, false]);
    expect(await measured({ check: "matches", column: "name", pattern: "^.o$" })).toEqual([2 / 3, false]);
    expect(await measured({ check: "hasType", column: "age", type: "integer" })).toEqual([1, true]);
    expect(await measured({ check: "isIncreasing", column: "joined" })).toEqual([2 / 3, false]);
    expect(await measured({ check: "isIncreasing", column: "boss", strictly: true })).toEqual([2 / 3, false]);
    expect(await measured({ check: "references", column: "boss", to: "id" })).toEqual([2 / 3, false]);
    expect(await measured({ check: "satisfies", name: "old", predicate: ({ age }) => Number(age) > 0 })).toEqual([1 / 2, false]);
  });

  it("pass when as many as wanted do", async () => {
    expect(await measured({ check: "isComplete", column: "name", mostly: 0.75 })).toEqual([0.75, true]);
    expect(await measured({ check: "isComplete", column: "name", mostly: 0.76 })).toEqual([0.75, false]);
  });

  it("show the first rows that failed, and all of them as a mask", async () => {
    const report = await check(people).isNonNegative("age").isUnique("name").run(undefined, { witnesses: 1, masks: true });
    expect(report.results[0]!.witnesses).toEqual([{ row: 1, values: { age: -1 } }]);
    expect(report.results[1]!.witnesses).toEqual([{ row: 1, values: { name: "Bo" } }]);
    expect(await report.results[1]!.mask!.array()).toEqual([false, true, false, true]);
    expect(report.results[1]).toMatchObject({ asked: 3, failures: 2 });
  });

  it("fail where no row has a value, and say so", async () => {
    const { results } = await check({ x: [null, null] }).isNonNegative("x").hasMean("x", { min: 0 }).run();
    expect(results.map(({ passed }) => passed)).toEqual([false, false]);
    expect(results[0]).toMatchObject({ measured: 0, message: "there is no row to check" });
  });
});

describe("checks of a number", () => {
  it("compare it with the range, both ends included", async () => {
    expect(await measured({ check: "hasSize", min: 4, max: 4 })).toEqual([4, true]);
    expect(await measured({ check: "hasMean", column: "age", max: 24 })).toEqual([25, false]);
    expect(await measured({ check: "hasQuantile", column: "age", q: 0.5, min: 36, max: 36 })).toEqual([36, true]);
    expect(await measured({ check: "hasStd", column: "id", min: 1 })).toEqual([Math.sqrt(1.25), true]);
    expect(await measured({ check: "hasDistinctness", column: "name", min: 0.6 })).toEqual([2 / 3, true]);
    expect(await measured({ check: "hasEntropy", column: "id", max: 1 })).toEqual([Math.log(4), false]);
  });
});

describe("a run", () => {
  it("goes on after a check that names a column that is not there, and names those that are", async () => {
    const report = await check(people).isComplete("title").isComplete("id").run();
    expect(report.results.map(({ passed }) => passed)).toEqual([false, true]);
    expect(report.results[0]!.message).toBe('table: no such column: "title"; one of id, name, age, boss, joined');
  });

  it("goes on after a function that throws, and after a range of strings", async () => {
    const report = await check(people).hasRange("name", { min: 0 }).satisfies(() => { throw new Error("no luck"); }, "unlucky").run();
    expect(report.results.map(({ message }) => message)).toEqual([expect.stringContaining("strings have no range"), "no luck"]);
  });

  it("passes when only warnings failed", async () => {
    const report = await check(people).isComplete("name", { severity: "warning" }).run();
    expect([report.passed, report.warnings.length, report.errors.length]).toEqual([true, 1, 0]);
    expect(String(report)).toBe('warning isComplete("name"): 1 of 4 rows fail: 75\u00a0% pass');
  });

  it("is shown as a table", async () => {
    const report = (await check(people).isComplete("name").run()) as unknown as { [key: symbol]: () => Record<string, string> };
    expect(report[Symbol.for("Jupyter.display")]!()["text/html"]).toContain('<code>isComplete(&quot;name&quot;)</code></th><td>1 of 4 rows fail: 75\u00a0% pass <span class="q-soft">(row 2)</span>');
  });

  it("keeps dates as text", async () => {
    const suite = checks().hasRange("joined", { min: new Date("2020-03-01") });
    expect(suite.toJSON()).toEqual([{ check: "hasRange", column: "joined", min: "2020-03-01T00:00:00.000Z" }]);
    expect((await suite.run(people)).results[0]!.witnesses).toEqual([{ row: 0, values: { joined: new Date("2020-01-01") } }]);
  });

  it("gives the same after its checks went through JSON", async () => {
    const suite = checks().matches("name", /^b/i, { mostly: 0.5 }).hasRange("age", { min: 0, max: 50 }).isUnique(["id", "name"]);
    const again = checks(JSON.parse(JSON.stringify(suite)) as Check[]);
    expect(JSON.stringify(await again.run(people))).toBe(JSON.stringify(await suite.run(people)));
    expect((await again.run(people)).results[0]).toMatchObject({ name: 'matches("name", /^b/i, { mostly: 0.5 })', passed: true, measured: 2 / 3 });
  });
});

describe("what is no check", () => {
  it.each([
    [{ check: "isGood", column: "a" }, /no such check: "isGood"/],
    [{ check: "isComplete" }, /isComplete has no column/],
    [{ check: "isComplete", column: "a", mostly: 95 }, /mostly is not from 0 to 1: 95/],
    [{ check: "isUnique", columns: [] }, /names no column/],
    [null, /no such check: undefined/],
  ])("is refused when it is added: %j", (wrong, message) => {
    expect(() => checks([wrong as unknown as Check])).toThrow(ValidationError);
    expect(() => checks([wrong as unknown as Check])).toThrow(message);
  });

  it("is a function, for JSON", () => {
    expect(() => checks().satisfies(() => true, "always").toJSON()).toThrow(/a function can't be kept as JSON: always/);
  });
});
