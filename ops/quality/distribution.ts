/**
 * How the numbers of a column are distributed, exactly, from one sorted pass: what is missing, how many differ, how often each occurs, quantiles and
 * a histogram. NaN is missing, -0 equals 0. The kernel is `assembly/distribution.ts`; the loops here are its oracle.
 */
import type { TypedArray } from "../dtype.ts";
import { applyOnHost } from "../operand.ts";
import { quantileSorted } from "../stats/quantile.ts";
import type { Tensor } from "../tensor.ts";

/** How often the values of a column occur. */
export interface Frequencies<Value> {
  readonly length: number;
  readonly nulls: number;
  /** Different values. */
  readonly distinct: number;
  /** Values that occur exactly once. */
  readonly once: number;
  /** Σ c ln c over the counts c of the values. */
  readonly logs: number;
  /** The values that occur most often, the most frequent first; 5 at most. */
  readonly top: readonly { readonly value: Value; readonly count: number }[];
}

/** The same of numbers, and where they lie. Quantiles and histogram are of the finite ones; NaN where there is none. */
export interface Distribution extends Frequencies<number> {
  readonly infinite: number;
  readonly zeros: number;
  readonly negative: number;
  /** Finite values no further than `fence` interquartile ranges below the first or above the third quartile. */
  readonly inside: number;
  /** At `quantileShares`. */
  readonly quantiles: readonly number[];
  /** Counts of as many ranges of equal width, from the least to the greatest value. */
  readonly histogram: readonly number[];
}

const quantileShares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1] as const;
const topSize = 5;
const bins = 24;

/** Where the parts of a result begin. */
const [quantilesAt, topAt, histogramAt] = [8, 17, 27];
const fields = histogramAt + bins;

/**
 * A value this much further out, in interquartile ranges, and by this many steps of its type near the quartiles, still counts as within the fences:
 * rounding, as of data in another unit, shall not decide.
 */
const slack = 1e-6;
const steps = 2;

/** The distribution of each row of numbers [rows, n], float32 or float64, as a tensor that `distributionsIn` reads. Not for webgpu, which has no float64. */
export function distributionTensor(op: string, rows: Tensor, fence: number): Tensor {
  const [count, length] = [rows.shape[0]!, rows.shape[1]!];
  const result = { dtype: "float64", shape: [count, fields] } as const;
  const loops = (numbers: TypedArray): Float64Array[] => [describeRows(numbers, count, length, fence)];
  const bytes = rows.dtype === "float64" ? 8 : 4;
  const kernel = {
    name: `distribution_${rows.dtype}`,
    items: count,
    grain: Math.ceil(2048 / Math.max(length, 1)),
    params: [length, bins, fence],
    scratch: 6 * 8192 + 2 * length * bytes, // the counts of the digits, and the keys twice
  };
  return applyOnHost(op, [rows], [result], loops, kernel)[0]!;
}

export function distributionsIn(numbers: TypedArray, length: number): Distribution[] {
  return Array.from({ length: numbers.length / fields }, (_, row) => distributionIn(numbers.subarray(row * fields, (row + 1) * fields), length));
}

function distributionIn(numbers: TypedArray, length: number): Distribution {
  const [nulls, infinite, distinct, once, logs, zeros, negative, inside] = numbers as unknown as [number, number, number, number, number, number, number, number];
  const isEmpty = nulls + infinite === length;
  const pairs = Array.from({ length: topSize }, (_, i) => ({ value: numbers[topAt + 2 * i]!, count: numbers[topAt + 2 * i + 1]! }));
  return {
    length, nulls, infinite, distinct, once, logs, zeros, negative, inside,
    top: pairs.filter(({ count }) => count > 0),
    // + 0 makes 0 of -0
    quantiles: Array.from(numbers.subarray(quantilesAt, topAt), (value) => (isEmpty ? NaN : value + 0)),
    histogram: Array.from(numbers.subarray(histogramAt)),
  };
}

function describeRows(numbers: TypedArray, count: number, length: number, fence: number): Float64Array {
  const result = new Float64Array(count * fields);
  for (let row = 0; row < count; row++) {
    describeSorted(numbers.subarray(row * length, (row + 1) * length).toSorted(), fence, result.subarray(row * fields, (row + 1) * fields));
  }
  return result;
}

/** Fills the fields of one result from sorted numbers, NaN last. */
function describeSorted(sorted: TypedArray, fence: number, out: Float64Array): void {
  const nulls = sorted.length - countWhile(sorted, (x) => !Number.isNaN(x));
  const present = sorted.subarray(0, sorted.length - nulls);
  const finite = present.subarray(countWhile(present, (x) => x === -Infinity), countWhile(present, (x) => x < Infinity));
  const negative = countWhile(present, (x) => x < 0);
  const runs = countRuns(present);
  out.set([nulls, present.length - finite.length, runs.distinct, runs.once, runs.logs, countWhile(present, (x) => x <= 0) - negative, negative]);
  runs.top.forEach(({ value, count }, i) => out.set([value, count], topAt + 2 * i));
  if (finite.length === 0) return;
  const quantiles = quantileShares.map((q) => quantileSorted(finite, q));
  out.set(quantiles, quantilesAt);
  const [q1, q3] = [quantiles[3]!, quantiles[5]!];
  const step = sorted instanceof Float32Array ? 2 ** -23 : 2 ** -52;
  const reach = (q3 - q1) * (fence + slack) + (Math.abs(q1) + Math.abs(q3)) * step * steps;
  out[7] = countWhile(finite, (x) => x <= q3 + reach) - countWhile(finite, (x) => x < q1 - reach);
  let before = 0;
  for (let bin = 1; bin <= bins; bin++) {
    const edge = finite[0]! * (1 - bin / bins) + finite.at(-1)! * (bin / bins);
    const until = bin === bins ? finite.length : Math.max(before, countWhile(finite, (x) => x < edge));
    out[histogramAt + bin - 1] = until - before;
    before = until;
  }
}

function countRuns(sorted: TypedArray): Pick<Frequencies<number>, "distinct" | "once" | "logs" | "top"> {
  const counter = new RunCounter<number>();
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    counter.add(sorted[start]! + 0, end - start);
  }
  return counter;
}

/** Sums up values and their counts, one after the other. */
export class RunCounter<Value> {
  distinct = 0;
  once = 0;
  logs = 0;
  readonly top: { value: Value; count: number }[] = [];

  add(value: Value, count: number): void {
    this.distinct++;
    if (count === 1) this.once++;
    else this.logs += count * Math.log(count);
    if (this.top.length === topSize && count <= this.top.at(-1)!.count) return;
    const at = this.top.findIndex((other) => other.count < count);
    this.top.splice(at < 0 ? this.top.length : at, 0, { value, count });
    this.top.length = Math.min(this.top.length, topSize);
  }
}

/** How many elements come first for which the test holds: it holds for none after one for which it does not. */
function countWhile(sorted: TypedArray, test: (x: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
