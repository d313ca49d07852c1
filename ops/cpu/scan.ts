/** Running sums and products along one axis; floats in float64. */
import type { ScanCall } from "../backend.ts";
import { computeDtype, isFloat } from "../dtype.ts";
import { axisLast } from "./axes.ts";
import { computeArray, convert, load, store } from "./elements.ts";

type Step = (total: number, next: number) => number;

const float: Record<ScanCall["op"], Step> = { sum: (total, next) => total + next, prod: (total, next) => total * next };
const int: Record<ScanCall["op"], Step> = { sum: (total, next) => (total + next) | 0, prod: Math.imul };

export function runScan({ op, axis, input, output }: ScanCall): void {
  const dtype = computeDtype(output.dtype);
  const numbers = convert(load(axisLast(input, axis)), computeDtype(input.dtype), dtype);
  const result = computeArray(dtype, numbers.length);
  const step = isFloat(dtype) ? float[op] : int[op];
  const length = input.shape[axis]!;
  for (let start = 0; start < numbers.length; start += length) {
    let total = op === "sum" ? 0 : 1;
    for (let i = start; i < start + length; i++) {
      total = step(total, numbers[i]!);
      result[i] = total;
    }
  }
  store(axisLast(output, axis), result);
}
