/** Softmax and its logarithm: the axis is brought last, then row by row. */
import type { SoftmaxCall } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { isContiguous, sizeOf } from "../shape.ts";
import { runCopy } from "./elementwise.ts";
import { runInHostLoops } from "./fallback.ts";
import { addressOf, scratchView, type Context } from "./kernel.ts";
import { pack } from "./reduce.ts";
import { axisLast, runRows } from "./rows.ts";

export function runSoftmax(context: Context, call: SoftmaxCall): void {
  const { axis, input, output } = call;
  const dtype = computeDtype(output.dtype);
  if (dtype === "float64") return runInHostLoops(context, call);
  const target = axisLast(output, axis);
  const rows = pack(context, axisLast(input, axis), dtype);
  const isDirect = output.dtype === dtype && isContiguous(target.shape, target.strides);
  const result = isDirect ? output : scratchView(context, dtype, target.shape);
  const length = input.shape[axis]!;
  runRows(context, softmaxKernel(call), result, addressOf(rows), sizeOf(input.shape) / length, length);
  if (!isDirect) runCopy(context, { kind: "copy", input: result, output: target });
}

export const softmaxKernel = ({ log }: SoftmaxCall): string => (log === true ? "logSoftmax_float32" : "softmax_float32");
