/** One isolation tree: nodes linked by number, and how long its paths are. */

export interface Tree {
  /** How many rows it was grown from. */
  readonly samples: number;
  /** The feature that each node splits on; -1 at a leaf. */
  readonly feature: Int32Array;
  /** Rows with `x <= threshold` go left. Infinity at a leaf. */
  readonly threshold: Float64Array;
  /** The left child of each node, which the right child follows; a leaf is its own. */
  readonly left: Int32Array;
  /** How many of the samples reached each node. */
  readonly count: Int32Array;
}

const eulerGamma = 0.5772156649015329;

/**
 * c(n), the mean length of the paths in a tree that isolates n rows: of an unsuccessful search in a binary search tree. Liu, Ting and Zhou,
 * "Isolation forest" (2008), equation 1; c(1) = 0 and c(2) = 1 as in scikit-learn.
 */
export function averagePathLength(n: number): number {
  if (n <= 1) return 0;
  return n === 2 ? 1 : 2 * (Math.log(n - 1) + eulerGamma) - (2 * (n - 1)) / n;
}

/** How many steps lead to each node from the root. */
export function depthsOf({ left }: Tree): Int32Array {
  const depths = new Int32Array(left.length);
  left.forEach((child, node) => {
    if (child !== node) depths[child] = depths[child + 1] = depths[node]! + 1;
  });
  return depths;
}

/**
 * For each node, by how much its path, with what the rows that are still together there would go on, is longer than the mean, in shares of the
 * mean. The score of a row is 2^-(1 + the mean of these at the leaves that it reaches): 2^(-E(h) / c(samples)), and exactly 1/2 where
 * nothing can be told apart.
 */
export function nodeValues(tree: Tree): Float64Array {
  const usual = averagePathLength(tree.samples);
  const depths = depthsOf(tree);
  return Float64Array.from(tree.count, (count, node) => (usual === 0 ? 0 : (depths[node]! + averagePathLength(count) - usual) / usual));
}

/** The nodes that a row passes, from the root to its leaf. The row begins at `at`. */
export function pathOf({ feature, threshold, left }: Tree, rows: ArrayLike<number>, at = 0): number[] {
  const path = [0];
  for (let node = 0; left[node] !== node; path.push(node)) node = left[node]! + (rows[at + feature[node]!]! > threshold[node]! ? 1 : 0);
  return path;
}
