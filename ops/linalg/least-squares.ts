/** The nearest answers where there is no exact one. Matrices are the last two axes; computed in float64, returned in the dtype of the matrices. */
import { promote, type Dtype } from "../dtype.ts";
import { ShapeError } from "../errors.ts";
import { astype, broadcastTo, expandDims, squeeze } from "../math/manipulation.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { broadcastShapes, formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { singularValues } from "./jacobi.ts";
import { addScaled, asMatrices, checkFinite, newMatrix, onMatrices, rowsOf, type Matrix } from "./matrices.ts";

export interface CutOptions {
  /** Singular values up to this part of the greatest count as 0. Default: the greater length of the matrix times the spacing of its dtype's numbers at 1. */
  readonly rtol?: number;
}

export interface LeastSquares {
  /** Of all x that make |a x - b| least, the shortest. */
  readonly solution: Tensor;
  /** |a x - b|² for each column of b. */
  readonly residuals: Tensor;
  /** How many singular values count (int32). */
  readonly rank: Tensor;
  /** Of a, descending. */
  readonly singularValues: Tensor;
}

/** The x that comes nearest to a x = b, for [..., m, n] and [..., m, k], or a single vector [m]. The leading axes broadcast. Throws `ShapeError`, and `ComputationError` for elements that are not finite. */
export function lstsq(a: TensorLike, b: TensorLike, { rtol }: CutOptions = {}): LeastSquares {
  const [left, right] = [asMatrices("lstsq", a), asTensor(b)];
  return scope(() => {
    const vector = right.ndim === 1;
    const columns = asMatrices("lstsq", vector ? expandDims(right, 1) : right);
    const [m, n, k] = [left.shape.at(-2)!, left.shape.at(-1)!, columns.shape.at(-1)!];
    if (columns.shape.at(-2) !== m) throw new ShapeError("lstsq", `lengths differ: ${formatShape(left.shape)} and ${formatShape(right.shape)}`);
    const leading = broadcastShapes("lstsq", left.shape.slice(0, -2), columns.shape.slice(0, -2));
    const dtype = promote(left.dtype, columns.dtype);
    const sides = [left, columns].map((x) => broadcastTo(astype(x, dtype), [...leading, ...x.shape.slice(-2)]));
    const results = [{ shape: [n, k] }, { shape: [k] }, { shape: [], dtype: "int32" as const }, { shape: [Math.min(m, n)] }];
    const [x, residuals, rank, values] = onMatrices("lstsq", sides, results, (matrix, side) => {
      checkFinite("lstsq", matrix);
      const { inverse, count, s } = pseudoInverse(matrix, rtol ?? spacing(dtype) * Math.max(m, n));
      const solution = multiply(inverse, side);
      return [solution.data, squaredDistances(multiply(matrix, solution), side), Float64Array.of(count), s];
    }) as [Tensor, Tensor, Tensor, Tensor];
    return vector ? { solution: squeeze(x, -1), residuals: squeeze(residuals, -1), rank, singularValues: values } : { solution: x, residuals, rank, singularValues: values };
  });
}

/** The pseudoinverse of Moore and Penrose. Throws `ShapeError`, and `ComputationError` for elements that are not finite. */
export function pinv(x: TensorLike, { rtol }: CutOptions = {}): Tensor {
  const source = asMatrices("pinv", x);
  const [m, n] = source.shape.slice(-2) as [number, number];
  return onMatrices("pinv", [source], [{ shape: [n, m] }], (matrix) => {
    checkFinite("pinv", matrix);
    return [pseudoInverse(matrix, rtol ?? spacing(source.dtype) * Math.max(m, n)).inverse.data];
  })[0]!;
}

const spacing = (dtype: Dtype): number => ({ float64: 2 ** -52, float32: 2 ** -23, float16: 2 ** -10, bfloat16: 2 ** -7 })[dtype as "float32"];

/** V diag(1 / s) Uᵀ, without the singular values that count as 0. */
function pseudoInverse(matrix: Matrix, rtol: number): { inverse: Matrix; count: number; s: Float64Array } {
  const { u, s, vh } = singularValues(matrix);
  const count = s.filter((value) => value > rtol * s[0]!).length;
  const inverse = newMatrix(matrix.columns, matrix.rows);
  const [left, right] = [rowsOf(u), rowsOf(vh)];
  rowsOf(inverse).forEach((row, j) => {
    for (let i = 0; i < count; i++) addScaled(row, right[i]![j]! / s[i]!, left[i]!);
  });
  return { inverse, count, s };
}

function multiply(a: Matrix, b: Matrix): Matrix {
  const result = newMatrix(a.rows, b.columns);
  const factors = rowsOf(b);
  const rows = rowsOf(a);
  rowsOf(result).forEach((row, i) => factors.forEach((other, k) => addScaled(row, rows[i]![k]!, other)));
  return result;
}

function squaredDistances(a: Matrix, b: Matrix): Float64Array {
  const sums = new Float64Array(a.columns);
  a.data.forEach((x, i) => void (sums[i % a.columns]! += (x - b.data[i]!) ** 2));
  return sums;
}
