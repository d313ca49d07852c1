/** The distributions that tests need: the one file that knows where they come from. Tails are calculated as such, so that small p-values keep their digits. */
import fCdf from "@stdlib/stats-base-dists-f-cdf";
import gaussianCdf from "@stdlib/stats-base-dists-normal-cdf";
import gaussianQuantile from "@stdlib/stats-base-dists-normal-quantile";
import studentCdf from "@stdlib/stats-base-dists-t-cdf";
import studentQuantile from "@stdlib/stats-base-dists-t-quantile";
import { lgamma } from "../defs/gamma.ts";
import { deviance, stirlingError } from "./binomial.ts";
import type { Alternative } from "./test-result.ts";

/** P(Z <= z) of the standard normal distribution. */
export const normalCdf = (z: number): number => gaussianCdf(z, 0, 1);

export const normalQuantile = (p: number): number => gaussianQuantile(p, 0, 1);

/** P(T <= t) with df degrees of freedom. */
export const tCdf = (t: number, df: number): number => studentCdf(t, df);

export const tQuantile = (p: number, df: number): number => studentQuantile(p, df);

/** P(F >= f): of the reciprocal, the other tail of the distribution with the degrees of freedom exchanged. */
export const fTail = (f: number, between: number, within: number): number => (f <= 0 ? 1 : fCdf(1 / f, within, between));

/** P(χ² >= x): the upper incomplete gamma function of df / 2 at x / 2, regularized. */
export function chiSquareTail(x: number, df: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const [a, at] = [df / 2, x / 2];
  const density = a < 16 ? Math.exp(a * Math.log(at) - at - lgamma(a)) : Math.sqrt(a / (2 * Math.PI)) * Math.exp(-stirlingError(a) - deviance(a, at));
  return at < a + 1 ? 1 - density * lowerSeries(a, at) : density * upperFraction(a, at);
}

/** Σ x^k / (a (a + 1) ... (a + k)). */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; term > sum * Number.EPSILON / 8; k++) sum += term *= x / (a + k);
  return sum;
}

/** Legendre's continued fraction 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - ...)), as Lentz evaluates it. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; ; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) <= Number.EPSILON) return fraction;
  }
}

/** The p-value of a statistic that is distributed symmetrically around 0, given its distribution function. */
export function symmetricP(statistic: number, alternative: Alternative, cdf: (statistic: number) => number): number {
  if (alternative === "two-sided") return Math.min(1, 2 * cdf(-Math.abs(statistic)));
  return cdf(alternative === "less" ? statistic : -statistic);
}

export const tP = (t: number, df: number, alternative: Alternative): number => symmetricP(t, alternative, (at) => tCdf(at, df));

export const normalP = (z: number, alternative: Alternative): number => symmetricP(z, alternative, normalCdf);
