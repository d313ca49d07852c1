/**
 * Between tensors and the algorithms of this folder, which work on one matrix at a time, in float64 on the host, whatever the device. On webgpu
 * later work waits for them, and their errors come with the read.
 */
import { bytesOf, computeDtype, isFloat, storageArray, type Dtype, type TypedArray } from "../dtype.ts";
import { ComputationError, ShapeError } from "../errors.ts";
import { astype } from "../math/manipulation.ts";
import { applyOnHost, asTensor, type TensorLike } from "../operand.ts";
import { formatShape, sizeOf, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/** One matrix: its elements row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

export const newMatrix = (rows: number, columns: number): Matrix => ({ rows, columns, data: new Float64Array(rows * columns) });

export function identity(size: number): Matrix {
  const matrix = newMatrix(size, size);
  for (let i = 0; i < size; i++) matrix.data[i * size + i] = 1;
  return matrix;
}

export function transposed({ rows, columns, data }: Matrix): Matrix {
  const result = newMatrix(columns, rows);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result.data[j * rows + i] = data[i * columns + j]!;
  return result;
}

/** The rows of a matrix as windows on its elements. */
export const rowsOf = ({ rows, columns, data }: Matrix): Float64Array[] => Array.from({ length: rows }, (_, i) => data.subarray(i * columns, (i + 1) * columns));

export function dotProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** target += factor source. */
export function addScaled(target: Float64Array, factor: number, source: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!;
}

/** The matrix divided by a power of two, which brings its greatest element near 1 without rounding, so that squares neither overflow nor vanish. */
export function normalized({ rows, columns, data }: Matrix): { scaled: Matrix; power: number } {
  const greatest = data.reduce((most, element) => Math.max(most, Math.abs(element)), 0);
  const power = greatest > 0 && greatest < Infinity ? 2 ** Math.floor(Math.log2(greatest)) : 1;
  return { scaled: { rows, columns, data: data.map((element) => element / power) }, power };
}

export function scale(data: Float64Array, factor: number): void {
  for (let i = 0; i < data.length; i++) data[i]! *= factor;
}

/** As floats with at least two axes. Throws `ShapeError`. */
export function asMatrices(op: string, x: TensorLike): Tensor {
  const source = asTensor(x);
  if (source.ndim < 2) throw new ShapeError(op, `not a matrix: ${formatShape(source.shape)}`);
  return isFloat(source.dtype) ? source : astype(source, "float32");
}

/** The same, with as many rows as columns. Throws `ShapeError`. */
export function asSquares(op: string, x: TensorLike): Tensor {
  const source = asMatrices(op, x);
  if (source.shape.at(-1) === source.shape.at(-2)) return source;
  throw new ShapeError(op, `not square: ${formatShape(source.shape)}`);
}

/** What a computation yields for each matrix. */
interface Result {
  /** Beside the leading axes. */
  readonly shape: Shape;
  /** Default: that of the first tensor. */
  readonly dtype?: Dtype;
}

/** Runs `work` on the matrices (the last two axes) of tensors whose leading axes are the same. It returns the elements of each result. */
export function onMatrices(op: string, tensors: readonly Tensor[], results: readonly Result[], work: (...matrices: Matrix[]) => readonly Float64Array[]): Tensor[] {
  const leading = tensors[0]!.shape.slice(0, -2);
  const outputs = results.map(({ shape, dtype = tensors[0]!.dtype }) => ({ shape: [...leading, ...shape], dtype }));
  const count = sizeOf(leading);
  const compute = (...inputs: readonly TypedArray[]): TypedArray[] => {
    const arrays = outputs.map(({ shape, dtype }) => {
      const compute = computeDtype(dtype);
      return storageArray(compute, new ArrayBuffer(sizeOf(shape) * bytesOf(compute)));
    });
    for (let i = 0; i < count; i++) {
      work(...inputs.map((elements, t) => matrixAt(elements, i, tensors[t]!.shape))).forEach((part, r) => arrays[r]!.set(part, i * part.length));
    }
    return arrays;
  };
  return applyOnHost(op, tensors, outputs, compute);
}

function matrixAt(elements: TypedArray, i: number, shape: Shape): Matrix {
  const [rows, columns] = shape.slice(-2) as [number, number];
  return { rows, columns, data: Float64Array.from(elements.subarray(i * rows * columns, (i + 1) * rows * columns)) };
}

/** Throws `ComputationError` for NaN and infinities, on which an iteration would not end. */
export function checkFinite(op: string, { data }: Matrix): void {
  const found = data.find((element) => !Number.isFinite(element));
  if (found !== undefined) throw new ComputationError(op, `an element is not finite: ${found}`);
}
