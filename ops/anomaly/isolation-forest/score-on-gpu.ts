/**
 * Scores of float32 rows where they are: on a GPU, which has no float64. A float32 number is above a float64 threshold where it is above the greatest
 * float32 that is not above the threshold, so that each row reaches the leaves that it reaches elsewhere. The values of the leaves are
 * added as whole numbers of 64 bits; the scores are made of these sums on the host, which reads eight bytes a row instead of all features.
 */
import { forest as shaderCode } from "../../../shaders/data.ts";
import type { TypedArray } from "../../dtype.ts";
import { onDeviceOf } from "../../indices.ts";
import { slice } from "../../math/index.ts";
import { applyOnHost } from "../../operand.ts";
import { scope } from "../../scope.ts";
import type { Tensor } from "../../tensor.ts";
import { exactTensor } from "../input.ts";
import { float32Below } from "./float32-below.ts";
import { nodeValues, type Tree } from "./tree.ts";

/** All trees one after the other. */
interface Packed {
  readonly thresholds: Float32Array;
  /** The feature of each node and its left child, counted over all trees. */
  readonly links: Uint32Array;
  /** What stands at each node: the high and the low word of 1 + its value, in units. */
  readonly words: Uint32Array;
  readonly roots: Uint32Array;
  readonly unit: number;
}

const kept = new WeakMap<readonly Tree[], Packed>();

function packedOf(trees: readonly Tree[]): Packed {
  const known = kept.get(trees);
  if (known !== undefined) return known;
  const packed = pack(trees);
  kept.set(trees, packed);
  return packed;
}

function pack(trees: readonly Tree[]): Packed {
  const sizes = trees.map(({ left }) => left.length);
  const size = sizes.reduce((sum, length) => sum + length, 0);
  const values = trees.map((tree) => nodeValues(tree).map((value) => 1 + value)); // none is below 0
  const most = values.reduce((sum, each) => sum + each.reduce((greatest, value) => Math.max(greatest, value), 0), 0);
  const unit = 2 ** (Math.ceil(Math.log2(most)) - 62); // so that no sum needs the highest bit
  const packed: Packed = { thresholds: new Float32Array(size), links: new Uint32Array(2 * size), words: new Uint32Array(2 * size), roots: new Uint32Array(trees.length), unit };
  let root = 0;
  trees.forEach(({ feature, threshold, left }, tree) => {
    packed.roots[tree] = root;
    for (let i = 0; i < left.length; i++) {
      const node = root + i;
      const units = Math.round(values[tree]![i]! / unit);
      packed.thresholds[node] = float32Below(threshold[i]!);
      packed.links.set([Math.max(feature[i]!, 0), root + left[i]!], 2 * node);
      packed.words.set([Math.floor(units / 2 ** 32), units % 2 ** 32], 2 * node);
    }
    root += left.length;
  });
  return packed;
}

/** Rows times trees that one call walks through: a GPU that is silent for seconds is taken for dead. */
const walks = 2 ** 27;

/** All bits set. */
const notFinite = 2 ** 32 - 1;

/**
 * The score of each row, float64 [n] on the best device that has it: NaN for a row with a number that is not finite. Rows are of floats, on webgpu.
 * The values are exact to half a unit, 2^-44 at most, so scores differ from those of float64 sums by less than 1e-13.
 */
export async function scoreOnGpu(op: string, trees: readonly Tree[], rows: Tensor, walksAtOnce = walks): Promise<Tensor> {
  const [count, features] = rows.shape as [number, number];
  const packed = packedOf(trees);
  const { thresholds, links, words, roots, unit } = packed;
  const loops = (numbers: TypedArray): TypedArray[] => [sumsOf(features, numbers, packed)];
  const sums = scope(() => {
    const parts = [onDeviceOf(op, rows, thresholds, "float32"), ...[links, words, roots].map((part) => onDeviceOf(op, rows, part, "uint32"))];
    const atOnce = Math.max(1, Math.floor(walksAtOnce / trees.length));
    return Array.from({ length: Math.ceil(count / atOnce) }, (_, i) => {
      const some = slice(rows, [i * atOnce, Math.min(count, (i + 1) * atOnce)]);
      const shader = { code: shaderCode, items: some.shape[0]!, params: { features, trees: trees.length } };
      return applyOnHost(op, [some, ...parts], [{ dtype: "uint32", shape: [some.shape[0]!, 2] }], loops, undefined, shader)[0]!;
    });
  });
  const scores = new Float64Array(count);
  let row = 0;
  for (const part of sums) {
    const pairs = await part.data();
    for (let i = 0; i < pairs.length; i += 2) scores[row++] = pairs[i] === notFinite ? NaN : 2 ** -((pairs[i]! * 2 ** 32 + pairs[i + 1]!) * (unit / trees.length));
    part.dispose();
  }
  return exactTensor(op, scores, [count]);
}

/** What the shader does. */
function sumsOf(features: number, rows: TypedArray, { thresholds, links, words, roots }: Omit<Packed, "unit">): Uint32Array {
  const sums = new Uint32Array((2 * rows.length) / features);
  for (let at = 0; at < sums.length; at += 2) {
    const row = rows.subarray((at / 2) * features, (at / 2 + 1) * features);
    let [high, low] = row.every(Number.isFinite) ? [0, 0] : [notFinite, notFinite];
    for (const root of high === 0 ? roots : []) {
      let node = root;
      for (let left = links[2 * node + 1]!; left !== node; left = links[2 * node + 1]!) node = left + (row[links[2 * node]!]! > thresholds[node]! ? 1 : 0);
      high += words[2 * node]!;
      low += words[2 * node + 1]!;
    }
    sums[at] = high + Math.floor(low / 2 ** 32);
    sums[at + 1] = low % 2 ** 32;
  }
  return sums;
}
