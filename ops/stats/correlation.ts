/** How two samples move together: Pearson's, Spearman's and Kendall's correlation, with how likely it is by chance. */
import { ComputationError, ValidationError } from "../errors.ts";
import type { Sample } from "../sample.ts";
import { normalQuantile, tP } from "./distributions.ts";
import { kendallCounts, kendallCountsNow, kendallP, kendallTau } from "./kendall.ts";
import { isConstant, momentsOf } from "./moments.ts";
import { checkTestOptions, readPairs, type TestOptions } from "./observations.ts";
import { ranksNow, ranksOf } from "./rank.ts";
import { testResult, type Alternative, type ConfidenceInterval, type TestResult } from "./test-result.ts";

/** "pearson": of values, linear. "spearman": of ranks. "kendall": of the order of pairs, τ_b. */
export type CorrelationMethod = "pearson" | "spearman" | "kendall";

export interface CorrelationOptions extends TestOptions {
  /** Default: "pearson". */
  readonly method?: CorrelationMethod;
}

/**
 * The correlation of two samples (`statistic`) and the p-value of none. Pearson: p by Student's t, with Fisher's interval. Spearman: Pearson's of the ranks.
 * Kendall: τ_b in O(n log n), exact up to 33 pairs without ties. As SciPy's `pearsonr`, `spearmanr`, `kendalltau`. Throws `ValidationError` for fewer than two
 * pairs, NaN (unless `nulls` is "omit") and, for Pearson, infinities; `ShapeError` for unequal lengths; `ComputationError` for constant samples.
 */
export async function correlation(x: Sample, y: Sample, options: CorrelationOptions = {}): Promise<TestResult> {
  const op = "stats.correlation";
  const { alternative, level } = checkTestOptions(op, options);
  const method = checkMethod(op, options.method ?? "pearson");
  const [a, b] = await readPairs(op, x, y, options, { least: 2, infinite: method !== "pearson" });
  refuseConstant(op, "x", a);
  refuseConstant(op, "y", b);
  const n = [a.length];
  if (method === "kendall") {
    const counts = await kendallCounts(op, a, b);
    return testResult("τ", { test: "Kendall's rank correlation", statistic: kendallTau(counts), pValue: kendallP(counts, alternative), alternative, n });
  }
  const statistic = method === "pearson" ? pearsonOf(a, b) : pearsonOf((await ranksOf(op, a)).ranks, (await ranksOf(op, b)).ranks);
  const df = a.length - 2;
  const found = { statistic, pValue: correlationP(statistic, df, alternative), df, alternative, n };
  if (method === "spearman") return testResult("ρ", { test: "Spearman's rank correlation", ...found });
  const interval = a.length > 3 ? { interval: fisherInterval(statistic, a.length, level, alternative) } : {};
  return testResult("r", { test: "Pearson's correlation", ...found, ...interval });
}

/** Pearson's r, at once: means are taken off first. NaN when a sample is constant. */
export function pearsonOf(x: Float64Array, y: Float64Array): number {
  const { xx, yy, xy } = centredProducts(x, y);
  return xx === 0 || yy === 0 ? NaN : Math.min(1, Math.max(-1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
}

/** Any of the three, at once. NaN for fewer than two pairs and for a constant sample, as pandas. */
export function correlationOf(x: Float64Array, y: Float64Array, method: CorrelationMethod): number {
  if (x.length < 2 || isConstant(momentsOf(x)) || isConstant(momentsOf(y))) return NaN;
  if (method === "kendall") return kendallTau(kendallCountsNow(x, y));
  return method === "pearson" ? pearsonOf(x, y) : pearsonOf(ranksNow(x).ranks, ranksNow(y).ranks);
}

/** Sums of products of the distances from the means; what rounding left of the means is taken off at the end. */
export function centredProducts(x: Float64Array, y: Float64Array): { readonly xx: number; readonly yy: number; readonly xy: number } {
  const n = x.length;
  let [meanX, meanY] = [0, 0];
  for (let i = 0; i < n; i++) {
    meanX += x[i]! / n;
    meanY += y[i]! / n;
  }
  let [sumX, sumY, xx, yy, xy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    sumX += dx;
    sumY += dy;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return { xx: Math.max(xx - (sumX * sumX) / n, 0), yy: Math.max(yy - (sumY * sumY) / n, 0), xy: xy - (sumX * sumY) / n };
}

export function checkMethod(op: string, method: CorrelationMethod): CorrelationMethod {
  if (["pearson", "spearman", "kendall"].includes(method)) return method;
  throw new ValidationError(op, `unknown method: ${String(method)}`, "one of pearson, spearman, kendall");
}

function refuseConstant(op: string, name: string, numbers: Float64Array): void {
  if (numbers.every((value) => value === numbers[0])) throw new ComputationError(op, `all values of ${name} are equal: ${numbers[0]}`, "a constant has no correlation");
}

/** t = r √(df / (1 - r²)). Two pairs always lie on a line and tell nothing. */
function correlationP(r: number, df: number, alternative: Alternative): number {
  if (df === 0) return 1;
  return tP(r * Math.sqrt(df / ((1 - r) * (1 + r))), df, alternative);
}

/** artanh(r) is nearly normal with the standard error 1 / √(n - 3). */
function fisherInterval(r: number, n: number, level: number, alternative: Alternative): ConfidenceInterval {
  const reach = normalQuantile(alternative === "two-sided" ? (1 + level) / 2 : level) / Math.sqrt(n - 3);
  const low = alternative === "less" ? -1 : Math.tanh(Math.atanh(r) - reach);
  const high = alternative === "greater" ? 1 : Math.tanh(Math.atanh(r) + reach);
  return { level, low, high, of: "correlation" };
}
