import { describe, it } from "vitest";
import { tensor } from "../creation.ts";
import { expectRefusal, type Refusal } from "../conformance/refusal.ts";
import type { Detector } from "./detector.ts";
import * as anomaly from "./index.ts";

const huge = 2 ** 50;
const x = [1, 2, 4, 8, 9, 3, 5, 7, 6, 10, 2, 4];
const rows = x.map((value, i) => [value, (i * i) % 5]);

const ofSeries: Record<string, () => Detector<never>> = {
  cusum: anomaly.cusum,
  ewma: anomaly.ewma,
  gesd: anomaly.gesd,
  iqr: anomaly.iqr,
  levelShift: () => anomaly.levelShift({ window: 2 }),
  modifiedZscore: anomaly.modifiedZscore,
  seasonal: () => anomaly.seasonal({ period: 2 }),
  spectralResidual: anomaly.spectralResidual,
  streaming: anomaly.streaming,
  volatilityShift: () => anomaly.volatilityShift({ window: 2 }),
  zscore: anomaly.zscore,
};

const ofRows: Record<string, () => Detector<never>> = {
  copod: anomaly.copod,
  ecod: anomaly.ecod,
  halfSpaceTrees: anomaly.halfSpaceTrees,
  hbos: anomaly.hbos,
  isolationForest: anomaly.isolationForest,
  knn: () => anomaly.knn({ k: 2 }),
  lof: () => anomaly.lof({ k: 2 }),
};

const fits = (detectors: Record<string, () => Detector<never>>, data: unknown, message: RegExp): Refusal[] =>
  Object.entries(detectors).map(([name, make]) => [name, () => make().fit(data as never), message]);

describe.each([
  ["strings", ["1", "2", "3"], /element 0 is not a number: "1"$/],
  ["a string", "abc", /not numbers: "abc"$/],
  ["no values", [], /no values: \[0\]$/],
  ["NaN", [1, 2, NaN, 4, 5, 6, 7, 8], /value 2 is not finite: NaN$/],
  ["an infinity", [1, 2, 3, Infinity, 5, 6, 7, 8], /value 3 is not finite: Infinity$/],
  ["a matrix", tensor([[1, 2], [3, 4]]), /not one value after the other: \[2, 2\]$/],
] as const)("%s for a series", (_, data, message) => {
  it.each(fits(ofSeries, data, message))("is refused by %s", (__, call, expected) => expectRefusal(call, expected));
});

describe.each([
  ["strings", [["1", "2"], ["3", "4"]], /element 0 is not a number: "1"$/],
  ["numbers without rows", [1, 2, 3], /not rows of numbers: an array of 3$/],
  ["one axis", tensor([1, 2, 3]), /not rows of features: \[3\]$/],
  ["no rows", [], /not rows of numbers: an array of 0$/],
  ["no features", [[], []], /no feature: \[2, 0\]$/],
  ["NaN", [...rows, [NaN, 1]], /row 12, feature 0 is not finite: NaN$/],
  ["an infinity", [[1, -Infinity], ...rows], /row 0, feature 1 is not finite: -Infinity$/],
  ["rows of unequal lengths", [[1, 2], [3]], /row 1 is not as long as the first one, 2/],
] as const)("%s for rows", (_, data, message) => {
  it.each(fits(ofRows, data, message))("is refused by %s", (__, call, expected) => expectRefusal(call, expected));
});

describe("a detector of rows", () => {
  it.each(Object.entries(ofRows))("%s refuses another number of features than it learnt", async (_, make) => {
    const detector = await make().fit(rows as never);
    await expectRefusal(() => detector.score([[1, 2, 3]] as never), /rows of 3 features, but it learnt from 2$/);
  });

  it.each(Object.entries(ofRows))("%s refuses to explain a row that is not there", async (_, make) => {
    const detector = await make().fit(rows as never);
    await expectRefusal(() => detector.explain(rows as never, 12), /no row 12/);
  });

  it.each(Object.entries(ofRows))("%s refuses to score before it learnt", (_, make) => expectRefusal(() => make().score(rows as never), /nothing was learnt yet/));
});

describe("every detector", () => {
  const made = { ...ofSeries, ...ofRows } as unknown as Record<string, (options: object) => unknown>;
  const options = (name: string): object => (name.endsWith("Shift") ? { window: 2 } : /knn|lof/.test(name) ? { k: 2 } : {});
  const factory = (name: string): ((options: object) => unknown) => (anomaly as unknown as typeof made)[name]!;
  const names = Object.keys(made).filter((name) => name !== "gesd"); // whose threshold is its test's
  it.each(names.flatMap((name) => [0, -0.1, 0.6, NaN, "0.1"].map((contamination) => [name, contamination] as const)))("%s refuses a contamination of %s", (name, contamination) =>
    expectRefusal(() => factory(name)({ ...options(name), contamination }), /contamination is not in \(0, 0\.5\]: /));
  it.each(names.flatMap((name) => [NaN, "3"].map((threshold) => [name, threshold] as const)))("%s refuses a threshold of %s", (name, threshold) =>
    expectRefusal(() => factory(name)({ ...options(name), threshold }), /threshold is not a number: /));
});

describe("refused:", () => {
  const cases: Refusal[] = [
    ["no trees", () => anomaly.isolationForest({ trees: 0 }), /trees is not a whole number from 1 to 100000: 0/],
    ["2^50 trees", () => anomaly.isolationForest({ trees: huge }), /: 1125899906842624/],
    ["a row that is none", async () => (await anomaly.isolationForest().fit(rows)).scoreOne(null as never), /not a row of numbers: null/],
    ["no samples", () => anomaly.isolationForest({ maxSamples: 0 }), /invalid maxSamples: 0/],
    ["more features than there are", () => anomaly.isolationForest({ maxFeatures: 3 }).fit(rows), /maxFeatures is more than there are, 2: 3/],
    ["no half-space trees", () => anomaly.halfSpaceTrees({ trees: 0 }), /trees is not a whole number above 0: 0/],
    ["2^50 half-space trees", () => anomaly.halfSpaceTrees({ trees: huge }), /too many leaves: 1125899906842624/],
    ["trees as high as 50", () => anomaly.halfSpaceTrees({ height: 50 }), /height is not a whole number from 1 to 15: 50/],
    ["an empty window of rows", () => anomaly.halfSpaceTrees({ window: 0 }), /window is not a whole number above 0: 0/],
    ["no neighbours", () => anomaly.knn({ k: 0 }), /k is not a number of neighbours: 0/],
    ["more neighbours than rows", () => anomaly.knn({ k: 12 }).fit(rows), /k is not less than the number of rows: 12 of 12/],
    ["more neighbours than rows for lof", () => anomaly.lof({ k: huge }).fit(rows), /: 1125899906842624 of 12/],
    ["an unknown metric", () => anomaly.knn({ metric: "best" as never }), /best/],
    ["one bin", () => anomaly.hbos({ bins: 1 }), /from 2 to 1048576: 1/],
    ["2^50 bins", () => anomaly.hbos({ bins: huge }), /: 1125899906842624/],
    ["more outliers than values", () => anomaly.gesdTest(x, { maxOutliers: 12 }), /12/],
    ["a level of 5 %", () => anomaly.gesd({ alpha: 5 }), /alpha.*: 5/],
    ["fences that cross", () => anomaly.iqrFences(x, -1), /k is not a number above 0: -1/],
    ["fences at NaN", () => anomaly.iqrFences(x, NaN), /: NaN/],
    ["a period of 1", () => anomaly.stl(x, { period: 1 }), /period is not an integer from 2 on: 1/],
    ["a series of less than two periods", () => anomaly.stl(x, { period: 7 }), /too short: 12 values/],
    ["an even window", () => anomaly.stl(x, { period: 3, seasonal: 8 }), /seasonal is not an odd integer from 3 on: 8/],
    ["a trend shorter than the period", () => anomaly.stl(x, { period: 5, trend: 5 }), /trend is not greater than the period, 5: 5/],
    ["2^50 rounds", () => anomaly.stl(x, { period: 3, inner: huge }), /inner is not an integer from 1 to 1000: 1125899906842624/],
    ["a period of 2^50", () => anomaly.seasonalHybridEsd(x, { period: huge }), /too short: 12 values/],
    ["half of the values as anomalies", () => anomaly.seasonalHybridEsd(x, { period: 3, maxAnomalies: 0.5 }), /maxAnomalies is not in \(0, 0\.49\]: 0\.5/],
    ["a period that is a word", () => anomaly.seasonal({ period: "day" as never }), /"day"/],
    ["a constant without a deviation", () => anomaly.ewma().fit([2, 2, 2]), /the series is constant: 2/],
    ["a weight of 0", () => anomaly.ewma({ lambda: 0 }), /lambda is not in \(0, 1\]: 0/],
    ["a negative slack", () => anomaly.cusum({ k: -1 }), /: -1/],
    ["a window of 2 in 3 values", () => anomaly.levelShift({ window: 2 }).fit([1, 2, 3]), /too short: 3 values/],
    ["a window of 0", () => anomaly.volatilityShift({ window: 0 }), /: 0/],
    ["a window longer than the series", () => anomaly.matrixProfile(x, { window: 13 }), /no two windows to compare: window 13/],
    ["a window of 2", () => anomaly.matrixProfile(x, { window: 2 }), /window is not an integer from 3 on: 2/],
    ["no discords", async () => anomaly.discords(await anomaly.matrixProfile(x, { window: 3 }), { count: 0 }), /count is not an integer from 1 on: 0/],
    ["2^50 estimated points", () => anomaly.spectralResidual({ extended: huge }), /extended is not an integer from 0 to 1000: 1125899906842624/],
    ["a streaming window of 1", () => anomaly.streaming({ window: 1 }), /window is not a whole number from 2 to 16777216: 1/],
    ["a streaming window of 2^50", () => anomaly.streaming({ window: huge }), /: 1125899906842624/],
    ["a warm-up longer than the window", () => anomaly.streaming({ window: 5, warmup: 6 }), /warmup is not a whole number from 1 to the window, 5: 6/],
    ["an unknown method", () => anomaly.streaming({ method: "best" as never }), /unknown method: "best"/],
    ["a streamed NaN", () => anomaly.streaming().update(NaN), /the value is not a finite number: NaN/],
    ["a streamed string", () => anomaly.streaming().update("5" as never), /the value is not a finite number: "5"/],
    ["labels that are not 0 and 1", () => anomaly.evaluate(x, x), /label 1 is neither 0 nor 1: 2/],
    ["labels that are all the same", () => anomaly.evaluate(x, x.map(() => 0)), /no label is 1/],
    ["unequal lengths", () => anomaly.evaluate(x, [0, 1]), /12 scores, 2 labels/],
    ["windows beyond the end", () => anomaly.nabScore(x.map(() => 0), [[3, 12]]), /not a window in a series of 12: \[3, 12\]/],
    ["no list of windows", () => anomaly.nabScore(x.map(() => 0), 3 as never), /no windows, nothing to find: 3/],
    ["an unknown kind", () => anomaly.fromJSON({ kind: "anomaly.best", threshold: 1, options: {} }), /anomaly\.best/],
    ["no JSON", () => anomaly.fromJSON("no"), /anomaly\.fromJSON: /],
  ];
  it.each(cases)("%s", (_, call, message) => expectRefusal(call, message));
});
