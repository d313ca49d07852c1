/** Missing values filled in. */
import { ValidationError } from "../errors.ts";
import { isnan, where } from "../math/comparison.ts";
import { astype } from "../math/manipulation.ts";
import { sortRows } from "../stats/order.ts";
import { quantilesOfRows } from "../stats/quantiles.ts";
import { featureTransform, perFeature, type FeatureTransform, type LearningData } from "./feature.ts";
import type { LearntOptions } from "./scalers.ts";

/** What stands for a missing value: the feature's mean, median or most frequent value (of several the least), or a number of one's own. */
export type ImputeStrategy = "mean" | "median" | "most-frequent" | "constant";

export interface Imputation {
  /** What is filled in. */
  readonly values: readonly number[];
}

export interface ImputeOptions extends LearntOptions<Imputation> {
  /** Default: "mean". */
  readonly strategy?: ImputeStrategy;
  /** For "constant". Default: 0. */
  readonly value?: number;
}

/** NaN replaced by what is usual in the feature, as `SimpleImputer`; but a feature that has no value at all is refused instead of dropped. */
export function impute({ strategy = "mean", value = 0, state }: ImputeOptions = {}): FeatureTransform<Imputation> {
  const op = "transforms.impute";
  if (!Object.hasOwn(usual, strategy)) throw new ValidationError(op, `unknown strategy: ${String(strategy)}`, `one of ${Object.keys(usual).join(", ")}`);
  if (!Number.isFinite(value)) throw new ValidationError(op, `value is not a finite number: ${String(value)}`);
  return featureTransform("impute", { strategy, value }, {
    learn: async (op, data) => ({ values: await usual[strategy](op, data, value) }),
    width: ({ values }) => values.length,
    apply: (op, x, { values }) => where(isnan(x), perFeature(op, x, values), x),
  }, state);
}

const usual: Record<ImputeStrategy, (op: string, data: LearningData, value: number) => readonly number[] | Promise<readonly number[]>> = {
  mean: (_, { moments }) => moments.map(({ mean }) => mean),
  median: async (op, { features, moments }) => (await quantilesOfRows(op, features, moments, [0.5])).map(([median]) => median!),
  "most-frequent": async (op, { features, moments }) => (await sortRows(op, astype(features, "float64"))).map((sorted, j) => mostFrequent(sorted.subarray(0, moments[j]!.count))),
  constant: (_, { moments }, value) => moments.map(() => value),
};

function mostFrequent(sorted: Float64Array): number {
  let [best, bestCount, count] = [NaN, 0, 0];
  for (let i = 0; i < sorted.length; i++) {
    count = sorted[i] === sorted[i - 1] ? count + 1 : 1;
    if (count > bestCount) [best, bestCount] = [sorted[i]!, count];
  }
  return best;
}
