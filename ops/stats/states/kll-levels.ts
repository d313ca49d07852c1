/**
 * What a KLL sketch keeps: levels of values, of which one on level h stands for 2^h. A level that is full is put in order, and every second value,
 * from the first or the second by chance, goes one level up.
 */

/** Capacities fall by this from one level to the one below. */
const ratio = 2 / 3;
const leastCapacity = 8;

/** All values that are kept in order, with how many values each of them and those before it stand for. */
export interface OrderedValues {
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

export class KllLevels {
  readonly #k: number;
  /** The lowest level, as it came; it holds k values, for sorting many at once is quicker, and the sketch no worse. */
  readonly #base: Float64Array;
  #filled = 0;
  /** The levels above, in order; the first one stands for two values each. */
  readonly #levels: Float64Array[] = [];
  /** Of the coin. */
  #state: number;

  /** `levels` are as `toArrays` returned them. */
  constructor(k: number, state: number, [base = [], ...levels]: readonly (readonly number[])[] = []) {
    this.#k = k;
    this.#state = state;
    this.#base = new Float64Array(k);
    this.#base.set(base);
    this.#filled = base.length;
    this.#levels = levels.map((level) => Float64Array.from(level));
  }

  get state(): number {
    return this.#state;
  }

  /** Whether every value is still there. */
  get isComplete(): boolean {
    return this.#levels.length === 0;
  }

  /** The lowest level first. */
  toArrays(): number[][] {
    return [this.#base.subarray(0, this.#filled), ...this.#levels].map((level) => Array.from(level));
  }

  add(value: number): void {
    this.#base[this.#filled++] = value;
    if (this.#filled < this.#k) return;
    const sorted = this.#base.toSorted();
    const pairs = this.#k & ~1; // of an odd number the last one stays
    this.#filled = this.#k - pairs;
    this.#base.set(sorted.subarray(pairs));
    this.#raise(sorted.subarray(0, pairs), 0);
    this.#compress();
  }

  addLevels(other: KllLevels): void {
    const [base, levels] = [other.#base.slice(0, other.#filled), [...other.#levels]];
    for (const value of base) this.add(value);
    levels.forEach((level, h) => (this.#levels[h] = mergeSorted(this.#levels[h], level)));
    this.#compress();
  }

  ordered(): OrderedValues {
    const items = this.toArrays().flatMap((level, h) => level.map((value) => ({ value, weight: 2 ** h }))).toSorted((a, b) => a.value - b.value || 0);
    let total = 0;
    return { values: items.map(({ value }) => value), weights: items.map(({ weight }) => (total += weight)) };
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
    return Math.max(leastCapacity, Math.ceil(this.#k * ratio ** (this.#levels.length - 1 - h)));
  }

  /** Every second one of sorted values joins a level. */
  #raise(sorted: Float64Array, h: number): void {
    const from = this.#coin();
    const half = new Float64Array(sorted.length >> 1);
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
}

function mergeSorted(a: Float64Array | undefined, b: Float64Array): Float64Array {
  if (a === undefined || a.length === 0) return b;
  const merged = new Float64Array(a.length + b.length);
  for (let i = 0, j = 0, k = 0; k < merged.length; k++) merged[k] = j >= b.length || (i < a.length && a[i]! <= b[j]!) ? a[i++]! : b[j++]!;
  return merged;
}
