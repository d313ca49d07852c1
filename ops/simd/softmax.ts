/** Softmax and its logarithm: the axis is brought last, then row by row. */
import type { SoftmaxCall, View } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { isContiguous, sizeOf } from "../shape.ts";
import { runCopy } from "./elementwise.ts";
import { runInHostLoops } from "./fallback.ts";
import { runJob } from "./job.ts";
import { addressOf, scratchView, type Context } from "./kernel.ts";
import { pack } from "./reduce.ts";

/** Elements that are worth a thread's while. */
const grain = 8192;

export function runSoftmax(context: Context, call: SoftmaxCall): void {
  const { axis, input, output } = call;
  const dtype = computeDtype(output.dtype);
  if (dtype === "float64") return runInHostLoops(context, call);
  const target = axisLast(output, axis);
  const rows = pack(context, axisLast(input, axis), dtype);
  const isDirect = output.dtype === dtype && isContiguous(target.shape, target.strides);
  const result = isDirect ? output : scratchView(context, dtype, target.shape);
  const length = input.shape[axis]!;
  runRows(context, softmaxKernel(call), addressOf(result), addressOf(rows), sizeOf(input.shape) / length, length);
  if (!isDirect) runCopy(context, { kind: "copy", input: result, output: target });
}

export const softmaxKernel = ({ log }: SoftmaxCall): string => (log === true ? "logSoftmax_float32" : "softmax_float32");

/** A kernel of rows of float32: `(out, source, rows, length, ...rest)`. */
export function runRows(context: Context, kernel: string, out: number, source: number, rows: number, length: number, ...rest: number[]): void {
  const bytes = length * 4;
  const args = [{ base: out, perFirst: bytes }, { base: source, perFirst: bytes }, { perCount: 1 }, length, ...rest];
  runJob(context, { size: rows, grain: Math.ceil(grain / length), stages: [{ kernel, args }] });
}

function axisLast(view: View, axis: number): View {
  const move = (values: readonly number[]): number[] => [...values.toSpliced(axis, 1), values[axis]!];
  return { ...view, shape: move(view.shape), strides: move(view.strides) };
}
