/** Calls that go row by row along one axis. */
import type { View } from "../backend.ts";
import { bytesOf } from "../dtype.ts";
import { runJob } from "./job.ts";
import { addressOf, type Context } from "./kernel.ts";

/** Elements that are worth a thread's while. */
const grain = 8192;

/** A kernel `(out, source, rows, length, ...rest)` on packed rows; numbers of the source are as wide as the result's. */
export function runRows(context: Context, kernel: string, result: View, source: number, rows: number, length: number, ...rest: number[]): void {
  const bytes = length * bytesOf(result.dtype);
  const args = [{ base: addressOf(result), perFirst: bytes }, { base: source, perFirst: bytes }, { perCount: 1 }, length, ...rest];
  runJob(context, { size: rows, grain: Math.ceil(grain / length), stages: [{ kernel, args }] });
}

/** The view with that axis as the last one. */
export function axisLast(view: View, axis: number): View {
  const move = (values: readonly number[]): number[] => [...values.toSpliced(axis, 1), values[axis]!];
  return { ...view, shape: move(view.shape), strides: move(view.strides) };
}
