/** Trees of scikit-learn's arrays, for tests: children anywhere, features counted within the tree's own. */
import type { Tree } from "./tree.ts";

export interface ForeignTree {
  readonly samples: number;
  readonly features: readonly number[];
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly count: readonly number[];
}

export function adoptTree(tree: ForeignTree): Tree {
  const order = [0]; // our number -> theirs, the two children side by side
  const left = order.map(() => 0);
  for (let node = 0; node < order.length; node++) {
    const theirs = order[node]!;
    left[node] = tree.left[theirs]! < 0 ? node : order.length;
    if (tree.left[theirs]! >= 0) order.push(tree.left[theirs]!, tree.right[theirs]!);
  }
  const isLeaf = (theirs: number): boolean => tree.left[theirs]! < 0;
  return {
    samples: tree.samples,
    feature: Int32Array.from(order, (theirs) => (isLeaf(theirs) ? -1 : tree.features[tree.feature[theirs]!]!)),
    threshold: Float64Array.from(order, (theirs) => (isLeaf(theirs) ? Infinity : tree.threshold[theirs]!)),
    left: Int32Array.from(left),
    count: Int32Array.from(order, (theirs) => tree.count[theirs]!),
  };
}
