/** Softmax and its logarithm along one axis, in float64. The greatest element is taken off first, so that exp never overflows. */
import type { SoftmaxCall, View } from "../backend.ts";
import { computeDtype, type TypedArray } from "../dtype.ts";
import { computeArray, load, store } from "./elements.ts";

export function runSoftmax({ log = false, axis, input, output }: SoftmaxCall): void {
  const numbers = load(axisLast(input, axis));
  const length = input.shape[axis]!;
  const result = computeArray(computeDtype(output.dtype), numbers.length);
  const row = log ? logSoftmaxRow : softmaxRow;
  for (let start = 0; start < numbers.length; start += length) row(numbers, result, start, start + length);
  store(axisLast(output, axis), result);
}

function axisLast(view: View, axis: number): View {
  const move = (values: readonly number[]): number[] => [...values.toSpliced(axis, 1), values[axis]!];
  return { ...view, shape: move(view.shape), strides: move(view.strides) };
}

function softmaxRow(numbers: TypedArray, result: TypedArray, start: number, end: number): void {
  const { greatest, sum } = summarize(numbers, start, end);
  for (let i = start; i < end; i++) result[i] = Math.exp(numbers[i]! - greatest) / sum;
}

function logSoftmaxRow(numbers: TypedArray, result: TypedArray, start: number, end: number): void {
  const { greatest, sum } = summarize(numbers, start, end);
  for (let i = start; i < end; i++) result[i] = numbers[i]! - greatest - Math.log(sum);
}

/** The greatest number and the sum of exp(x - greatest). A row of -Infinity alone yields NaN, as 0 / 0 would. */
function summarize(numbers: TypedArray, start: number, end: number): { greatest: number; sum: number } {
  let greatest = -Infinity;
  for (let i = start; i < end; i++) greatest = Math.max(greatest, numbers[i]!);
  let sum = 0;
  for (let i = start; i < end; i++) sum += Math.exp(numbers[i]! - greatest);
  return { greatest, sum };
}
