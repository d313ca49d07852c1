/** The generalized extreme studentized deviate test (Rosner, 1983): how many outliers a normal sample has, up to a given number. */
import { ValidationError } from "../../errors.ts";
import type { Sample } from "../../sample.ts";
import { tQuantile } from "../../stats/distributions.ts";
import { momentsOf } from "../../stats/moments.ts";
import { exactNumbers } from "../input.ts";

export interface GesdOptions {
  /** The most outliers to look for, up to n - 2. Default: a tenth of the values, 1 at least. */
  readonly maxOutliers?: number;
  /** The level of the test, between 0 and 1. Default: 0.05. */
  readonly alpha?: number;
}

/** One step: the value that lies farthest from the mean of those still there. */
export interface GesdStep {
  readonly value: number;
  /** R: its distance from the mean in sample standard deviations. */
  readonly statistic: number;
  /** λ: what R has to exceed. */
  readonly criticalValue: number;
  /** Whether the value is among the outliers: so is each that was taken away before one whose R exceeds its λ. */
  readonly isOutlier: boolean;
}

export interface GesdTest {
  /** Ends early where the values that are left are all equal. */
  readonly steps: readonly GesdStep[];
  /** The places of the outliers in the sample, in the order of the steps. */
  readonly outliers: readonly number[];
}

/**
 * The test of a sample, at once: which values are outliers, and the statistic and the critical value of each step. Throws `ValidationError` for fewer than
 * 3 values, for NaN or an infinity, and for options out of their range.
 */
export function gesdTest(values: Sample, options: GesdOptions = {}): GesdTest {
  const op = "anomaly.gesdTest";
  const numbers = exactNumbers(op, values);
  const order = Uint32Array.from(numbers, (_, place) => place).toSorted((a, b) => numbers[a]! - numbers[b]! || a - b);
  const { steps, taken, outliers } = takeExtremes(op, Float64Array.from(order, (place) => numbers[place]!), options);
  return { steps, outliers: taken.slice(0, outliers).map((place) => order[place]!) };
}

interface Extremes {
  readonly steps: readonly GesdStep[];
  /** Places among the ascending values, one for each step. */
  readonly taken: readonly number[];
  /** How many of the steps found outliers. */
  readonly outliers: number;
}

/** The farthest value is always the first or the last of those that are left, so what is left is a range of the ascending values. */
export function takeExtremes(op: string, sorted: Float64Array, { maxOutliers, alpha = 0.05 }: GesdOptions): Extremes {
  const n = sorted.length;
  checkAlpha(op, alpha);
  if (n < 3) throw new ValidationError(op, `too few values: ${n}`, "the test needs 3 at least");
  const most = maxOutliers ?? Math.max(1, Math.floor(n / 10));
  if (!Number.isInteger(most) || most < 1 || most > n - 2) throw new ValidationError(op, `maxOutliers is not a number from 1 to n - 2 = ${n - 2}: ${most}`);
  const range = new Range(sorted);
  const found: Omit<GesdStep, "isOutlier">[] = [];
  const taken: number[] = [];
  while (taken.length < most && range.std > 0) {
    const place = range.farthest;
    taken.push(place);
    found.push({ value: sorted[place]!, statistic: Math.abs(sorted[place]! - range.mean) / range.std, criticalValue: criticalValue(n, taken.length, alpha) });
    range.take(place);
  }
  const outliers = 1 + found.findLastIndex(({ statistic, criticalValue: limit }) => statistic > limit);
  return { steps: found.map((step, i) => ({ ...step, isOutlier: i < outliers })), taken, outliers };
}

export function checkAlpha(op: string, alpha: number): void {
  if (!(alpha > 0 && alpha < 1)) throw new ValidationError(op, `alpha is not between 0 and 1: ${alpha}`, "a level such as 0.05");
}

/** λ of the i-th step among n values. */
export function criticalValue(n: number, i: number, alpha: number): number {
  const t = tQuantile(1 - alpha / (2 * (n - i + 1)), n - i - 1);
  return (t * (n - i)) / Math.sqrt((n - i - 1 + t * t) * (n - i + 1));
}

/**
 * The ascending values from `first` to before `end`, with their mean and sum of squared distances, from which values at the ends are taken off. When little
 * of that sum is left, it is calculated anew: what rounding left of a great outlier would spoil it.
 */
class Range {
  readonly #sorted: Float64Array;
  #first = 0;
  #end: number;
  #m2 = 0;
  /** What the sum was when it was calculated. */
  #full = 0;
  mean = 0;

  constructor(sorted: Float64Array) {
    this.#sorted = sorted;
    this.#end = sorted.length;
    this.#calculate();
  }

  /** The sample standard deviation; 0 where all values are equal. */
  get std(): number {
    return this.#sorted[this.#first] === this.#sorted[this.#end - 1] ? 0 : Math.sqrt(this.#m2 / (this.#end - this.#first - 1));
  }

  get farthest(): number {
    const last = this.#end - 1;
    return this.#sorted[last]! - this.mean > this.mean - this.#sorted[this.#first]! ? last : this.#first;
  }

  take(place: number): void {
    const count = this.#end - this.#first;
    const distance = this.#sorted[place]! - this.mean;
    if (place === this.#first) this.#first++;
    else this.#end--;
    this.#m2 -= (distance * distance * count) / (count - 1);
    this.mean -= distance / (count - 1);
    if (this.#m2 < this.#full / 4) this.#calculate();
  }

  #calculate(): void {
    const { mean, m2 } = momentsOf(this.#sorted.subarray(this.#first, this.#end));
    this.mean = mean;
    this.#m2 = m2;
    this.#full = m2;
  }
}
