/** A float32 matrix times a vector, from either side: bound by how fast the matrix can be read, so it is read as it lies. */
import type { Matrix, Sizes } from "./batch.ts";
import { runJob, workersOf, type RangedArgument } from "./job.ts";
import type { Context } from "./kernel.ts";

/** Numbers of the matrix that take about 10 microseconds. */
const worthwhile = 2 ** 16;

/** c = a b, where a has one row or b one column. False when the matrix is packed neither along its rows nor along its columns: nothing was done. */
export function multiplyVector(context: Context, c: number, a: Matrix, b: Matrix, { m, n, k }: Sizes): boolean {
  const [matrix, vector, stride, count] = m === 1 ? [turned(b), a.address, a.strides[1], n] : [a, b.address, b.strides[0], m];
  const [next, along] = matrix.strides;
  if (next !== 4 && along !== 4) return false;
  const x = stride === 4 ? vector : gathered(context, vector, stride, k);
  const out: RangedArgument = { base: c, perFirst: 4 };
  const from: RangedArgument = { base: matrix.address, perFirst: next };
  // Rows are combined in parts as wide as can be: 3072 columns at once are read at 63 GB/s, 512 at 51, 192 at 43.
  const least = along === 4 ? 1 : count / (2 * workersOf(context));
  const grain = Math.ceil(Math.max(worthwhile / Math.max(k, 1), least) / 16) * 16;
  const stage = along === 4 ? { kernel: dotKernel(count), args: [out, from, next, x, { perCount: 1 }, k] } : { kernel: "combine_rows", args: [out, x, from, along, k, { perCount: 1 }] };
  runJob(context, { size: count, grain, stages: [stage] });
  return true;
}

/** For a matrix whose rows are packed: one by one where they are few, or six at a time. */
export const dotKernel = (rows: number): "dot_rows" | "dot_many_rows" => (rows < 12 ? "dot_rows" : "dot_many_rows");

const turned = ({ address, strides: [row, column] }: Matrix): Matrix => ({ address, strides: [column, row] });

function gathered({ heap, scratch }: Context, address: number, stride: number, length: number): number {
  const { pointer } = scratch.take(length * 4);
  const [from, to] = [heap.view("float32", 0, heap.memory.buffer.byteLength / 4), heap.view("float32", pointer, length)];
  for (let i = 0; i < length; i++) to[i] = from[(address + i * stride) / 4]!;
  return pointer;
}
