/**
 * How far in the tails of a feature a value lies: minus the logarithms of the shares of values that are not greater, and not less. Values to score are
 * counted in, as PyOD does, so that no share is 0; scores of new rows therefore depend a little on the other rows that are scored with them.
 */
import { transpose } from "../../math/index.ts";
import { mergeMoments, skewnessOf, type Moments } from "../../stats/moments.ts";
import { orderRows, type Ordered } from "../../stats/order.ts";
import { concatenated } from "../../stats/rank.ts";
import { quantileSorted } from "../../stats/quantile.ts";
import { momentsOfRows } from "../../stats/row-moments.ts";
import type { Tensor } from "../../tensor.ts";
import type { SavedDetector } from "../detector.ts";
import { FeatureDetector } from "./feature-detector.ts";

/** What is kept of a feature. */
interface Learnt {
  readonly sorted: Float64Array<ArrayBuffer>;
  readonly moments: Moments;
}

/** Some values of a feature. */
interface Feature extends Ordered {
  readonly moments: Moments;
}

/** A skewness as small as rounding may make it is none. */
const noSkewness = 1e-12;

export abstract class TailDetector extends FeatureDetector<Feature, Learnt> {
  #logs = new Float64Array(0);

  /** What a value contributes with these tails: -log of the share of values not greater, of those not less, and of the tail on the longer side by the sign of the skewness, or both together where there is none. */
  protected abstract combine(left: number, right: number, longer: number): number;

  protected async read(rows: Tensor): Promise<Feature[]> {
    const features = transpose(rows);
    const [ordered, moments] = await Promise.all([orderRows(this.kind, features), momentsOfRows(this.kind, features)]);
    return ordered.map((feature, j) => ({ ...feature, moments: moments[j]! }));
  }

  protected learnColumn({ sorted, moments }: Feature): Learnt {
    return { sorted, moments };
  }

  protected learnColumnMore({ sorted, moments }: Learnt, more: Feature): Learnt {
    return { sorted: concatenated([sorted, more.sorted]).toSorted(), moments: mergeMoments(moments, more.moments) };
  }

  protected contributions({ sorted: learnt, moments }: Learnt, { sorted, places, moments: own }: Feature): Float64Array {
    const skewness = skewnessOf(mergeMoments(moments, own));
    const contributions = new Float64Array(sorted.length);
    const total = learnt.length + sorted.length;
    const logs = this.#logsOf(total);
    let at = 0; // among the learnt: both are walked along in order
    for (let first = 0, end = 0; first < sorted.length; first = end) {
      const value = sorted[first]!;
      for (end = first + 1; end < sorted.length && sorted[end] === value; end++);
      while (at < learnt.length && learnt[at]! < value) at++;
      const right = logs[total - at - first]!;
      while (at < learnt.length && learnt[at]! <= value) at++;
      const left = logs[at + end]!;
      const longer = skewness > noSkewness ? right : skewness < -noSkewness ? left : left + right;
      const contribution = this.combine(left, right, longer);
      for (let i = first; i < end; i++) contributions[places[i]!] = contribution;
    }
    return contributions;
  }

  /** -log of the shares of so many values, which are the same for every feature. */
  #logsOf(total: number): Float64Array {
    if (this.#logs.length !== total + 1) {
      this.#logs = new Float64Array(total + 1);
      for (let count = 0; count <= total; count++) this.#logs[count] = -Math.log(count / total);
    }
    return this.#logs;
  }

  protected expected({ sorted }: Learnt): number {
    return quantileSorted(sorted, 0.5);
  }

  toJSON(): SavedDetector {
    return this.saved({}, ({ sorted, moments }) => ({ sorted: Array.from(sorted), moments }));
  }

  protected restore({ state }: SavedDetector): this {
    if (state === undefined) return this;
    const { learnt, columns } = state as { readonly learnt: number; readonly columns: readonly { readonly sorted: readonly number[]; readonly moments: Moments }[] };
    this.learnt = learnt;
    this.columns = columns.map(({ sorted, moments }) => ({ sorted: Float64Array.from(sorted), moments }));
    return this;
  }
}
