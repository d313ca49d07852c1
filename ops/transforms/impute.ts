/** Missing values filled in. */
import { ValidationError } from "../errors.ts";
import { isnan, where } from "../math/comparison.ts";
import { momentsOf } from "../stats/moments.ts";
import { quantileSorted } from "../stats/quantile.ts";
import { featureTransform, perFeature, sortedValues, type FeatureTransform } from "./feature.ts";
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
    learn: (_, columns) => ({ values: columns.map((column) => usual[strategy](column, value)) }),
    width: ({ values }) => values.length,
    apply: (op, x, { values }) => where(isnan(x), perFeature(op, x, values), x),
  }, state);
}

const usual: Record<ImputeStrategy, (column: Float64Array, value: number) => number> = {
  mean: (column) => momentsOf(column).mean,
  median: (column) => quantileSorted(sortedValues(column), 0.5),
  "most-frequent": (column) => mostFrequent(sortedValues(column)),
  constant: (_, value) => value,
};

function mostFrequent(sorted: Float64Array): number {
  let [best, bestCount, count] = [NaN, 0, 0];
  for (let i = 0; i < sorted.length; i++) {
    count = sorted[i] === sorted[i - 1] ? count + 1 : 1;
    if (count > bestCount) [best, bestCount] = [sorted[i]!, count];
  }
  return best;
}
