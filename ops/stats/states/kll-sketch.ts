/** Quantiles of values that are not kept: the sketch of Karnin, Lang and Liberty, "Optimal quantile approximation in streams" (2016). */
import { ValidationError } from "../../errors.ts";
import { numbersNow, type Sample } from "../../sample.ts";
import { KllLevels, type OrderedValues } from "./kll-levels.ts";
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

/**
 * Values of which fewer and fewer are kept, each for twice as many as before; the least and the greatest are exact. The same values in the same order with the
 * same seed give the same sketch.
 */
export class KllSketch {
  readonly k: number;
  #levels: KllLevels;
  #count = 0;
  #nulls = 0;
  #min = NaN;
  #max = NaN;
  /** Until the next value. */
  #ordered: OrderedValues | undefined;

  constructor({ k = 200, seed = 1 }: KllOptions = {}) {
    if (!Number.isInteger(k) || k < 8 || k > 65535) throw new ValidationError("stats.KllSketch", `k is not a whole number from 8 to 65535: ${k}`);
    if (!Number.isSafeInteger(seed)) throw new ValidationError("stats.KllSketch", `invalid seed: ${seed}`);
    this.k = k;
    this.#levels = new KllLevels(k, (seed | 0) ^ 0x9e3779b9 || 1);
  }

  static fromJSON(saved: SavedKll): KllSketch {
    checkKind("stats.KllSketch.fromJSON", saved, "KllSketch");
    const sketch = new KllSketch({ k: saved.k });
    sketch.#levels = new KllLevels(saved.k, saved.state, saved.levels.map((level) => level.map(readNumber)));
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
    return this.#levels.isComplete ? 0 : 2.296 / this.k ** 0.9723;
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
    this.#levels.add(value);
    this.#ordered = undefined;
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
    this.#levels.addLevels(other.#levels);
    this.#ordered = undefined;
    this.#count += other.#count;
    this.#nulls += other.#nulls;
    if (!(other.#min >= this.#min)) this.#min = Number.isNaN(other.#min) ? this.#min : other.#min;
    if (!(other.#max <= this.#max)) this.#max = Number.isNaN(other.#max) ? this.#max : other.#max;
    return this;
  }

  /** A value whose rank is q, give or take `rankError`. Throws `ValidationError` for a q outside [0, 1] and for an empty sketch. */
  quantile(q: number): number {
    if (typeof q !== "number" || !(q >= 0 && q <= 1)) throw new ValidationError("stats.KllSketch.quantile", `q is not in [0, 1]: ${q}`, "a fraction: 0.95, not 95");
    if (this.#count === 0) throw new ValidationError("stats.KllSketch.quantile", "no values");
    if (q === 0) return this.#min;
    if (q === 1) return this.#max;
    const { values, weights } = (this.#ordered ??= this.#levels.ordered());
    return values[lowest(weights.length, (i) => weights[i]! >= q * this.#count)] ?? this.#max;
  }

  /** The fraction of the values that are not greater than x, give or take `rankError`. Throws `ValidationError` for an empty sketch. */
  rank(x: number): number {
    if (this.#count === 0) throw new ValidationError("stats.KllSketch.rank", "no values");
    const { values, weights } = (this.#ordered ??= this.#levels.ordered());
    const above = lowest(values.length, (i) => values[i]! > x);
    return above === 0 ? 0 : weights[above - 1]! / this.#count;
  }

  /** The ranks of several points. */
  cdf(points: readonly number[]): number[] {
    return points.map((point) => this.rank(point));
  }

  toJSON(): SavedKll {
    const levels = this.#levels.toArrays().map((level) => level.map(saveNumber));
    return { kind: "KllSketch", k: this.k, state: this.#levels.state, count: this.#count, nulls: this.#nulls, min: saveNumber(this.#min), max: saveNumber(this.#max), levels };
  }
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
