import { describe, expect, it } from "vitest";
import { tensor, zeros } from "../creation.ts";
import { expectRefusal, type Refusal } from "../conformance/refusal.ts";
import * as stats from "./index.ts";

const [x, y] = [[1, 2, 4, 8, 9, 3], [2, 5, 7, 9, 20, 4]];
const huge = 2 ** 50;

/** Functions of one sample, which is what is wrong. */
const summaries: Record<string, (sample: never) => unknown> = {
  autocorrelation: (sample) => stats.autocorrelation(sample, 1),
  ewm: (sample) => stats.ewm(sample, { alpha: 0.5 }).mean(),
  histogram: (sample) => stats.histogram(sample),
  iqr: (sample) => stats.iqr(sample),
  kurtosis: (sample) => stats.kurtosis(sample),
  mad: (sample) => stats.mad(sample),
  mean: (sample) => stats.mean(sample),
  median: (sample) => stats.median(sample),
  mode: (sample) => stats.mode(sample),
  quantile: (sample) => stats.quantile(sample, 0.5),
  rolling: (sample) => stats.rolling(sample, { window: 1 }).mean(),
  skewness: (sample) => stats.skewness(sample),
  standardError: (sample) => stats.standardError(sample),
  std: (sample) => stats.std(sample),
  trimmedMean: (sample) => stats.trimmedMean(sample, 0.1),
  variance: (sample) => stats.variance(sample),
};

const inference: Record<string, (sample: never) => unknown> = {
  anova: (sample) => stats.anova([x, sample]),
  bootstrap: (sample) => stats.bootstrap(sample, "mean", { resamples: 10, seed: 1 }),
  cohensD: (sample) => stats.cohensD(sample, y),
  correlation: (sample) => stats.correlation(sample, y),
  covariance: (sample) => stats.covariance(sample, y),
  hedgesG: (sample) => stats.hedgesG(sample, y),
  jarqueBera: (sample) => stats.jarqueBera(sample),
  kolmogorovSmirnov: (sample) => stats.kolmogorovSmirnov(sample, "normal"),
  kolmogorovSmirnovTwoSample: (sample) => stats.kolmogorovSmirnovTwoSample(sample, y),
  kruskalWallis: (sample) => stats.kruskalWallis([x, sample]),
  levene: (sample) => stats.levene([x, sample]),
  mannWhitney: (sample) => stats.mannWhitney(sample, y),
  permutationTest: (sample) => stats.permutationTest(sample, y, { resamples: 10, seed: 1 }),
  regression: (sample) => stats.regression(y, sample),
  shapiroWilk: (sample) => stats.shapiroWilk(sample),
  tTest: (sample) => stats.tTest(sample, y),
  tTestOneSample: (sample) => stats.tTestOneSample(sample),
  tTestPaired: (sample) => stats.tTestPaired(sample, y),
  welchTest: (sample) => stats.welchTest(sample, y),
  wilcoxon: (sample) => stats.wilcoxon(sample, y),
};

const kinds: readonly (readonly [what: string, sample: unknown, message: RegExp])[] = [
  ["strings", ["1", "2", "3"], /element 0 is not a number: "1"$/],
  ["a string", "abc", /not numbers: "abc"$/],
  ["nothing at all", undefined, /not numbers: undefined$/],
  ["null", [1, null, 3], /element 1 is not a number: null$/],
  ["booleans", [true, false], /element 0 is not a number: true$/],
  ["rows", [[1, 2], [3, 4]], /element 0 is not a number: an array of 2$/],
  ["an object", { a: 1 }, /not numbers: an Object$/],
];

const calls = (functions: Record<string, (sample: never) => unknown>, sample: unknown, message: RegExp): Refusal[] =>
  Object.entries(functions).map(([name, call]) => [name, () => call(sample as never), message]);

describe.each(kinds)("%s for a sample", (_, sample, message) => {
  it.each(calls({ ...summaries, ...inference }, sample, message))("is refused by %s", (__, call, expected) => expectRefusal(call, expected));
});

describe("of no values", () => {
  it.each(calls({ ...summaries, ...inference }, [], /no value|too few|lengths differ|not lags of a series of 0/))("there is no %s", (_, call, message) => expectRefusal(call, message));
});

describe("of NaN alone", () => {
  const folds = Object.entries(summaries).filter(([name]) => !["ewm", "rolling", "autocorrelation"].includes(name)); // whose results are as long as the series, or which take no NaN at all
  it.each(calls(Object.fromEntries(folds), [NaN, NaN], /all values are NaN: 2|no value/))("there is no %s", (_, call, message) => expectRefusal(call, message));
});

describe("the row of a NaN", () => {
  it.each(calls(inference, [1, 5, NaN, 2, 8, 4], /\b2(: |$)/))("is named by %s", (_, call, message) => expectRefusal(call, message));
});

describe("refused options:", () => {
  const cases: Refusal[] = [
    ["a quantile above 1", () => stats.quantile(x, 95), /stats\.quantile: q is not in \[0, 1\]: 95$/],
    ["a quantile below 0", () => stats.quantile(x, [0.5, -0.1]), /: -0\.1$/],
    ["a quantile that is a string", () => stats.quantile(x, "0.5" as never), /: 0\.5$/],
    ["no quantile", () => stats.quantile(x, []), /no quantiles/],
    ["a quantile of no window", () => stats.rolling(x, { window: 2 }).quantile(1.5), /: 1\.5$/],
    ["an unknown method of quantiles", () => stats.quantile(x, 0.5, { method: "best" as never }), /unknown method: best/],
    ["a sketch's quantile", () => new stats.KllSketch().pushAll(x).quantile(2), /: 2$/],
    ["one value with ddof 1", () => stats.std([3]), /needs 2 values at least: 1/],
    ["a z-score of as many values as ddof", () => stats.zscore(x, { ddof: 6 }), /needs 7 values at least: 6/],
    ["a constant z-score", () => stats.zscore([2, 2, 2]), /all values are equal: 2/],
    ["a negative ddof", () => stats.std(x, { ddof: -1 }), /ddof is not a whole number from 0 on: -1/],
    ["half a ddof", () => stats.rolling(x, { window: 3 }).std({ ddof: 0.5 }), /ddof is not a whole number from 0 on: 0\.5/],
    ["a negative ddof of counts", () => stats.chiSquare([3, 4, 5], { ddof: -1 }), /ddof is not a whole number/],
    ["a constant series", () => stats.autocorrelation([2, 2, 2], 1), /all values are equal: 2/],
    ["a lag as long as the series", () => stats.autocorrelation(x, 6), /not lags of a series of 6: 6/],
    ["a lag that is a string", () => stats.autocorrelation(x, "1" as never), /not lags of a series of 6: 1/],
    ["no bins", () => stats.histogram(x, { bins: 0 }), /0/],
    ["2^50 bins", () => stats.histogram(x, { bins: huge }), /1125899906842624/],
    ["bins that are null", () => stats.histogram(x, { bins: null as never }), /unknown rule for bins: null/],
    ["an unknown rule for bins", () => stats.histogram(x, { bins: "best" as never }), /unknown rule for bins: best/],
    ["a range the wrong way round", () => stats.histogram(x, { range: [3, 1] }), /3.*1/],
    ["edges that fall", () => stats.histogram(x, { bins: [3, 1] }), /stats\.histogram: /],
    ["half of the values at each end", () => stats.trimmedMean(x, 0.5), /proportion is not in \[0, 0\.5\): 0\.5/],
    ["a window of 0", () => stats.rolling(x, { window: 0 }), /window is not a whole number above 0: 0/],
    ["a negative window", () => stats.rolling(x, { window: -3 }), /: -3/],
    ["a window longer than the series", () => stats.rolling(x, { window: 7 }), /window is longer than the series, 6: 7/],
    ["a window of 2^50", () => stats.rolling(x, { window: huge }), /1125899906842624/],
    ["more periods than the window has", () => stats.rolling(x, { window: 2, minPeriods: 3 }), /minPeriods.*: 3/],
    ["two speeds", () => stats.ewm(x, { alpha: 0.5, span: 3 }), /not one speed: alpha, span/],
    ["a speed of 0", () => stats.ewm(x, { alpha: 0 }), /alpha is out of range: 0/],
    ["a matrix for a series", () => stats.rolling(zeros([2, 3]), { window: 1 }), /not one value after the other: \[2, 3\]/],
    ["unequal lengths", () => stats.covariance(x, [1, 2]), /lengths differ: 6 and 2/],
    ["names that are no list", () => stats.regression(x, x, { names: null as never }), /names are not a list: null/],
    ["unequal lengths of a regression", () => stats.regression(x, [1, 2]), /lengths differ: 6 rows of x and 2 of y/],
    ["features that follow from others", () => stats.regression([[1, 2], [2, 4], [3, 6], [4, 8.0]], [1, 2, 3, 5]), /combination of others/],
    ["rows of unequal lengths", () => stats.covarianceMatrix([[1, 2], [3]]), /row 1 is not as long/],
    ["one axis for rows", () => stats.correlationMatrix(tensor([1, 2, 3])), /not rows of features: \[3\]/],
    ["no resamples", () => stats.bootstrap(x, "mean", { resamples: 0 }), /invalid number of resamples: 0/],
    ["2^50 resamples", () => stats.bootstrap(x, "mean", { resamples: huge }), /invalid number of resamples: 1125899906842624/],
    ["2^50 permutations", () => stats.permutationTest(x, y, { resamples: huge }), /1125899906842624/],
    ["a negative seed", () => stats.bootstrap(x, "mean", { seed: -1 }), /invalid seed: -1/],
    ["an unknown statistic", () => stats.bootstrap(x, "best" as never), /unknown statistic: "best"/],
    ["a level of 95", () => stats.tTest(x, y, { level: 95 }), /level is not between 0 and 1: 95/],
    ["an unknown axis", () => stats.zscore(x, { axis: 1 }), /1/],
    ["a tiny sketch", () => new stats.KllSketch({ k: 1 }), /k is not a whole number from 8 to 65535: 1/],
    ["a sketch of 2^50", () => new stats.KllSketch({ k: huge }), /1125899906842624/],
    ["2^50 registers", () => new stats.HyperLogLog({ p: 50 }), /: 50/],
    ["2^50 features", () => new stats.RunningCovariance(huge), /no room/],
    ["a state of another kind", () => stats.RunningMoments.fromJSON({} as never), /not a saved RunningMoments/],
    ["sketches of two sizes", () => new stats.KllSketch({ k: 8 }).merge(new stats.KllSketch({ k: 16 })), /differ in k: 8 and 16/],
  ];
  it.each(cases)("%s", (_, call, message) => expectRefusal(call, message));
});

it("says NaN where there is nothing to say, and does not refuse", async () => {
  expect(await stats.moments([])).toMatchObject({ count: 0, mean: NaN });
  expect(await stats.describe([NaN])).toMatchObject({ count: 0, nulls: 1, median: NaN });
  expect(await stats.skewness([2, 2, 2])).toBeNaN();
});
