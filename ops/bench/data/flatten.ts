/** The trees of an isolation forest of ours for the plain loop, so that both score by the same ones. */
import type { anomaly } from "../../index.ts";
import { usualPath, type Forest } from "./baseline/forest.ts";

export function flatten(trees: anomaly.IsolationForest["trees"]): Forest {
  const size = trees.reduce((sum, tree) => sum + tree.left.length, 0);
  const [feature, left] = [new Int32Array(size), new Int32Array(size)];
  const [threshold, length] = [new Float64Array(size), new Float64Array(size)];
  let at = 0;
  const roots = Int32Array.from(trees, (tree) => {
    const depths = new Int32Array(tree.left.length);
    tree.left.forEach((child, node) => {
      feature[at + node] = tree.feature[node]!;
      threshold[at + node] = tree.threshold[node]!;
      left[at + node] = at + child;
      length[at + node] = depths[node]! + usualPath(tree.count[node]!);
      if (child !== node) depths[child] = depths[child + 1] = depths[node]! + 1;
    });
    at += tree.left.length;
    return at - tree.left.length;
  });
  return { roots, feature, threshold, left, length, usual: usualPath(trees[0]!.samples) };
}
