/** Softmax: the axis is brought last, then row by row. */
import type { SoftmaxCall, View } from "../backend.ts";
import { computeDtype, type TypedArray } from "../dtype.ts";
import { isContiguous, sizeOf } from "../shape.ts";
import { runCopy } from "./elementwise.ts";
import { addressOf, kernel, scratchView, type Context } from "./kernel.ts";
import { pack } from "./reduce.ts";

export function runSoftmax(context: Context, { axis, input, output }: SoftmaxCall): void {
  const dtype = computeDtype(output.dtype);
  const target = axisLast(output, axis);
  const rows = pack(context, axisLast(input, axis), dtype);
  const direct = output.dtype === dtype && isContiguous(target.shape, target.strides);
  const result = direct ? output : scratchView(context, dtype, target.shape);
  const length = input.shape[axis]!;
  const count = sizeOf(input.shape) / length;
  if (dtype === "float32") kernel(context, "softmax_float32")(addressOf(result), addressOf(rows), count, length);
  else softmaxFloat64(context, result, rows, length);
  if (!direct) runCopy(context, { kind: "copy", input: result, output: target });
}

function axisLast(view: View, axis: number): View {
  const move = (values: readonly number[]): number[] => [...values.toSpliced(axis, 1), values[axis]!];
  return { ...view, shape: move(view.shape), strides: move(view.strides) };
}

function softmaxFloat64({ heap }: Context, result: View, rows: View, length: number): void {
  const size = sizeOf(rows.shape);
  const source = heap.view("float64", addressOf(rows), size);
  const target = heap.view("float64", addressOf(result), size);
  for (let start = 0; start < size; start += length) softmaxRow(source.subarray(start, start + length), target.subarray(start, start + length));
}

function softmaxRow(source: TypedArray, target: TypedArray): void {
  let greatest = -Infinity;
  for (const x of source) greatest = Math.max(greatest, x);
  let sum = 0;
  for (const x of source) sum += Math.exp(x - greatest);
  for (let i = 0; i < source.length; i++) target[i] = Math.exp(source[i]! - greatest) / sum;
}
