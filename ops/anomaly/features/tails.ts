/**
 * How far in the tails of a feature a value lies: minus the logarithms of the shares of values that are not greater, and not less. Values to score are
 * counted in, as PyOD does, so that no share is 0; scores of new rows therefore depend a little on the other rows that are scored with them.
 */
import { mergeMoments, momentsOf, skewnessOf, type Moments } from "../../stats/moments.ts";
import { quantileSorted } from "../../stats/quantile.ts";
import type { SavedDetector } from "../detector.ts";
import { FeatureDetector } from "./feature-detector.ts";
import { savedThreshold } from "../threshold.ts";

/** What is kept of a feature. */
export interface Learnt {
  readonly sorted: Float64Array<ArrayBuffer>;
  readonly moments: Moments;
}

/** -log of the share of values not greater than x, and of those not less. */
export interface Tails {
  readonly left: number;
  readonly right: number;
  /** The tail on the longer side, by the sign of the skewness; both together where there is none. */
  readonly longer: number;
}

/** A skewness as small as rounding may make it is none. */
const noSkewness = 1e-12;

export abstract class TailDetector extends FeatureDetector<Learnt> {
  /** What a value in these tails contributes. */
  protected abstract combine(tails: Tails): number;

  protected learnColumn(values: Float64Array<ArrayBuffer>): Learnt {
    return { moments: momentsOf(values), sorted: values.toSorted() };
  }

  protected learnColumnMore({ sorted, moments }: Learnt, values: Float64Array<ArrayBuffer>): Learnt {
    const joined = new Float64Array(sorted.length + values.length);
    joined.set(sorted);
    joined.set(values, sorted.length);
    return { sorted: joined.toSorted(), moments: mergeMoments(moments, momentsOf(values)) };
  }

  protected contributions({ sorted, moments }: Learnt, values: Float64Array): Float64Array {
    const skewness = skewnessOf(mergeMoments(moments, momentsOf(values)));
    const { distinct, notGreater, notLess, total } = countTails(sorted, values);
    const contributions = distinct.map((_, i) => {
      const [left, right] = [-Math.log(notGreater[i]! / total), -Math.log(notLess[i]! / total)];
      const longer = skewness > noSkewness ? right : skewness < -noSkewness ? left : left + right;
      return this.combine({ left, right, longer });
    });
    return values.map((value) => contributions[placeOf(distinct, value)]!);
  }

  protected expected({ sorted }: Learnt): number {
    return quantileSorted(sorted, 0.5);
  }

  toJSON(): SavedDetector {
    return this.saved({}, ({ sorted, moments }) => ({ sorted: Array.from(sorted), moments }));
  }

  protected restore({ threshold, state }: SavedDetector): this {
    this.threshold = savedThreshold(threshold);
    if (state === undefined) return this;
    const { learnt, columns } = state as { readonly learnt: number; readonly columns: readonly { readonly sorted: readonly number[]; readonly moments: Moments }[] };
    this.learnt = learnt;
    this.columns = columns.map(({ sorted, moments }) => ({ sorted: Float64Array.from(sorted), moments }));
    return this;
  }
}

interface TailCounts {
  /** The values to score, ascending, each once. */
  readonly distinct: Float64Array;
  /** Of the values that were learnt and those to score together. */
  readonly notGreater: Float64Array;
  readonly notLess: Float64Array;
  readonly total: number;
}

/** In one walk along both in order. */
function countTails(learnt: Float64Array, values: Float64Array): TailCounts {
  const sorted = values.toSorted();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const notGreater = new Float64Array(distinct.length);
  const notLess = new Float64Array(distinct.length);
  const total = learnt.length + sorted.length;
  let [a, b] = [0, 0];
  distinct.forEach((value, i) => {
    while (a < learnt.length && learnt[a]! < value) a++;
    notLess[i] = total - a - b;
    while (a < learnt.length && learnt[a]! <= value) a++;
    while (b < sorted.length && sorted[b]! <= value) b++;
    notGreater[i] = a + b;
  });
  return { distinct, notGreater, notLess, total };
}

/** The place of a value among ascending ones, where it is. */
function placeOf(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
