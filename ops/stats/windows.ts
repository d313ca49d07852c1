/** Windows that slide over a series, at once on the host. NaN and infinities count as missing. */
import { quantileSorted } from "./quantile.ts";
import { countBelow, exchange } from "./sorted.ts";

/** Which values belong to the window of value i: `window` of them, of which the last is i + offset; fewer at the edges of the series. */
export interface Span {
  readonly window: number;
  readonly offset: number;
  /** With fewer values that are not missing the result is NaN. */
  readonly minPeriods: number;
}

/** What is made of the values of a window that are not missing, and of the value that it belongs to. */
export type Fold = (values: Float64Array, own: number) => number;

/** A fold of every window, each anew. */
export function foldWindows(x: ArrayLike<number>, { window, offset, minPeriods }: Span, fold: Fold): Float64Array {
  const room = new Float64Array(window);
  return Float64Array.from({ length: x.length }, (_, i) => {
    let count = 0;
    const end = Math.min(i + offset + 1, x.length);
    for (let at = Math.max(i + offset + 1 - window, 0); at < end; at++) if (Number.isFinite(x[at]!)) room[count++] = x[at]!;
    return count < minPeriods ? NaN : fold(room.subarray(0, count), x[i]!);
  });
}

/** A quantile of every window. */
export function slidingQuantile(x: ArrayLike<number>, { window, offset, minPeriods }: Span, q: number): Float64Array {
  const values = new SortedWindow(window);
  for (let at = 0; at < Math.min(offset, x.length); at++) values.push(x[at]!);
  const results = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const at = i + offset;
    if (at >= 0) values.push(at < x.length ? x[at]! : NaN);
    const { sorted } = values;
    results[i] = sorted.length < minPeriods ? NaN : quantileSorted(sorted, q);
  }
  return results;
}

/** The last values of a series, in the order in which they came and in ascending order. */
export class SortedWindow {
  readonly #latest: Float64Array;
  readonly #ordered: Float64Array;
  #pushed = 0;
  #count = 0;

  constructor(window: number) {
    this.#latest = new Float64Array(window);
    this.#ordered = new Float64Array(window);
  }

  /** The values in the window that are not missing, ascending. Valid until the next `push`. */
  get sorted(): Float64Array {
    return this.#ordered.subarray(0, this.#count);
  }

  /** The values in the window, missing ones too, the oldest first. */
  get values(): Float64Array {
    const { length } = this.#latest;
    const kept = Math.min(this.#pushed, length);
    return Float64Array.from({ length: kept }, (_, i) => this.#latest[(this.#pushed - kept + i) % length]!);
  }

  /** Takes a value in, and the oldest out when the window is full. */
  push(value: number): void {
    const { length } = this.#latest;
    const slot = this.#pushed % length;
    const leaving = this.#pushed >= length ? this.#latest[slot]! : NaN;
    this.#latest[slot] = value;
    this.#pushed++;
    if (Number.isFinite(leaving) && Number.isFinite(value)) exchange(this.#ordered, leaving, value, this.#count);
    else if (Number.isFinite(leaving)) this.#remove(leaving);
    else if (Number.isFinite(value)) this.#insert(value);
  }

  #insert(value: number): void {
    const at = countBelow(this.#ordered, value, this.#count);
    this.#ordered.copyWithin(at + 1, at, this.#count);
    this.#ordered[at] = value;
    this.#count++;
  }

  #remove(value: number): void {
    const at = countBelow(this.#ordered, value, this.#count);
    this.#ordered.copyWithin(at, at + 1, this.#count);
    this.#count--;
  }
}
