/** Ranks, equal values sharing the mean of theirs. */
import type { TypedArray } from "../dtype.ts";
import { applyOnHost } from "../operand.ts";
import type { Tensor } from "../tensor.ts";
import { concatenated } from "./concatenated.ts";
import { orderNow, orderOf, orderTables, type Ordered } from "./order.ts";

/** Ranks from 1, and the sizes of the groups of equal values that are greater than one. */
interface Ranks {
  readonly ranks: Float64Array;
  readonly ties: readonly number[];
}

/** The ranks of numbers without NaN. */
export const ranksOf = async (op: string, values: Float64Array): Promise<Ranks> => ranksIn(await orderOf(op, values));

/** The ranks of every row of a float64 tensor [rows, length] without NaN. */
export function ranksOfRows(op: string, x: Tensor): Tensor {
  const [rows, length] = x.shape as [number, number];
  const loops = (numbers: TypedArray): Float64Array[] => [concatenated(Array.from({ length: rows }, (_, row) => ranksNow(numbers.subarray(row * length, (row + 1) * length) as Float64Array).ranks))];
  const kernel = { name: "rank_float64", items: rows, grain: Math.ceil(1000 / length), params: [length], scratch: orderTables + 24 * length };
  return applyOnHost(op, [x], [x], loops, kernel)[0]!;
}

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
