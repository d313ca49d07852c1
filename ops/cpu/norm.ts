/** Normalization of rows, in float64: in two passes, so that a great mean takes no digits from the variance. */
import type { NormCall } from "../backend.ts";
import { computeDtype, type TypedArray } from "../dtype.ts";
import { computeArray, load, store } from "./elements.ts";

export function runNorm({ centered, epsilon, input, weight, bias, output }: NormCall): void {
  const numbers = load(input);
  const length = input.shape.at(-1)!;
  const factors = weight && load(weight);
  const terms = bias && load(bias);
  const result = computeArray(computeDtype(output.dtype), numbers.length);
  for (let start = 0; start < numbers.length; start += length) {
    const mean = centered ? sumOfRow(numbers, start, length, (x) => x) / length : 0;
    const meanSquare = sumOfRow(numbers, start, length, (x) => (x - mean) ** 2) / length;
    const scale = 1 / Math.sqrt(meanSquare + epsilon);
    for (let i = 0; i < length; i++) {
      result[start + i] = (numbers[start + i]! - mean) * scale * (factors?.[i] ?? 1) + (terms?.[i] ?? 0);
    }
  }
  store(output, result);
}

function sumOfRow(numbers: TypedArray, start: number, length: number, term: (x: number) => number): number {
  let sum = 0;
  for (let i = start; i < start + length; i++) sum += term(numbers[i]!);
  return sum;
}
