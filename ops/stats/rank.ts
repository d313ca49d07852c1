/** Ranks, equal values sharing the mean of theirs. */
import { orderNow, orderOf, type Ordered } from "./order.ts";

/** Ranks from 1, and the sizes of the groups of equal values that are greater than one. */
interface Ranks {
  readonly ranks: Float64Array;
  readonly ties: readonly number[];
}

/** The ranks of numbers without NaN. */
export const ranksOf = async (op: string, values: Float64Array): Promise<Ranks> => ranksIn(await orderOf(op, values));

/** The same at once. */
export const ranksNow = (values: Float64Array): Ranks => ranksIn(orderNow(values));

function ranksIn({ sorted, places }: Ordered): Ranks {
  const ranks = new Float64Array(sorted.length);
  const ties: number[] = [];
  for (let first = 0, end = 0; first < sorted.length; first = end) {
    for (end = first + 1; end < sorted.length && sorted[end] === sorted[first]; ) end++;
    for (let i = first; i < end; i++) ranks[places[i]!] = (first + 1 + end) / 2;
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
