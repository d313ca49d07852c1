/** How all pairs of features vary together: products of their distances from the means, of blocks of rows, which are merged here. */
import type { TypedArray } from "../dtype.ts";
import { applyOnHost } from "../operand.ts";
import type { Tensor } from "../tensor.ts";

export interface Comoments {
  readonly count: number;
  readonly means: Float64Array;
  /** The sums of products of distances from the means, row by row [features, features]. Not finite where a feature is not. */
  readonly products: Float64Array;
}

/** Rows that are summed up at a time. */
const blockRows = 8192;
/** What the kernel uses beside, in bytes for each column. */
const scratchBytes = 1024;

/** Of rows [n, features] of float32 or float64, one at least. */
export async function comomentsOf(op: string, rows: Tensor): Promise<Comoments> {
  const [n, width] = rows.shape as [number, number];
  const wide = Math.ceil(width / 4) * 4;
  const blocks = Math.ceil(n / blockRows);
  const [state] = applyOnHost(
    op,
    [rows],
    [{ dtype: "float64", shape: [blocks, wide + 2, wide] }],
    (numbers) => [sumBlocks(numbers!, n, width, wide)],
    { name: `comoments_${rows.dtype}`, items: blocks, grain: 1, params: [n, width], scratch: wide * scratchBytes },
  );
  const sums = (await state!.data()) as Float64Array;
  state!.dispose();
  const parts = Array.from({ length: blocks }, (_, block) => readBlock(sums.subarray(block * (wide + 2) * wide), Math.min(blockRows, n - block * blockRows), width, wide));
  return parts.reduce(merge);
}

/** The readable form of the kernel: of each block the means, the sums of the distances that rounding left, and those of their products up to the diagonal. */
function sumBlocks(numbers: TypedArray, n: number, width: number, wide: number): Float64Array {
  const size = (wide + 2) * wide;
  const out = new Float64Array(Math.ceil(n / blockRows) * size);
  for (let first = 0, at = 0; first < n; first += blockRows, at += size) {
    const last = Math.min(first + blockRows, n);
    const [means, left, products] = [out.subarray(at, at + width), out.subarray(at + wide, at + 2 * wide), out.subarray(at + 2 * wide, at + size)];
    for (let i = first * width; i < last * width; i++) means[i % width]! += numbers[i]! / (last - first);
    for (let row = first; row < last; row++) {
      for (let i = 0; i < width; i++) {
        const distance = numbers[row * width + i]! - means[i]!;
        left[i]! += distance;
        for (let j = 0; j <= i; j++) products[i * wide + j]! += distance * (numbers[row * width + j]! - means[j]!);
      }
    }
  }
  return out;
}

/** What rounding left of the means is taken off. */
function readBlock(sums: Float64Array, count: number, width: number, wide: number): Comoments {
  const off = sums.slice(wide, wide + width).map((sum) => sum / count);
  const means = sums.slice(0, width).map((mean, j) => mean + off[j]!);
  const products = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) products[i * width + j] = products[j * width + i] = sums[(i + 2) * wide + j]! - count * off[i]! * off[j]!;
  }
  return { count, means, products };
}

/** Chan, Golub and LeVeque (1979). */
function merge(a: Comoments, b: Comoments): Comoments {
  const count = a.count + b.count;
  const width = a.means.length;
  const distances = b.means.map((mean, j) => mean - a.means[j]!);
  const products = a.products.map((sum, at) => sum + b.products[at]! + ((a.count * b.count) / count) * distances[Math.floor(at / width)]! * distances[at % width]!);
  return { count, means: a.means.map((mean, j) => mean + (distances[j]! * b.count) / count), products };
}
