/**
 * How far in the tails of a feature a value lies: minus the logarithms of the shares of values that are not greater, and not less. Values to score are
 * counted in, as PyOD does, so that no share is 0; scores of new rows therefore depend a little on the other rows that are scored with them.
 */
import type { TypedArray } from "../../dtype.ts";
import { applyOnHost } from "../../operand.ts";
import { mergeMoments, skewnessOf, type Moments } from "../../stats/moments.ts";
import { orderNow, orderTables, sortedOf, sortRows } from "../../stats/order.ts";
import { concatenated } from "../../stats/concatenated.ts";
import { quantileSorted } from "../../stats/quantile.ts";
import { momentsOfRows } from "../../stats/row-moments.ts";
import type { Tensor } from "../../tensor.ts";
import type { SavedDetector } from "../detector.ts";
import { exactTensor } from "../input.ts";
import { FeatureDetector, perFeature } from "./feature-detector.ts";

/** What is kept of a feature. */
interface Learnt {
  readonly sorted: Float64Array;
  readonly moments: Moments;
}

/** A skewness as small as rounding may make it is none. */
const noSkewness = 1e-12;

export abstract class TailDetector extends FeatureDetector<Learnt> {
  #logs = new Float64Array(0);

  /**
   * What a value contributes: -log of the tail on the longer side by the sign of the skewness, of both tails together where there is none, or when that is
   * greater the greater one of both tails, or their mean.
   */
  protected abstract readonly atLeast: "greater" | "mean";

  protected async learnFeatures(features: Tensor): Promise<Learnt[]> {
    const [sorted, moments] = [await sortRows(this.kind, features), await momentsOfRows(this.kind, features)];
    return sorted.map((column, feature) => ({ sorted: column, moments: moments[feature]! }));
  }

  protected async learnFeaturesMore(columns: readonly Learnt[], features: Tensor): Promise<Learnt[]> {
    const more = await this.learnFeatures(features);
    return Promise.all(columns.map(async ({ sorted, moments }, feature) => {
      const other = more[feature]!;
      return { sorted: await sortedOf(this.kind, concatenated([sorted, other.sorted])), moments: mergeMoments(moments, other.moments) };
    }));
  }

  protected async contributions(columns: readonly Learnt[], features: Tensor): Promise<Tensor> {
    const { kind } = this;
    const [width, length] = features.shape as [number, number];
    const known = columns[0]!.sorted.length;
    const own = await momentsOfRows(kind, features);
    const longer = Float64Array.from(columns, ({ moments }, feature) => signOf(skewnessOf(mergeMoments(moments, own[feature]!))));
    const logs = this.#logsOf(known + length);
    const mean = this.atLeast === "mean";
    const inputs = [
      features,
      await exactTensor(kind, concatenated(columns.map(({ sorted }) => sorted)), [width, known], features),
      await exactTensor(kind, longer, [width], features),
      await exactTensor(kind, logs, [logs.length], features),
    ];
    const loops = (values: TypedArray): Float64Array[] => [
      concatenated(perFeature(values as Float64Array, width).map((column, feature) => contributionsOf(column, columns[feature]!.sorted, longer[feature]!, logs, mean))),
    ];
    const kernel = { name: "contribute_tails", items: width, grain: Math.ceil(1000 / length), params: [length, known, Number(mean)], scratch: orderTables + 24 * length };
    return applyOnHost(kind, inputs, [{ dtype: "float64", shape: [width, length] }], loops, kernel)[0]!;
  }

  /** -log of the shares of so many values, which are the same for every feature. */
  #logsOf(total: number): Float64Array {
    if (this.#logs.length !== total + 1) {
      this.#logs = new Float64Array(total + 1);
      for (let count = 0; count <= total; count++) this.#logs[count] = 0 - Math.log(count / total); // not -0
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

const signOf = (skewness: number): number => (skewness > noSkewness ? 1 : skewness < -noSkewness ? -1 : 0);

/** The readable form of the kernel, for one feature. */
function contributionsOf(values: Float64Array, learnt: Float64Array, longer: number, logs: Float64Array, mean: boolean): Float64Array {
  const { sorted, places } = orderNow(values);
  const contributions = new Float64Array(sorted.length);
  const total = learnt.length + sorted.length;
  let at = 0; // among the learnt: both are walked along in order
  for (let first = 0, end = 0; first < sorted.length; first = end) {
    const value = sorted[first]!;
    for (end = first + 1; end < sorted.length && sorted[end] === value; end++);
    while (at < learnt.length && learnt[at]! < value) at++;
    const right = logs[total - at - first]!;
    while (at < learnt.length && learnt[at]! <= value) at++;
    const left = logs[at + end]!;
    const either = mean ? (left + right) / 2 : Math.max(left, right);
    const contribution = Math.max(longer > 0 ? right : longer < 0 ? left : left + right, either);
    for (let i = first; i < end; i++) contributions[places[i]!] = contribution;
  }
  return contributions;
}
