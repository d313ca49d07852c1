/** Statistics of arrays. */
import dmeanvar from "@stdlib/stats-base-dmeanvar";
import { deviation, mean, quantile, variance } from "d3";
import * as simple from "simple-statistics";
import { stats, tensor } from "../../../index.ts";
import { kendallTau } from "../baseline/kendall.ts";
import { moments, summary } from "../baseline/moments.ts";
import { quartiles } from "../baseline/quartiles.ts";
import { Random } from "../baseline/random.ts";
import { rollingZ, runningZ } from "../baseline/rolling.ts";
import { entry, read, tessera, type Prepared } from "../row.ts";

const [million, fourMillion] = [1e6, 2 ** 22];
const close = { tolerance: 1e-8 };
const exact = { tolerance: 0 };

/** Far from 0, where naive sums of squares lose their digits. */
function sample(size: number, seed = 1): Float64Array {
  const random = new Random(seed);
  return new Float64Array(size).map(() => 100 + random.normal());
}

/** By sums that carry what rounding takes (Neumaier), and by sorting. */
function expectedMoments(x: Float32Array | Float64Array): number[] {
  const mean = exactSum(x, (value) => value) / x.length;
  const [m2, m3, m4] = [2, 3, 4].map((power) => exactSum(x, (value) => (value - mean) ** power) / x.length) as [number, number, number];
  const sorted = x.toSorted();
  return [x.length, mean, (m2 * x.length) / (x.length - 1), m3 / m2 ** 1.5, m4 / m2 ** 2 - 3, sorted[0]!, sorted.at(-1)!];
}

function exactSum(x: Float32Array | Float64Array, of: (value: number) => number): number {
  let [sum, rest] = [0, 0];
  for (const each of x) {
    const value = of(each);
    const next = sum + value;
    rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + rest;
}

function expectedQuartiles(x: Float64Array): number[] {
  const sorted = x.toSorted();
  return [0.25, 0.5, 0.75].map((q) => {
    const place = q * (sorted.length - 1);
    const at = Math.floor(place);
    return sorted[at]! + (place - at) * (sorted[at + 1]! - sorted[at]!);
  });
}

const told = ({ count, mean, variance, skewness, kurtosis, min, max }: stats.Summary): number[] => [count, mean, variance, skewness, kurtosis, min, max];

function momentsOf(x: Float32Array | Float64Array): Prepared {
  const ours = tensor(x);
  const expected = expectedMoments(x);
  const [, average, spread] = expected as [number, number, number];
  const entries = [
    tessera(() => stats.moments(ours), told, expected, close),
    entry("plain", () => summary(moments(x)), (found) => found, expected, close),
    entry("d3 (mean, variance)", () => [mean(x)!, variance(x)!], (found) => found, [average, spread], close),
  ];
  if (x instanceof Float64Array) {
    const out = new Float64Array(2);
    entries.push(entry("@stdlib (mean, variance)", () => dmeanvar(x.length, 1, x, 1, out, 1), (found) => found, [average, spread], close));
  }
  return entries;
}

async function prepareQuartiles(): Promise<Prepared> {
  const x = sample(million);
  const ours = tensor(x);
  const expected = expectedQuartiles(x);
  const list = Array.from(x);
  return [
    tessera(() => stats.quantile(ours, [0.25, 0.5, 0.75]), (found) => found, expected, exact),
    entry("plain", () => quartiles(x), (found) => found, expected, exact),
    entry("d3", () => [0.25, 0.5, 0.75].map((q) => quantile(x, q)!), (found) => found, expected, exact),
    // It mixes the two values around a place by another rule.
    entry("simple-statistics", () => simple.quantile(list, [0.25, 0.5, 0.75]), (found) => found, expected, { tolerance: 1e-5 }),
  ];
}

async function prepareDescribe(): Promise<Prepared> {
  const x = sample(million);
  const ours = tensor(x);
  const expected = [...expectedMoments(x), ...expectedQuartiles(x)];
  const ofOurs = ({ count, mean, std, skewness, kurtosis, min, max, q1, median, q3 }: stats.Description): number[] => [count, mean, std ** 2, skewness, kurtosis, min, max, q1, median, q3];
  const ofD3 = (): number[] => [mean(x)!, deviation(x)! ** 2, ...[0.25, 0.5, 0.75].map((q) => quantile(x, q)!)];
  return [
    tessera(() => stats.describe(ours) as Promise<stats.Description>, ofOurs, expected, close),
    entry("plain", () => [...summary(moments(x)), ...quartiles(x)], (found) => found, expected, close),
    entry("d3 (mean, deviation, quartiles)", ofD3, (found) => found, [expected[1]!, expected[2]!, ...expected.slice(7)], close),
  ];
}

async function prepareRolling(): Promise<Prepared> {
  const window = 100;
  const x = sample(million);
  const ours = tensor(x);
  const expected = Float64Array.from(x, (value, i) => {
    if (i < window - 1) return NaN;
    const values = x.subarray(i - window + 1, i + 1);
    const average = exactSum(values, (each) => each) / window;
    return (value - average) / Math.sqrt(exactSum(values, (each) => (each - average) ** 2) / window);
  });
  return [
    tessera(() => stats.rolling(ours, { window }).zscore(), read, expected, close),
    entry("plain", () => rollingZ(x, window), (found) => found, expected, close),
    entry("plain, running update", () => runningZ(x, window), (found) => found, expected, close),
  ];
}

async function prepareKendall(): Promise<Prepared> {
  const size = 100_000;
  const random = new Random(2);
  const x = new Float64Array(size).map(() => random.below(5000));
  const y = x.map((value) => Math.floor(value / 10 + 200 * random.normal()));
  const [a, b] = [tensor(x), tensor(y)];
  const tau = kendallTau(x, y);
  const few = [x.subarray(0, 2000), y.subarray(0, 2000)] as const;
  // All pairs of a part show that the quick way is right.
  const isRight = Math.abs(kendallTau(...few) - tauOfPairs(...few)) < 1e-12;
  const check = { tolerance: isRight ? 1e-12 : -1 };
  return [
    tessera(() => stats.correlation(a, b, { method: "kendall" }), ({ statistic }) => [statistic], [tau], check),
    entry("plain", () => kendallTau(x, y), (found) => [found], [tau], check),
  ];
}

/** By its definition: every pair. */
function tauOfPairs(x: Float64Array, y: Float64Array): number {
  let [agree, untiedX, untiedY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [Math.sign(x[i]! - x[j]!), Math.sign(y[i]! - y[j]!)];
      agree += a * b;
      untiedX += a * a;
      untiedY += b * b;
    }
  }
  return agree / Math.sqrt(untiedX * untiedY);
}

export const prepare = {
  moments32: async () => momentsOf(Float32Array.from(sample(fourMillion))),
  moments64: async () => momentsOf(sample(fourMillion)),
  quartiles: prepareQuartiles,
  describe: prepareDescribe,
  rolling: prepareRolling,
  kendall: prepareKendall,
};
