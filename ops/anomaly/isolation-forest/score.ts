/** Scores of rows by a forest: 2^-(1 + the mean of the values of the leaves that a row reaches). */
import { onDeviceOf } from "../../indices.ts";
import { applyOnHost } from "../../operand.ts";
import { scope } from "../../scope.ts";
import type { Tensor } from "../../tensor.ts";
import { depthsOf, nodeValues, type Tree } from "./tree.ts";

/** The trees, and what the kernel reads of them. */
export interface Forest {
  readonly trees: readonly Tree[];
  /** The value of each node, tree after tree. */
  readonly values: readonly Float64Array[];
  readonly packed: Packed;
}

interface Packed {
  /** Four words a node: the threshold (two), the place of its feature's column, the place of its left child, in bytes. */
  readonly nodes: Int32Array;
  readonly values: Float64Array;
  /** The place of the root in bytes, and the depth of the tree. */
  readonly trees: Int32Array;
}

/** Bytes of a column in a block of 256 rows, as `assembly/forest.ts` lays it out. */
const columnBytes = 2048;

const nodeBytes = 16;

export function makeForest(trees: readonly Tree[]): Forest {
  const values = trees.map(nodeValues);
  return { trees, values, packed: pack(trees, values) };
}

function pack(trees: readonly Tree[], values: readonly Float64Array[]): Packed {
  const size = trees.reduce((total, { left }) => total + left.length, 0);
  const nodes = new Int32Array((size * nodeBytes) / 4);
  const thresholds = new Float64Array(nodes.buffer);
  const packed = { nodes, values: new Float64Array(size), trees: new Int32Array(2 * trees.length) };
  let root = 0;
  trees.forEach((tree, i) => {
    packed.values.set(values[i]!, root);
    packed.trees.set([root * nodeBytes, depthsOf(tree).reduce((deepest, depth) => Math.max(deepest, depth), 0)], 2 * i);
    tree.left.forEach((child, node) => {
      thresholds[2 * (root + node)] = tree.threshold[node]!;
      nodes[4 * (root + node) + 2] = Math.max(tree.feature[node]!, 0) * columnBytes;
      nodes[4 * (root + node) + 3] = (root + child) * nodeBytes;
    });
    root += tree.left.length;
  });
  return packed;
}

/** The score of each row, float64 [n]: NaN for a row with a number that is not finite. Rows are float32 or float64, on a device that has both. */
export function scoreRows(op: string, { trees, values, packed }: Forest, rows: Tensor): Tensor {
  const [count, features] = rows.shape as [number, number];
  const kernel = {
    name: rows.dtype === "float64" ? "isolationForest_float64" : "isolationForest_float32",
    items: count,
    grain: 64,
    params: [features, trees.length],
    scratch: (features + 1) * columnBytes,
  };
  const scoreAll = (numbers: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: count }, (_, row) => scoreOf({ trees, values }, numbers, row * features, features));
  return scope(() => {
    const uploaded = rows.device === "wasm" ? [packed.nodes, packed.values, packed.trees] : []; // the loops ask the trees themselves
    const parts = uploaded.map((part) => onDeviceOf(op, rows, part, part instanceof Float64Array ? "float64" : "int32", [part.length]));
    return applyOnHost(op, [rows, ...parts], [{ dtype: "float64", shape: [count] }], (numbers) => [scoreAll(numbers!)], kernel)[0]!;
  });
}

/** The score of the row that begins at `at`. */
export function scoreOf({ trees, values }: Pick<Forest, "trees" | "values">, rows: ArrayLike<number>, at: number, features: number): number {
  for (let i = 0; i < features; i++) if (!Number.isFinite(rows[at + i]!)) return NaN;
  let sum = 0;
  trees.forEach(({ feature, threshold, left }, tree) => {
    let node = 0;
    while (left[node] !== node) node = left[node]! + (rows[at + feature[node]!]! > threshold[node]! ? 1 : 0);
    sum += values[tree]![node]!;
  });
  return 2 ** -(1 + sum / trees.length);
}
