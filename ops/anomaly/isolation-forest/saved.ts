/** Trees as JSON, which has no infinity and no typed arrays. The thresholds of leaves are null. */
import type { Tree } from "./tree.ts";

export interface SavedTree {
  readonly samples: number;
  readonly feature: readonly number[];
  readonly threshold: readonly (number | null)[];
  readonly left: readonly number[];
  readonly count: readonly number[];
}

export const saveTree = ({ samples, feature, threshold, left, count }: Tree): SavedTree => ({
  samples,
  feature: Array.from(feature),
  threshold: Array.from(threshold, (value) => (value === Infinity ? null : value)),
  left: Array.from(left),
  count: Array.from(count),
});

export const restoreTree = ({ samples, feature, threshold, left, count }: SavedTree): Tree => ({
  samples,
  feature: Int32Array.from(feature),
  threshold: Float64Array.from(threshold, (value) => value ?? Infinity),
  left: Int32Array.from(left),
  count: Int32Array.from(count),
});
