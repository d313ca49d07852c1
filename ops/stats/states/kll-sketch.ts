/** Quantiles of values that are not kept: the sketch of Karnin, Lang and Liberty, "Optimal quantile approximation in streams" (2016). */
import { ValidationError } from "../../errors.ts";
import { numbersNow, type Sample } from "../../sample.ts";
import { checkAlike, checkKind, readNumber, saveNumber, type SavedNumber } from "./saved.ts";

export interface KllOptions {
  /** How many values are kept at the top level, 8 to 65535: the more, the smaller the error. Default: 200. */
  readonly k?: number;
  /** Of the choice which of two neighbours is kept: a whole number. Default: 1. */
  readonly seed?: number;
}

export interface SavedKll {
  readonly kind: "KllSketch";
  readonly k: number;
  readonly state: number;
  readonly count: number;
  readonly nulls: number;
  readonly min: SavedNumber;
  readonly max: SavedNumber;
  readonly levels: readonly (readonly SavedNumber[])[];
}

/** Capacities fall by this from one level to the one below. */
const ratio = 2 / 3;
const leastCapacity = 8;

/**
 * Levels of values; one on level h stands for 2^h. A level that is full is sorted, and every second value, from the first or the second by chance, goes
 * one level up. The same values in the same order with the same seed give the same sketch.
 */
export class KllSketch {
  readonly k: number;
  /** The lowest level, as it came; it holds k values, for sorting many at once is quicker, and the sketch no worse. */
  readonly #base: Float64Array;
  #filled = 0;
  /** The levels above, in order; the first one stands for two values each. */
  #levels: Float64Array[] = [];
  #state: number;
  #count = 0;
  #nulls = 0;
  #min = NaN;
  #max = NaN;
  #sorted: SortedView | undefined;

  constructor({ k = 200, seed = 1 }: KllOptions = {}) {
    if (!Number.isInteger(k) || k < 8 || k > 65535) throw new ValidationError("stats.KllSketch", `k is not a whole number from 8 to 65535: ${k}`);
    if (!Number.isSafeInteger(seed)) throw new ValidationError("stats.KllSketch", `invalid seed: ${seed}`);
    this.k = k;
    this.#base = new Float64Array(k);
    this.#state = (seed | 0) ^ 0x9e3779b9 || 1;
  }

  static fromJSON(saved: SavedKll): KllSketch {
    checkKind("stats.KllSketch.fromJSON", saved, "KllSketch");
    const sketch = new KllSketch({ k: saved.k });
    const [base = [], ...levels] = saved.levels;
    sketch.#base.set(base.map(readNumber));
    sketch.#filled = base.length;
    sketch.#levels = levels.map((level) => Float64Array.from(level, readNumber));
    sketch.#state = saved.state;
    sketch.#count = saved.count;
    sketch.#nulls = saved.nulls;
    sketch.#min = readNumber(saved.min);
    sketch.#max = readNumber(saved.max);
    return sketch;
  }

  /** Values so far that are not NaN. */
  get count(): number {
    return this.#count;
  }

  get nulls(): number {
    return this.#nulls;
  }

  /** Exact, as is `max`; NaN when there is no value. */
  get min(): number {
    return this.#min;
  }

  get max(): number {
    return this.#max;
  }

  /** How far a rank may be off, with a probability of 99 %: the bound that Apache DataSketches publishes for sketches of this k. 0 while every value is kept. */
  get rankError(): number {
    return this.#levels.length === 0 ? 0 : 2.296 / this.k ** 0.9723;
  }

  /** Adds a value; NaN is counted apart. */
  push(value: number): this {
    if (Number.isNaN(value)) {
      this.#nulls++;
      return this;
    }
    if (!(value >= this.#min)) this.#min = value;
    if (!(value <= this.#max)) this.#max = value;
    this.#count++;
    this.#keep(value);
    return this;
  }

  /** Adds all values of a sample. Throws `DeviceError` for a tensor on webgpu: hand over `await x.data()`. */
  pushAll(values: Sample): this {
    for (const value of numbersNow("stats.KllSketch.pushAll", values)) this.push(value);
    return this;
  }

  /** Adds what another sketch has seen; the other stays as it is. Throws `ValidationError` when they differ in k. */
  merge(other: KllSketch): this {
    checkAlike("stats.KllSketch.merge", "k", this.k, other.k);
    const { base, levels } = { base: other.#base.slice(0, other.#filled), levels: [...other.#levels] };
    for (const value of base) this.#keep(value);
    levels.forEach((level, h) => (this.#levels[h] = mergeSorted(this.#levels[h], level)));
    this.#count += other.#count;
    this.#nulls += other.#nulls;
    if (!(other.#min >= this.#min)) this.#min = Number.isNaN(other.#min) ? this.#min : other.#min;
    if (!(other.#max <= this.#max)) this.#max = Number.isNaN(other.#max) ? this.#max : other.#max;
    this.#sorted = undefined;
    this.#compress();
    return this;
  }

  /** A value whose rank is q, give or take `rankError`. Throws `ValidationError` for a q outside [0, 1] and for an empty sketch. */
  quantile(q: number): number {
    if (!(q >= 0 && q <= 1)) throw new ValidationError("stats.KllSketch.quantile", `q is not in [0, 1]: ${q}`, "a fraction: 0.95, not 95");
    if (this.#count === 0) throw new ValidationError("stats.KllSketch.quantile", "no values");
    if (q === 0) return this.#min;
    if (q === 1) return this.#max;
    const { values, weights } = this.#view();
    return values[lowest(weights.length, (i) => weights[i]! >= q * this.#count)] ?? this.#max;
  }

  /** The fraction of the values that are not greater than x, give or take `rankError`. Throws `ValidationError` for an empty sketch. */
  rank(x: number): number {
    if (this.#count === 0) throw new ValidationError("stats.KllSketch.rank", "no values");
    const { values, weights } = this.#view();
    const above = lowest(values.length, (i) => values[i]! > x);
    return above === 0 ? 0 : weights[above - 1]! / this.#count;
  }

  /** The ranks of several points. */
  cdf(points: readonly number[]): number[] {
    return points.map((point) => this.rank(point));
  }

  toJSON(): SavedKll {
    const levels = [this.#base.subarray(0, this.#filled), ...this.#levels].map((level) => Array.from(level, saveNumber));
    return { kind: "KllSketch", k: this.k, state: this.#state, count: this.#count, nulls: this.#nulls, min: saveNumber(this.#min), max: saveNumber(this.#max), levels };
  }

  #keep(value: number): void {
    this.#base[this.#filled++] = value;
    this.#sorted = undefined;
    if (this.#filled < this.k) return;
    const sorted = this.#base.toSorted();
    const pairs = this.k & ~1; // of an odd number the last one stays
    this.#filled = this.k - pairs;
    this.#base.set(sorted.subarray(pairs));
    this.#raise(sorted.subarray(0, pairs), 0);
    this.#compress();
  }

  #compress(): void {
    for (let h = 0; h < this.#levels.length; h++) {
      const level = this.#levels[h]!;
      if (level.length < this.#capacity(h)) continue;
      const pairs = level.length & ~1;
      this.#levels[h] = level.slice(pairs);
      this.#raise(level.subarray(0, pairs), h + 1);
    }
  }

  #capacity(h: number): number {
    return Math.max(leastCapacity, Math.ceil(this.k * ratio ** (this.#levels.length - 1 - h)));
  }

  /** Every second one of sorted values joins a level. */
  #raise(sorted: Float64Array, h: number): void {
    const from = this.#coin();
    const half = new Float64Array((sorted.length - from + 1) >> 1);
    for (let i = 0; i < half.length; i++) half[i] = sorted[2 * i + from]!;
    this.#levels[h] = mergeSorted(this.#levels[h], half);
  }

  /** 0 or 1, by Marsaglia's xorshift (2003). */
  #coin(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return (x >>> 16) & 1;
  }

  /** All values in order, with how many values each of them and those before it stand for. */
  #view(): SortedView {
    if (this.#sorted !== undefined) return this.#sorted;
    const levels = [this.#base.subarray(0, this.#filled), ...this.#levels];
    const items = levels.flatMap((level, h) => Array.from(level, (value) => ({ value, weight: 2 ** h }))).toSorted((a, b) => a.value - b.value || 0);
    let total = 0;
    this.#sorted = { values: items.map(({ value }) => value), weights: items.map(({ weight }) => (total += weight)) };
    return this.#sorted;
  }
}

interface SortedView {
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

function mergeSorted(a: Float64Array | undefined, b: Float64Array): Float64Array {
  if (a === undefined || a.length === 0) return b;
  const merged = new Float64Array(a.length + b.length);
  for (let i = 0, j = 0, k = 0; k < merged.length; k++) merged[k] = j >= b.length || (i < a.length && a[i]! <= b[j]!) ? a[i++]! : b[j++]!;
  return merged;
}

/** The lowest of n indices from which on something holds; n when it never does. */
function lowest(n: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
