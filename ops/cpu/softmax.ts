/** Softmax along one axis, in float64. The greatest element is taken off first, so that exp never overflows. */
import type { SoftmaxCall, View } from "../backend.ts";
import { computeDtype, type TypedArray } from "../dtype.ts";
import { computeArray, load, store } from "./elements.ts";

export function runSoftmax({ axis, input, output }: SoftmaxCall): void {
  const numbers = load(axisLast(input, axis));
  const length = input.shape[axis]!;
  const result = computeArray(computeDtype(output.dtype), numbers.length);
  for (let start = 0; start < numbers.length; start += length) softmaxRow(numbers, result, start, start + length);
  store(axisLast(output, axis), result);
}

function axisLast(view: View, axis: number): View {
  const move = (values: readonly number[]): number[] => [...values.toSpliced(axis, 1), values[axis]!];
  return { ...view, shape: move(view.shape), strides: move(view.strides) };
}

function softmaxRow(numbers: TypedArray, result: TypedArray, start: number, end: number): void {
  let greatest = -Infinity;
  for (let i = start; i < end; i++) greatest = Math.max(greatest, numbers[i]!);
  let sum = 0;
  for (let i = start; i < end; i++) sum += Math.exp(numbers[i]! - greatest);
  for (let i = start; i < end; i++) result[i] = Math.exp(numbers[i]! - greatest) / sum;
}
