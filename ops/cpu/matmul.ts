/** Matrix products, row by row. Floats accumulate in float64. */
import type { MatmulCall } from "../backend.ts";
import { computeDtype, isFloat, type TypedArray } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { computeArray, load, store } from "./elements.ts";

export function runMatmul({ a, b, output }: MatmulCall): void {
  const [m, n] = [output.shape.at(-2)!, output.shape.at(-1)!];
  const k = a.shape.at(-1)!;
  const dtype = computeDtype(output.dtype);
  const [left, right] = [load(a), load(b)];
  const result = computeArray(dtype, sizeOf(output.shape));
  const row = isFloat(dtype) ? new Float64Array(n) : new Int32Array(n);
  const addRow = isFloat(dtype) ? addFloatRow : addIntRow;
  for (let i = 0; i * n < result.length; i++) {
    const matrix = Math.floor(i / m);
    row.fill(0);
    for (let p = 0; p < k; p++) addRow(row, left[i * k + p]!, right, (matrix * k + p) * n);
    result.set(row, i * n);
  }
  store(output, result);
}

function addFloatRow(row: TypedArray, factor: number, source: TypedArray, start: number): void {
  for (let j = 0; j < row.length; j++) row[j]! += factor * source[start + j]!;
}

function addIntRow(row: TypedArray, factor: number, source: TypedArray, start: number): void {
  for (let j = 0; j < row.length; j++) row[j]! += Math.imul(factor, source[start + j]!);
}
