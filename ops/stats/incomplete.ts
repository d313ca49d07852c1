/**
 * The regularized incomplete gamma and beta functions: what the tails of most distributions are. The series and continued fraction of Abramowitz and Stegun (6.5.29, 6.5.31)
 * and the fraction of Didonato and Morris (1992, formula 9), with Loader's saddle point before them, so that great parameters and small tails keep their digits.
 */
import { lgamma } from "../defs/gamma.ts";
import { choiceDensity, deviance, stirlingError } from "./binomial.ts";

/** Q(a, x), the upper incomplete gamma function over Γ(a). */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const density = a < 16 ? Math.exp(a * Math.log(x) - x - lgamma(a)) : Math.sqrt(a / (2 * Math.PI)) * Math.exp(-stirlingError(a) - deviance(a, x));
  if (x < a + 1) return 1 - density * lowerSeries(a, x);
  return density * fraction(x + 1 - a, (k) => -k * (k - a), (k) => x + 1 - a + 2 * k);
}

/** Σ x^k / (a (a + 1) ... (a + k)). */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; term > (sum * Number.EPSILON) / 8; k++) sum += term *= x / (a + k);
  return sum;
}

/** I_x(a, b). `rest` is 1 - x, given so that no digit of it is lost. */
export function regularizedBeta(a: number, b: number, x: number, rest: number): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - regularizedBeta(b, a, rest, x);
  const lead = a * rest - b * x;
  const numerator = (k: number): number => ((a + k - 1) * (a + b + k - 1) * k * (b - k) * x * x) / (a + 2 * k - 1) ** 2;
  const denominator = (k: number): number => k + (k * (b - k) * x) / (a + 2 * k - 1) + ((a + k) * (lead + 1 + k * (1 + rest))) / (a + 2 * k + 1);
  return ((choiceDensity(a, b, x, rest) * a * b) / (a + b)) * fraction((a * (lead + 1)) / (a + 1), numerator, denominator);
}

/** 1 / (first + n(1) / (d(1) + n(2) / (d(2) + ...))), as Lentz evaluates it. */
function fraction(first: number, numerator: (k: number) => number, denominator: (k: number) => number): number {
  let c = Infinity;
  let d = 1 / first;
  let value = d;
  for (let k = 1; ; k++) {
    d = 1 / (numerator(k) * d + denominator(k));
    c = denominator(k) + numerator(k) / c;
    value *= c * d;
    if (!(Math.abs(c * d - 1) > Number.EPSILON)) return value;
  }
}
