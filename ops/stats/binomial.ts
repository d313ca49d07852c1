/**
 * Probabilities of counts. Through Loader's saddle point ("Fast and accurate computation of binomial probabilities", 2000), because factorials of
 * large numbers lose digits and overflow.
 */
import { lgamma } from "../defs/gamma.ts";

/** ln Γ(x + 1) less Stirling's formula for it. */
export function stirlingError(x: number): number {
  if (x < 16) return lgamma(x + 1) - ((x + 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2);
  const square = x * x;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / x;
}

/** x ln(x / mean) + mean - x, without cancellation where they are near: with v = (x - mean) / (x + mean), ln(x / mean) is 2 artanh(v). */
export function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let sum = (x - mean) * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/** The probability of k successes in n tries; `failure` is 1 - success, given so that no digit of it is lost. */
export function binomialProbability(k: number, n: number, success: number, failure = 1 - success): number {
  if (k < 0 || k > n) return 0;
  if (success === 0) return k === 0 ? 1 : 0;
  if (failure === 0) return k === n ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-success));
  if (k === n) return Math.exp(n * (success < 0.5 ? Math.log(success) : Math.log1p(-failure)));
  return choiceDensity(k, n - k, success, failure);
}

/** Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) x^a y^b, where y is 1 - x and neither count is 0. */
export function choiceDensity(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * a * b));
}

/** The probability of k marked ones among `drawn`, taken without putting back from `marked` and `others`. */
export function hypergeometricProbability(k: number, marked: number, others: number, drawn: number): number {
  if (k < 0 || k > marked || drawn - k > others || k > drawn) return 0;
  if (drawn === 0) return 1;
  const share = drawn / (marked + others);
  const rest = (marked + others - drawn) / (marked + others);
  return (binomialProbability(k, marked, share, rest) * binomialProbability(drawn - k, others, share, rest)) / binomialProbability(drawn, marked + others, share, rest);
}
