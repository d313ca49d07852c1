/** The Kolmogorov-Smirnov tests: one sample against a distribution, or two against each other, by the greatest distance of their cumulative distributions. */
import { ValidationError } from "../../errors.ts";
import { describeValue, type Sample } from "../../sample.ts";
import { normalCdf } from "../distributions.ts";
import { kolmogorovTail, smirnovTail } from "../kolmogorov.ts";
import { sortedOf } from "../order.ts";
import { checkTestOptions, readSample, type TestOptions } from "../observations.ts";
import { testResult, type Alternative, type TestResult } from "../test-result.ts";

/** The distribution of one value: its cumulative distribution function, or the name of one: the standard normal, uniform on [0, 1], exponential with mean 1. */
export type Distribution = "normal" | "uniform" | "exponential" | ((x: number) => number);

/**
 * Whether a sample comes from a distribution. Exact, as SciPy's `ks_1samp`: its tail is taken from Kolmogorov's distribution of n values (to 1e-14; where p is below 1e-3,
 * to 11 digits). `greater`: the sample's distribution function is above the other somewhere. The distribution must not be fitted to the same sample: that makes
 * p too great. Throws `ValidationError` for NaN, for nothing, and for a distribution that is unknown or leaves [0, 1].
 */
export async function kolmogorovSmirnov(x: Sample, distribution: Distribution, options: TestOptions = {}): Promise<TestResult> {
  const op = "stats.kolmogorovSmirnov";
  const { alternative } = checkTestOptions(op, options);
  const sorted = await sortedOf(op, await readSample(op, "x", x, options, { infinite: true }));
  const n = sorted.length;
  const { above, below } = distancesFrom(op, sorted, cdfOf(op, distribution));
  const statistic = alternative === "greater" ? above : alternative === "less" ? below : Math.max(above, below);
  const pValue = alternative === "two-sided" ? kolmogorovTail(n, statistic) : smirnovTail(n, statistic);
  return testResult("D", { test: "Kolmogorov-Smirnov test", statistic, pValue: Math.min(1, Math.max(0, pValue)), alternative, n: [n] });
}

/** Whether two samples come from one distribution, as SciPy's `ks_2samp`: exact up to 10,000 values in each. Throws `ValidationError` for NaN and for nothing. */
export async function kolmogorovSmirnovTwoSample(x: Sample, y: Sample, options: TestOptions = {}): Promise<TestResult> {
  const op = "stats.kolmogorovSmirnovTwoSample";
  const { alternative } = checkTestOptions(op, options);
  const [a, b] = await Promise.all([readSample(op, "x", x, options, { infinite: true }), readSample(op, "y", y, options, { infinite: true })]);
  return testResult("D", { test: "two-sample Kolmogorov-Smirnov test", ...ksOfSorted(await sortedOf(op, a), await sortedOf(op, b), alternative), alternative, n: [a.length, b.length] });
}

function cdfOf(op: string, distribution: Distribution): (x: number) => number {
  if (typeof distribution === "function") return distribution;
  if (distribution === "normal") return normalCdf;
  if (distribution === "uniform") return (x) => Math.min(1, Math.max(0, x));
  if (distribution === "exponential") return (x) => (x <= 0 ? 0 : -Math.expm1(-x));
  throw new ValidationError(op, `unknown distribution: ${describeValue(distribution)}`, "normal, uniform, exponential, or a cumulative distribution function");
}

/** How far the sample's distribution function gets above the other one and below it. */
function distancesFrom(op: string, sorted: Float64Array, cdf: (x: number) => number): { above: number; below: number } {
  let above = -Infinity;
  let below = -Infinity;
  sorted.forEach((value, i) => {
    const share = cdf(value);
    if (!(share >= 0 && share <= 1)) throw new ValidationError(op, `distribution function is not between 0 and 1 at ${value}: ${describeValue(share)}`);
    above = Math.max(above, (i + 1) / sorted.length - share);
    below = Math.max(below, share - i / sorted.length);
  });
  return { above, below };
}

/** Up to this many in each sample, all orders of the two are counted; as SciPy. */
const exactLimit = 10_000;

/**
 * Whether two samples in ascending order come from one distribution; at once. `greater`: the distribution function of a is above that of b somewhere. Exact
 * up to 10,000 observations in each, as SciPy's `ks_2samp`. Neither may be empty or hold NaN.
 */
export function ksOfSorted(a: Float64Array, b: Float64Array, alternative: Alternative = "two-sided"): { statistic: number; pValue: number } {
  const [m, n] = [a.length, b.length];
  const { above, below } = distances(a, b);
  const steps = alternative === "greater" ? above : alternative === "less" ? below : Math.max(above, below);
  const multiple = (m / greatestDivisor(m, n)) * n;
  const statistic = steps / multiple;
  const exact = Math.max(m, n) <= exactLimit;
  const pValue = exact ? pathsOutside(m, n, steps, alternative !== "two-sided") : limitTail(m, n, statistic, alternative);
  return { statistic, pValue: Math.min(1, Math.max(0, pValue)) };
}

/** How far the first distribution function gets above the second and below it, in units of one over the least common multiple of the sizes. */
function distances(a: Float64Array, b: Float64Array): { above: number; below: number } {
  const divisor = greatestDivisor(a.length, b.length);
  const [stepOfA, stepOfB] = [b.length / divisor, a.length / divisor];
  let above = 0;
  let below = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i]! <= value) i++;
    while (j < b.length && b[j]! <= value) j++;
    const distance = i * stepOfA - j * stepOfB;
    if (distance > above) above = distance;
    if (-distance > below) below = -distance;
  }
  return { above, below };
}

/**
 * The share of all orders of m and n values whose distance reaches that many steps. An order is a path from (0, 0) to (m, n); its last step comes from (i - 1, j)
 * with probability i / (i + j). Only sums of positive numbers, so that small probabilities keep their digits.
 */
function pathsOutside(m: number, n: number, steps: number, oneSided: boolean): number {
  if (steps === 0) return 1;
  const divisor = greatestDivisor(m, n);
  const [stepOfM, stepOfN] = [n / divisor, m / divisor];
  const row = new Float64Array(n + 1).fill(1);
  for (let i = 0; i <= m; i++) {
    const first = Math.max(0, Math.floor((i * stepOfM - steps) / stepOfN) + 1);
    const last = oneSided ? n : Math.min(n, Math.ceil((i * stepOfM + steps) / stepOfN) - 1);
    let left = first === 0 ? 0 : 1;
    for (let j = first; j <= last; j++) {
      left = i + j === 0 ? 0 : ((i === 0 ? 0 : i * row[j]!) + j * left) / (i + j);
      row[j] = left;
    }
  }
  return row[n]!;
}

/** For large samples: the one-sample distribution at the size that two samples are worth, or Hodges' (1958) formula for one side. */
function limitTail(m: number, n: number, statistic: number, alternative: Alternative): number {
  const size = (m * n) / (m + n);
  if (alternative === "two-sided") return kolmogorovTail(roundHalfEven(size), statistic);
  const [more, fewer] = [Math.max(m, n), Math.min(m, n)];
  const z = Math.sqrt(size) * statistic;
  return Math.exp(-2 * z * z - (2 * z * (more + 2 * fewer)) / Math.sqrt(more * fewer * (more + fewer)) / 3);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
