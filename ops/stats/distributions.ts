/** The distributions that tests need. Tails are calculated as such, so that small p-values keep their digits. */
import { lgamma } from "../defs/gamma.ts";
import { regularizedBeta, upperGamma } from "./incomplete.ts";
import type { Alternative } from "./test-result.ts";

/** P(χ² >= x). */
export const chiSquareTail = (x: number, df: number): number => upperGamma(df / 2, x / 2);

/** P(F >= f). */
export function fTail(f: number, between: number, within: number): number {
  if (f === Infinity) return 0;
  const total = within + between * f;
  return regularizedBeta(within / 2, between / 2, within / total, (between * f) / total);
}

/** P(Z <= z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2;
  return z < 0 ? tail : 1 - tail;
}

/** P(T <= t) of Student's distribution. */
export function tCdf(t: number, df: number): number {
  const tail = Math.abs(t) === Infinity ? 0 : regularizedBeta(df / 2, 0.5, df / (df + t * t), (t * t) / (df + t * t)) / 2;
  return t < 0 ? tail : 1 - tail;
}

/** The z with P(Z <= z) = p. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0.5) return 0;
  if (p <= 0) return p === 0 ? -Infinity : NaN;
  return -Math.exp(quantileLogarithm(p, Math.log(Math.sqrt(-2 * Math.log(2 * p))), (z) => normalCdf(-z), (z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)));
}

/** The t with P(T <= t) = p. */
export function tQuantile(p: number, df: number): number {
  if (p > 0.5) return -tQuantile(1 - p, df);
  if (p === 0.5) return 0;
  if (p <= 0) return p === 0 ? -Infinity : NaN;
  const scale = Math.exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / Math.sqrt(df * Math.PI);
  return -Math.exp(quantileLogarithm(p, Math.log(-normalQuantile(p)), (t) => tCdf(-t, df), (t) => scale * Math.exp((-(df + 1) / 2) * Math.log1p((t * t) / df))));
}

/** Newton's method for the logarithm of a tail as a function of the logarithm of where it begins: that falls ever steeper, so every step but the first stays on one side. */
function quantileLogarithm(p: number, start: number, tail: (x: number) => number, density: (x: number) => number): number {
  let at = start;
  for (let turn = 0; turn < 60; turn++) {
    const x = Math.exp(at);
    const mass = tail(x);
    const step = ((Math.log(mass) - Math.log(p)) * mass) / (density(x) * x);
    at += step;
    if (!(Math.abs(step) > 1e-15)) break;
  }
  return at;
}

/** The p-value of a statistic that is distributed symmetrically around 0, given its distribution function. */
function symmetricP(statistic: number, alternative: Alternative, cdf: (statistic: number) => number): number {
  if (alternative === "two-sided") return Math.min(1, 2 * cdf(-Math.abs(statistic)));
  return cdf(alternative === "less" ? statistic : -statistic);
}

export const tP = (t: number, df: number, alternative: Alternative): number => symmetricP(t, alternative, (at) => tCdf(at, df));

export const normalP = (z: number, alternative: Alternative): number => symmetricP(z, alternative, normalCdf);
