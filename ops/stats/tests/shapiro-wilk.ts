/** The test of Shapiro and Wilk: whether a sample can come from a normal distribution. */
import { ComputationError, ValidationError } from "../../errors.ts";
import type { Sample } from "../../sample.ts";
import { normalCdf, normalQuantile } from "../distributions.ts";
import { momentsOf } from "../moments.ts";
import { readSample, type ObservationOptions } from "../observations.ts";
import { testResult, type TestResult } from "../test-result.ts";

const most = 5000;

/**
 * Royston's algorithm AS R94 (1995), as SciPy's `shapiro`; its p-values are approximations. For 3 to 5000 values. Throws `ValidationError` for fewer or more,
 * NaN and infinities, and `ComputationError` for a constant sample.
 */
export async function shapiroWilk(x: Sample, options: ObservationOptions = {}): Promise<TestResult> {
  const op = "stats.shapiroWilk";
  const sorted = (await readSample(op, "x", x, options, { least: 3 })).toSorted();
  const n = sorted.length;
  if (n > most) throw new ValidationError(op, `too many observations: ${n}, at most ${most}`, "jarqueBera takes any number");
  if (sorted[0] === sorted[n - 1]) throw new ComputationError(op, `all values are equal: ${sorted[0]}`);
  const { w, left } = shapiroStatistic(sorted);
  return testResult("W", { test: "Shapiro-Wilk test", statistic: w, pValue: tail(n, w, left), alternative: "two-sided", n: [n] });
}

const polynomial = (coefficients: readonly number[], x: number): number => coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

/** The weights of the greater half of the sorted values, the greatest first; the lesser half has the same with the other sign. */
function weights(n: number): number[] {
  if (n === 3) return [Math.SQRT1_2];
  const scores = Array.from({ length: n >> 1 }, (_, i) => -normalQuantile((i + 0.625) / (n + 0.25)));
  const square = 2 * scores.reduce((sum, score) => sum + score * score, 0);
  const [root, u] = [Math.sqrt(square), 1 / Math.sqrt(n)];
  const first = polynomial([0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], u) + scores[0]! / root;
  if (n <= 5) {
    const scale = Math.sqrt((square - 2 * scores[0]! ** 2) / (1 - 2 * first ** 2));
    return [first, ...scores.slice(1).map((score) => score / scale)];
  }
  const second = polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], u) + scores[1]! / root;
  const scale = Math.sqrt((square - 2 * scores[0]! ** 2 - 2 * scores[1]! ** 2) / (1 - 2 * first ** 2 - 2 * second ** 2));
  return [first, second, ...scores.slice(2).map((score) => score / scale)];
}

/** W: how well the values lie on the line of normal scores, squared; and 1 - W, without the digits that the difference would lose. */
function shapiroStatistic(sorted: Float64Array): { w: number; left: number } {
  const n = sorted.length;
  const [range, { mean }] = [sorted[n - 1]! - sorted[0]!, momentsOf(sorted)];
  const half = weights(n);
  const weight = (i: number): number => (i < half.length ? -half[i]! : n - 1 - i < half.length ? half[n - 1 - i]! : 0);
  let [aa, xx, ax] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [a, x] = [weight(i), (sorted[i]! - mean) / range];
    aa += a * a;
    xx += x * x;
    ax += a * x;
  }
  const root = Math.sqrt(aa * xx);
  const left = ((root - ax) * (root + ax)) / (aa * xx);
  return { w: 1 - left, left };
}

/** P(W <= w), by Royston's transformations to a normal variable; exact for three values. */
function tail(n: number, w: number, left: number): number {
  if (n === 3) return Math.max(0, (6 / Math.PI) * (Math.asin(Math.sqrt(w)) - Math.asin(Math.sqrt(0.75))));
  const y = Math.log(left);
  if (n <= 11) {
    const gamma = polynomial([-2.273, 0.459], n);
    if (y >= gamma) return 1e-99;
    const mean = polynomial([0.544, -0.39978, 0.025054, -0.0006714], n);
    const deviation = Math.exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], n));
    return normalCdf((mean + Math.log(gamma - y)) / deviation);
  }
  const logarithm = Math.log(n);
  const mean = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], logarithm);
  const deviation = Math.exp(polynomial([-0.4803, -0.082676, 0.0030302], logarithm));
  return normalCdf((mean - y) / deviation);
}
