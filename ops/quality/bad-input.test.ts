import { describe, expect, it } from "vitest";
import { tensor, zeros } from "../creation.ts";
import { expectRefusal, type Refusal } from "../conformance/refusal.ts";
import { table } from "../table/index.ts";
import * as quality from "./index.ts";

const x = [1, 2, 4, 8, NaN];

const ofData: Record<string, (data: never) => unknown> = {
  check: (data) => quality.check(data).hasSize({ min: 1 }).run(),
  completeness: (data) => quality.completeness(data),
  distinctness: (data) => quality.distinctness(data),
  drift: (data) => quality.drift(data, x),
  entropy: (data) => quality.entropy(data),
  overall: (data) => quality.overall(data),
  push: (data) => new quality.Profile().push(data),
  report: (data) => quality.report(data),
  scores: (data) => quality.scores(data),
  suggest: (data) => quality.suggest(data),
  uniqueness: (data) => quality.uniqueness(data),
  uniqueValueRatio: (data) => quality.uniqueValueRatio(data),
};

const ofSeries: Record<string, (series: never) => unknown> = {
  accuracy: (series) => quality.accuracy(series, 0, 1),
  consistency: (series) => quality.consistency(series),
  mutualInformation: (series) => quality.mutualInformation(series, x),
  validity: (series) => quality.validity(series),
};

const calls = (functions: Record<string, (data: never) => unknown>, data: unknown, message: RegExp): Refusal[] => Object.entries(functions).map(([name, call]) => [name, () => call(data as never), message]);

describe.each([
  ["nothing", null, /no data: null$/],
  ["a string", "abc", /no data: "abc"$/],
  ["a number", 5, /no data: 5$/],
  ["rows without names", [[1, 2], [3, 4]], /rows that are arrays have no names$/],
  ["columns of unequal lengths", { a: [1, 2], b: [1] }, /columns of unequal lengths: "a" has 2 rows, "b" has 1$/],
] as const)("%s for data", (_, data, message) => {
  it.each(calls(ofData, data, message))("is refused by %s", (__, call, expected) => expectRefusal(call, expected));
});

describe.each([["nothing", null, /not a list of values: null$/], ["a string", "abc", /not a list of values: "abc"$/], ["rows", [[1, 2], [3, 4]], /element 0 is itself an array: an array of 2$/]] as const)("%s for a series", (_, data, message) => {
  it.each(calls(ofSeries, data, message))("is refused by %s", (__, call, expected) => expectRefusal(call, expected));
});

describe("refused:", () => {
  const cases: Refusal[] = [
    ["a report of three axes", () => quality.report(zeros([2, 2, 2])), /not rows and columns: \[2, 2, 2\]$/],
    ["a minimum above the maximum", () => quality.accuracy(x, 3, 2), /min is not at most max: 3 and 2/],
    ["a minimum of NaN", () => quality.accuracy(x, NaN, 2), /: NaN and 2/],
    ["a minimum that is a string", () => quality.accuracy(x, "1" as never, 2), /neither a number nor a date: "1"/],
    ["the accuracy of strings", () => quality.accuracy(["a", "b"], 0, 1), /quality\.accuracy: /],
    ["a negative fence", () => quality.consistency(x, { fence: -1 }), /fence is not a number from 0 on: -1/],
    ["a fence of NaN", () => quality.consistency(x, { fence: NaN }), /: NaN/],
    ["a range the wrong way round", () => quality.validity(x, { range: [3, 1] }), /3 and 1/],
    ["a range of strings", () => quality.validity(["a"], { range: [1, 3] }), /strings have no range: "value"/],
    ["no set", () => quality.validity(x, { set: 5 as never }), /not a set of values: 5/],
    ["a broken pattern", () => quality.validity(["a"], { pattern: "(" }), /no regular expression: \(/],
    ["an unknown type", () => quality.validity(x, { type: "float" as never }), /float/],
    ["a negative weight", () => quality.overall(x, { weights: { validity: -1 } }), /weight of validity is not a number from 0 on: -1/],
    ["a weight that is a string", () => quality.overall(x, { weights: { validity: "1" as never } }), /: 1/],
    ["weights that are all 0", () => quality.overall(x, { weights: { completeness: 0, validity: 0, consistency: 0 } }), /all weights are 0/],
    ["mostly 95", () => quality.check(x).isComplete("value", { mostly: 95 }), /mostly is not from 0 to 1: 95/],
    ["an unknown check", () => quality.checks([{ check: "isBest" } as never]), /no such check: "isBest"/],
    ["no list of checks", () => quality.checks(5 as never), /not a list of checks: 5/],
    ["checks of nothing", () => quality.checks([]).run(), /no data/],
    ["-1 witnesses", () => quality.check(x).isComplete("value").run(undefined, { witnesses: -1 }), /witnesses is not a whole number from 0 on: -1/],
    ["a function in JSON", () => JSON.stringify(quality.check(x).satisfies(() => true, "mine")), /a function can't be kept as JSON/],
    ["drift from nothing", () => quality.drift([], x), /the reference data has no rows: 0/],
    ["drift without a common column", () => quality.drift({ a: [1] }, { b: [1] }), /no column is in both: a and b/],
    ["a negative threshold of drift", () => quality.drift(x, x, { alpha: -1 }), /alpha is not a number from 0 on: -1/],
    ["a date that is none", () => quality.report(x, { now: NaN }), /now is not a date: NaN/],
    ["unequal lengths", () => quality.mutualInformation(x, [1]), /5.*1/],
    ["a profile of another kind", () => quality.Profile.fromJSON({} as never), /not a saved profile/],
    ["a column that changes its type", async () => (await new quality.Profile().push({ a: [1] })).push({ a: ["x"] }), /a/],
  ];
  it.each(cases)("%s", (_, call, message) => expectRefusal(call, message));
});

describe("of nothing", () => {
  it("every score is 0, not NaN", async () => {
    for (const empty of [[], [NaN, null], zeros([0]), table({ value: [] })] as const) {
      for (const [name, call] of Object.entries({ ...ofSeries, completeness: ofData["completeness"]!, uniqueness: ofData["uniqueness"]!, distinctness: ofData["distinctness"]!, entropy: ofData["entropy"]!, overall: ofData["overall"]! })) {
        if (name === "mutualInformation" || (!Array.isArray(empty) && "numRows" in empty && name in ofSeries)) continue;
        expect(await call(empty as never), name).toBe(0);
      }
    }
  });

  it("a check has failed", async () => {
    const { passed, results } = await quality.check([NaN, NaN]).hasRange("value", { min: 0 }).hasMean("value", { min: 0 }).run();
    expect([passed, ...results.map((result) => result.passed)]).toEqual([false, false, false]);
  });
});

it("a check that can't be carried out has failed and says why, and others run", async () => {
  const { results } = await quality.check(tensor([1, 2])).isComplete("price").isComplete("value").hasQuantile("value", 2, { min: 0 }).run();
  expect(results.map(({ passed, message }) => [passed, message])).toEqual([[false, expect.stringContaining('no such column: "price"')], [true, "all 2 rows pass"], [false, "quality.check: q is not from 0 to 1: 2"]]);
});
