/** Moments of tensors: every row is summed up in blocks by a kernel, and the blocks are merged here. */
import { applyOnHost } from "../operand.ts";
import type { Sample } from "../sample.ts";
import type { Tensor } from "../tensor.ts";
import { blockSums, mergeMoments, momentsBlock, noMoments, readBlock, sumBlock, type Moments } from "./moments.ts";
import { withRows } from "./rows.ts";

/** Moments of all elements. */
export async function momentsOfSample(op: string, x: Sample): Promise<Moments> {
  const [moments] = await withRows(op, x, undefined, (rows) => momentsOfRows(op, rows));
  return moments!;
}

/** Moments of every row of a tensor [rows, length] that is in float32 or float64 already. */
export async function momentsOfRows(op: string, x: Tensor): Promise<Moments[]> {
  const [rows, length] = x.shape as [number, number];
  const blocks = Math.ceil(length / momentsBlock);
  const [states] = applyOnHost(
    op,
    [x],
    [{ dtype: "float64", shape: [rows, blocks, blockSums] }],
    (numbers) => [sumRows(numbers!, rows, length)],
    { name: `moments_${x.dtype}`, items: rows * blocks, grain: Math.ceil(momentsBlock / Math.min(length + 1, momentsBlock)), params: [length] },
  );
  const sums = (await states!.data()) as Float64Array;
  states!.dispose();
  return Array.from({ length: rows }, (_, row) => mergeBlocks(sums, row, length));
}

function sumRows(numbers: ArrayLike<number>, rows: number, length: number): Float64Array {
  const blocks = Math.ceil(length / momentsBlock);
  const sums = new Float64Array(rows * blocks * blockSums);
  forBlocks(length, (block, first, end) => {
    for (let row = 0; row < rows; row++) sumBlock(numbers, row * length + first, row * length + end, sums, (row * blocks + block) * blockSums);
  });
  return sums;
}

function mergeBlocks(sums: Float64Array, row: number, length: number): Moments {
  const blocks = Math.ceil(length / momentsBlock);
  let moments = noMoments;
  forBlocks(length, (block, first, end) => {
    moments = mergeMoments(moments, readBlock(sums, (row * blocks + block) * blockSums, end - first));
  });
  return moments;
}

function forBlocks(length: number, visit: (block: number, first: number, end: number) => void): void {
  for (let first = 0; first < length; first += momentsBlock) visit(first / momentsBlock, first, Math.min(first + momentsBlock, length));
}
