/** How great a difference is, in units that do not depend on the number of observations. */
import { lgamma } from "../defs/gamma.ts";
import type { Sample } from "../sample.ts";
import { normalQuantile } from "./distributions.ts";
import { varianceOf, type Moments } from "./moments.ts";
import { checkedMoments, checkLevel, readSample, type ObservationOptions } from "./observations.ts";
import type { EffectSize } from "./test-result.ts";

export interface EffectOptions extends ObservationOptions {
  /** Confidence of the interval. Default: 0.95. */
  readonly level?: number;
}

/**
 * Cohen's d: the difference of two means over their pooled standard deviation. The interval is that of the normal approximation (Hedges and Olkin, 1985).
 * Throws `ValidationError` for NaN, infinities and fewer than two values, `ComputationError` for constant samples.
 */
export async function cohensD(x: Sample, y: Sample, options: EffectOptions = {}): Promise<EffectSize> {
  const [a, b] = await readTwo("stats.cohensD", x, y, options);
  return standardizedDifference(a, b, checkLevel("stats.cohensD", options.level ?? 0.95));
}

/** Hedges' g: Cohen's d freed of its bias in small samples by the factor Γ(df/2) / (√(df/2) Γ((df-1)/2)). Throws as `cohensD`. */
export async function hedgesG(x: Sample, y: Sample, options: EffectOptions = {}): Promise<EffectSize> {
  const [a, b] = await readTwo("stats.hedgesG", x, y, options);
  const d = standardizedDifference(a, b, checkLevel("stats.hedgesG", options.level ?? 0.95));
  const half = (a.count + b.count - 2) / 2;
  const factor = Math.exp(lgamma(half) - lgamma(half - 0.5)) / Math.sqrt(half);
  return { name: "Hedges' g", value: d.value * factor, low: d.low! * factor, high: d.high! * factor };
}

async function readTwo(op: string, x: Sample, y: Sample, options: ObservationOptions): Promise<[Moments, Moments]> {
  const [a, b] = await Promise.all([readSample(op, "x", x, options, { least: 2 }), readSample(op, "y", y, options, { least: 2 })]);
  return [checkedMoments(op, "x", a), checkedMoments(op, "y", b)];
}

/** Cohen's d of two samples that were summed up. */
export function standardizedDifference(a: Moments, b: Moments, level: number): EffectSize {
  const d = (a.mean - b.mean) / Math.sqrt(pooledVariance(a, b));
  const total = a.count + b.count;
  return around("Cohen's d", d, Math.sqrt(total / (a.count * b.count) + (d * d) / (2 * total)), level);
}

/** Cohen's d of one sample: its mean over the standard deviation. */
export function standardizedMean(a: Moments, level: number): EffectSize {
  const d = a.mean / Math.sqrt(varianceOf(a));
  return around("Cohen's d", d, Math.sqrt((1 + (d * d) / 2) / a.count), level);
}

export const pooledVariance = (a: Moments, b: Moments): number => (a.m2 + b.m2) / (a.count + b.count - 2);

function around(name: string, value: number, error: number, level: number): EffectSize {
  const reach = normalQuantile((1 + level) / 2) * error;
  return { name, value, low: value - reach, high: value + reach };
}
