/**
 * Half-space trees: space is cut at random beforehand, and a tree learns only how many rows of a window fall on each side of its cuts. Tan, Ting and Liu,
 * "Fast anomaly detection for streaming data" (2011), with River's numbers: cuts keep 15 percent of the width away from the edges of their half, a
 * feature is drawn by the width that is left of it, and a row below the cut goes left.
 */
import type { Philox } from "../../philox.ts";

export interface HalfSpaces {
  readonly features: number;
  readonly trees: number;
  /** Splits on the way to a leaf. */
  readonly height: number;
  /** The features and thresholds of the inner nodes, tree after tree; the children of node i are 2i + 1 and 2i + 2. */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
}

/** What was learnt. */
export interface Masses {
  /** How many rows reached each leaf in the last whole window, by which rows are judged; tree after tree. */
  readonly reference: Int32Array;
  /** The same in the window that is being filled. */
  readonly latest: Int32Array;
  /** The least numbers of the features so far, then the greatest; kept only where rows are scaled. */
  readonly range: Float64Array;
  /** Rows learnt. */
  readonly seen: number;
}

export const padding = 0.15;

/** Cuts for features in [0, 1]. */
export function drawHalfSpaces({ features, trees, height }: Pick<HalfSpaces, "features" | "trees" | "height">, random: Philox): HalfSpaces {
  const inner = 2 ** height - 1;
  const [feature, threshold] = [new Int32Array(trees * inner), new Float64Array(trees * inner)];
  const [low, high] = [new Float64Array(features), new Float64Array(features).fill(1)];
  const cut = (root: number, node: number): void => {
    if (node >= inner) return;
    const on = drawByWidth(low, high, random);
    const [from, to] = [low[on]!, high[on]!];
    const at = from + (to - from) * (padding + (1 - 2 * padding) * random.uniform53());
    feature[root + node] = on;
    threshold[root + node] = at;
    high[on] = at;
    cut(root, 2 * node + 1);
    high[on] = to;
    low[on] = at;
    cut(root, 2 * node + 2);
    low[on] = from;
  };
  for (let tree = 0; tree < trees; tree++) cut(tree * inner, 0);
  return { features, trees, height, feature, threshold };
}

/** A feature with a probability as its width. */
function drawByWidth(low: Float64Array, high: Float64Array, random: Philox): number {
  let left = random.uniform53() * high.reduce((total, to, feature) => total + to - low[feature]!, 0);
  const drawn = high.findIndex((to, feature) => (left -= to - low[feature]!) < 0);
  return drawn < 0 ? low.length - 1 : drawn;
}

export function noMasses({ features, trees, height }: HalfSpaces): Masses {
  const range = new Float64Array(2 * features).fill(Infinity, 0, features).fill(-Infinity, features);
  return { reference: new Int32Array(trees * 2 ** height), latest: new Int32Array(trees * 2 ** height), range, seen: 0 };
}

/** The leaf of each tree that a row reaches, counted over all trees. */
export function leavesOf({ trees, height, feature, threshold }: HalfSpaces, row: ArrayLike<number>): Int32Array {
  const inner = 2 ** height - 1;
  return Int32Array.from({ length: trees }, (_, tree) => {
    let node = 0;
    while (node < inner) node = 2 * node + (row[feature[tree * inner + node]!]! < threshold[tree * inner + node]! ? 1 : 2);
    return tree * (inner + 1) + node - inner;
  });
}

/** The masses of all nodes of a tree, from those of its leaves. */
export function nodeMasses(leaves: Int32Array): Float64Array {
  const inner = leaves.length - 1;
  const masses = new Float64Array(2 * leaves.length - 1);
  masses.set(leaves, inner);
  for (let node = inner - 1; node >= 0; node--) masses[node] = masses[2 * node + 1]! + masses[2 * node + 2]!;
  return masses;
}

/** The nodes from the root to a leaf. */
export function wayTo(leaf: number, height: number): number[] {
  const way = [leaf + 2 ** height - 1];
  while (way[0]! > 0) way.unshift((way[0]! - 1) >> 1);
  return way;
}

/** What each leaf counts for: Σ mass · 2^depth on the way to it, up to the first mass below a tenth of the window; tree after tree. */
export function leafValues({ trees, height }: HalfSpaces, reference: Int32Array, window: number): Float64Array {
  const leaves = 2 ** height;
  const values = new Float64Array(trees * leaves);
  for (let tree = 0; tree < trees; tree++) {
    const masses = nodeMasses(reference.subarray(tree * leaves, (tree + 1) * leaves));
    values.set(weightsOf(masses, 0.1 * window).subarray(leaves - 1), tree * leaves);
  }
  return values;
}

function weightsOf(masses: Float64Array, few: number): Float64Array {
  const weights = masses.slice();
  const ended = new Uint8Array(masses.length);
  for (let node = 1; node < masses.length; node++) {
    const parent = (node - 1) >> 1;
    const depth = 31 - Math.clz32(node + 1);
    ended[node] = ended[parent] === 1 || masses[parent]! < few ? 1 : 0;
    weights[node] = weights[parent]! + (ended[node] === 1 ? 0 : masses[node]! * 2 ** depth);
  }
  return weights;
}

/** The greatest Σ of leaf values: all rows of a window in one leaf of every tree. */
export const greatestWeight = ({ trees, height }: HalfSpaces, window: number): number => trees * window * (2 ** (height + 1) - 1);
