/** Kendall's rank correlation: pairs of observations that agree in order, less those that do not. In O(n log n), at once. */
import { normalP } from "./distributions.ts";
import { orderNow, orderOf } from "./order.ts";
import type { Alternative } from "./test-result.ts";

/** What the pairs of observations come to. */
interface KendallCounts {
  readonly n: number;
  /** Pairs in the same order less pairs in the opposite one. */
  readonly score: number;
  readonly discordant: number;
  /** The sizes of the groups of equal values. */
  readonly tiesOfX: readonly number[];
  readonly tiesOfY: readonly number[];
}

const pairs = (n: number): number => (n * (n - 1)) / 2;
const sumOf = (ties: readonly number[], term: (t: number) => number): number => ties.reduce((sum, t) => sum + term(t), 0);

/** The pairs in the order of x, and of y where x is equal. */
interface OrderedPairs {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

export async function kendallCounts(op: string, x: Float64Array, y: Float64Array): Promise<KendallCounts> {
  const byY = await orderOf(op, y);
  const byX = await orderOf(op, taken(x, byY.places));
  return countsOf({ xs: byX.sorted, ys: taken(byY.sorted, byX.places) });
}

/** The same at once. */
export function kendallCountsNow(x: Float64Array, y: Float64Array): KendallCounts {
  const byY = orderNow(y);
  const byX = orderNow(taken(x, byY.places));
  return countsOf({ xs: byX.sorted, ys: taken(byY.sorted, byX.places) });
}

function taken(values: Float64Array, places: Int32Array): Float64Array {
  const result = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) result[i] = values[places[i]!]!;
  return result;
}

/** Knight's way (1966): in the order of x, a pair is discordant where sorting y by merging takes a later value before an earlier one. */
function countsOf({ xs, ys }: OrderedPairs): KendallCounts {
  const n = xs.length;
  const both = groupSizes(n, (i) => xs[i] === xs[i - 1] && ys[i] === ys[i - 1]);
  const tiesOfX = groupSizes(n, (i) => xs[i] === xs[i - 1]);
  const discordant = sortCountingExchanges(ys);
  const tiesOfY = groupSizes(n, (i) => ys[i] === ys[i - 1]);
  const score = pairs(n) - sumOf(tiesOfX, pairs) - sumOf(tiesOfY, pairs) + sumOf(both, pairs) - 2 * discordant;
  return { n, score, discordant, tiesOfX, tiesOfY };
}

/** The sizes above one of groups of neighbours. */
function groupSizes(n: number, sameAsBefore: (i: number) => boolean): number[] {
  const sizes: number[] = [];
  let size = 1;
  for (let i = 1; i <= n; i++) {
    if (i < n && sameAsBefore(i)) size++;
    else {
      if (size > 1) sizes.push(size);
      size = 1;
    }
  }
  return sizes;
}

/** Runs this short are sorted by insertion. */
const run = 16;

/** Sorts the values; how many pairs were in descending order. */
function sortCountingExchanges(values: Float64Array): number {
  let exchanges = 0;
  for (let first = 0; first < values.length; first += run) {
    for (let i = first + 1; i < Math.min(first + run, values.length); i++) {
      const value = values[i]!;
      let at = i;
      for (; at > first && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
      values[at] = value;
      exchanges += i - at;
    }
  }
  let [from, to]: [Float64Array, Float64Array] = [values, new Float64Array(values.length)];
  for (let width = run; width < values.length; width *= 2) {
    for (let first = 0; first < values.length; first += 2 * width) {
      exchanges += merge(from, to, first, Math.min(first + width, values.length), Math.min(first + 2 * width, values.length));
    }
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return exchanges;
}

function merge(from: Float64Array, to: Float64Array, first: number, middle: number, end: number): number {
  let exchanges = 0;
  let left = first;
  let right = middle;
  for (let at = first; at < end; at++) {
    if (left < middle && (right >= end || from[left]! <= from[right]!)) to[at] = from[left++]!;
    else {
      exchanges += middle - left;
      to[at] = from[right++]!;
    }
  }
  return exchanges;
}

/** τ_b, in which ties are taken off both counts of pairs. NaN when all values of x or of y are equal. */
export function kendallTau({ n, score, tiesOfX, tiesOfY }: KendallCounts): number {
  const [left, right] = [pairs(n) - sumOf(tiesOfX, pairs), pairs(n) - sumOf(tiesOfY, pairs)];
  return left === 0 || right === 0 ? NaN : Math.min(1, Math.max(-1, score / Math.sqrt(left) / Math.sqrt(right)));
}

/** Exact without ties for up to 33 observations and where at most one pair is out of order; otherwise by the normal distribution with the variance under ties. As SciPy. */
export function kendallP(counts: KendallCounts, alternative: Alternative): number {
  const { n, discordant, tiesOfX, tiesOfY } = counts;
  const plain = tiesOfX.length === 0 && tiesOfY.length === 0;
  if (plain && (n <= 33 || Math.min(discordant, pairs(n) - discordant) <= 1)) return exactP(n, discordant, alternative);
  return normalP(counts.score / Math.sqrt(varianceOfScore(counts)), alternative);
}

function varianceOfScore({ n, tiesOfX, tiesOfY }: KendallCounts): number {
  const third = (ties: readonly number[]): number => sumOf(ties, (t) => t * (t - 1) * (t - 2));
  const spread = (ties: readonly number[]): number => sumOf(ties, (t) => t * (t - 1) * (2 * t + 5));
  const ordered = n * (n - 1);
  const plain = (ordered * (2 * n + 5) - spread(tiesOfX) - spread(tiesOfY)) / 18;
  const second = (2 * sumOf(tiesOfX, pairs) * sumOf(tiesOfY, pairs)) / ordered;
  return plain + second + (n > 2 ? (third(tiesOfX) * third(tiesOfY)) / (9 * ordered * (n - 2)) : 0);
}

/** Every order is as likely: the i-th value put into its place adds 0 to i - 1 discordant pairs. */
function exactP(n: number, discordant: number, alternative: Alternative): number {
  const least = Math.min(discordant, pairs(n) - discordant);
  let shares: Float64Array = new Float64Array(least + 1);
  shares[0] = 1;
  for (let i = 2; i <= n; i++) {
    shares = shares.map((_, k) => {
      let sum = 0;
      for (let added = 0; added < i && added <= k; added++) sum += shares[k - added]!;
      return sum / i;
    });
  }
  const atMost = shares.reduce((sum, share) => sum + share, 0);
  if (alternative === "two-sided") return Math.min(1, 2 * atMost);
  const agrees = alternative === "greater" ? discordant === least : discordant !== least || 2 * least === pairs(n);
  return agrees ? atMost : 1 - atMost + shares[least]!;
}
