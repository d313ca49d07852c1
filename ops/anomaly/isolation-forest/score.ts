/** Scores of rows by a forest: 2^-(1 + the mean of the values of the leaves that a row reaches). */
import { onDeviceOf } from "../../indices.ts";
import { applyOnHost } from "../../operand.ts";
import { scope } from "../../scope.ts";
import type { Tensor } from "../../tensor.ts";
import { float32Below } from "./float32-below.ts";
import { depthsOf, nodeValues, type Tree } from "./tree.ts";

/** The trees, and what the kernel reads of them. */
export interface Forest {
  readonly trees: readonly Tree[];
  /** The value of each node, tree after tree. */
  readonly values: readonly Float64Array[];
  /** For rows of a dtype; made when it is first asked for. Absent where a tree is deeper than trees of so many samples grow. */
  readonly packed: (dtype: RowDtype) => Packed | undefined;
}

type RowDtype = "float32" | "float64";

/** Trees as `assembly/forest.ts` walks them: complete ones of the same depth, 2^depth nodes each. */
interface Packed {
  readonly depth: number;
  /** Level by level: the threshold, and the bytes from the first column to that of the feature, as wide as a threshold. */
  readonly nodes: Int32Array;
  /** Of what the last level leads to. */
  readonly values: Float64Array;
}

/** The kernel copies the columns of a block of rows one after the other, so many bytes each. */
const columnBytes = 1024;

/** The kernel goes through as many levels at least. */
const fewestLevels = 3;

export function makeForest(trees: readonly Tree[]): Forest {
  const values = trees.map(nodeValues);
  const depth = trees.reduce((deepest, tree) => depthsOf(tree).reduce((a, b) => Math.max(a, b), deepest), fewestLevels);
  const samples = trees.reduce((most, tree) => Math.max(most, tree.samples), 2 ** (fewestLevels - 1) + 1);
  const made = new Map<RowDtype, Packed>();
  const packed = (dtype: RowDtype): Packed | undefined => {
    if (2 ** depth >= 2 * samples) return undefined;
    if (!made.has(dtype)) made.set(dtype, pack(trees, values, depth, dtype));
    return made.get(dtype);
  };
  return { trees, values, packed };
}

function pack(trees: readonly Tree[], values: readonly Float64Array[], depth: number, dtype: RowDtype): Packed {
  const size = 2 ** depth;
  const [Numbers, words] = dtype === "float64" ? [Float64Array, 2] : [Float32Array, 1];
  const thresholds = new Numbers(2 * trees.length * size);
  const packed = { depth, nodes: new Int32Array(thresholds.buffer), values: new Float64Array(trees.length * size) };
  const roundDown = dtype === "float64" ? (x: number): number => x : float32Below;
  /** A leaf is its own child until the last level; whatever the row, it goes left. */
  const place = (tree: number, node: number, level: number, n: number): void => {
    const { feature, threshold, left } = trees[tree]!;
    if (level === depth) return void (packed.values[tree * size + n] = values[tree]![node]!);
    const at = tree * size + 2 ** level - 1 + n;
    const isLeaf = left[node] === node;
    thresholds[2 * at] = isLeaf ? Infinity : roundDown(threshold[node]!);
    packed.nodes[(2 * at + 1) * words] = Math.max(feature[node]!, 0) * columnBytes;
    place(tree, left[node]!, level + 1, 2 * n);
    if (!isLeaf) place(tree, left[node]! + 1, level + 1, 2 * n + 1);
  };
  trees.forEach((_, tree) => place(tree, 0, 0, 0));
  return packed;
}

/** The score of each row, float64 [n]: NaN for a row with a number that is not finite. Rows are float32 or float64, on a device that has both. */
export function scoreRows(op: string, { trees, values, packed }: Forest, rows: Tensor): Tensor {
  const [count, features] = rows.shape as [number, number];
  const dtype = rows.dtype === "float64" ? "float64" : "float32";
  const parts = rows.device === "wasm" ? packed(dtype) : undefined; // the loops ask the trees themselves
  const kernel = parts && {
    name: `isolationForest_${dtype}`,
    items: count,
    grain: 64,
    params: [features, trees.length, parts.depth],
    scratch: (features + 3) * columnBytes,
  };
  const scoreAll = (numbers: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: count }, (_, row) => scoreOf({ trees, values }, numbers, row * features, features));
  return scope(() => {
    const uploaded = parts === undefined ? [] : [parts.nodes, parts.values];
    const sources = uploaded.map((part) => onDeviceOf(op, rows, part, part instanceof Float64Array ? "float64" : "int32", [part.length]));
    return applyOnHost(op, [rows, ...sources], [{ dtype: "float64", shape: [count] }], (numbers) => [scoreAll(numbers!)], kernel)[0]!;
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
