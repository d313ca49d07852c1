/** Ranks, equal values sharing the mean of theirs; and the stable order of numbers, at once, in time linear in their count. */

/** From here on counting digits is faster than comparing. */
const radixFrom = 4096;

/**
 * The places of the numbers in ascending order; equal ones keep theirs, or the order of `start`, the places in another order. NaN is last.
 * Many are sorted by their bits, 16 at a time, in an order of bits that is the order of the numbers.
 */
export function orderOf(values: Float64Array, start?: Uint32Array): Uint32Array {
  const order = start ?? new Uint32Array(values.length).map((_, i) => i);
  if (values.length < radixFrom) return order.toSorted((a, b) => compare(values[a]!, values[b]!));
  return radixOrder(sortableWords(values), order.slice());
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Four words of 16 bits a number, the least significant first. A negative number has all bits turned around, another one its sign. */
function sortableWords(values: Float64Array): Uint16Array {
  const numbers = values.map((value) => (value === 0 ? 0 : Number.isNaN(value) ? NaN : value)); // -0 equals 0
  const words = new Uint32Array(numbers.buffer);
  for (let i = 0; i < words.length; i += 2) {
    const high = words[i + 1]!;
    const flip = high >= 2 ** 31 ? 0xffffffff : 0;
    words[i] = words[i]! ^ flip;
    words[i + 1] = high ^ (flip | 0x80000000);
  }
  return new Uint16Array(numbers.buffer);
}

function radixOrder(words: Uint16Array, start: Uint32Array): Uint32Array {
  let from = start;
  let to: Uint32Array = new Uint32Array(from.length);
  const ends = new Uint32Array(65536);
  for (let digit = 0; digit < 4; digit++) {
    ends.fill(0);
    for (let i = digit; i < words.length; i += 4) ends[words[i]!] = ends[words[i]!]! + 1;
    if (ends[words[digit]!] === from.length) continue; // all the same: nothing to do
    for (let i = 1; i < ends.length; i++) ends[i] = ends[i]! + ends[i - 1]!;
    for (let i = from.length - 1; i >= 0; i--) {
      const word = words[4 * from[i]! + digit]!;
      const at = ends[word]! - 1;
      ends[word] = at;
      to[at] = from[i]!;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Ranks from 1, and the sizes of the groups of equal values that are greater than one. */
interface Ranks {
  readonly ranks: Float64Array;
  readonly ties: readonly number[];
}

/** The ranks of numbers without NaN. */
export function ranksOf(values: Float64Array): Ranks {
  const order = orderOf(values);
  const ranks = new Float64Array(values.length);
  const ties: number[] = [];
  for (let first = 0, end = 0; first < order.length; first = end) {
    const value = values[order[first]!]!;
    for (end = first + 1; end < order.length && values[order[end]!] === value; ) end++;
    for (let i = first; i < end; i++) ranks[order[i]!] = (first + 1 + end) / 2;
    if (end - first > 1) ties.push(end - first);
  }
  return { ranks, ties };
}

/** Σ t³ - t: what groups of equal values take from the variance of ranks. */
export const tieTerm = (ties: readonly number[]): number => ties.reduce((sum, t) => sum + (t ** 3 - t), 0);

/** Samples one after the other, to be ranked together. */
export function concatenated(samples: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(samples.reduce((sum, sample) => sum + sample.length, 0));
  let at = 0;
  for (const sample of samples) {
    all.set(sample, at);
    at += sample.length;
  }
  return all;
}
