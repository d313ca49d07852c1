/** Systems of linear equations, inverses and determinants. Matrices are the last two axes; computed in float64, returned in the dtype of the matrices. */
import { promote } from "../dtype.ts";
import { ComputationError, ShapeError, ValidationError } from "../errors.ts";
import { astype, broadcastTo, expandDims, reshape, squeeze } from "../math/manipulation.ts";
import { matmul } from "../math/matmul.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { broadcastShapes, formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { decompose, signAndLog, solveWith, type Lu } from "./lu.ts";
import { asMatrices, asSquares, identity, onMatrices, type Matrix } from "./matrices.ts";

/**
 * The x with a x = b, for [..., n, n] and [..., n, k], or a single vector [n] for all. The leading axes broadcast. Throws `ShapeError`, and
 * `ComputationError` when a matrix is singular.
 */
export function solve(a: TensorLike, b: TensorLike): Tensor {
  const [squares, right] = [asSquares("solve", a), asTensor(b)];
  return scope(() => {
    const vector = right.ndim === 1;
    const columns = asMatrices("solve", vector ? expandDims(right, 1) : right);
    if (columns.shape.at(-2) !== squares.shape.at(-1)) throw new ShapeError("solve", `lengths differ: ${formatShape(squares.shape)} and ${formatShape(right.shape)}`);
    const leading = broadcastShapes("solve", squares.shape.slice(0, -2), columns.shape.slice(0, -2));
    const dtype = promote(squares.dtype, columns.dtype);
    const [left, sides] = [squares, columns].map((x) => broadcastTo(astype(x, dtype), [...leading, ...x.shape.slice(-2)])) as [Tensor, Tensor];
    const [x] = onMatrices("solve", [left, sides], [{ shape: columns.shape.slice(-2) }], (matrix, side) => [solveWith(invertible("solve", matrix), side)]) as [Tensor];
    return vector ? squeeze(x, -1) : x;
  });
}

/** The inverse. Throws `ShapeError`, and `ComputationError` when a matrix is singular. */
export function inv(x: TensorLike): Tensor {
  const source = asSquares("inv", x);
  return onMatrices("inv", [source], [{ shape: source.shape.slice(-2) }], (matrix) => [solveWith(invertible("inv", matrix), identity(matrix.rows))])[0]!;
}

function invertible(op: string, matrix: Matrix): Lu {
  const lu = decompose(matrix);
  if (lu.singular === undefined) return lu;
  throw new ComputationError(op, `matrix is singular: column ${lu.singular} depends on those before it`, "lstsq and pinv find the nearest answer");
}

/** The determinant. Throws `ShapeError`. */
export function det(x: TensorLike): Tensor {
  const source = asSquares("det", x);
  return onMatrices("det", [source], [{ shape: [] }], (matrix) => {
    const { rows, sign } = decompose(matrix);
    return [Float64Array.of(rows.reduce((product, row, i) => product * row[i]!, sign))];
  })[0]!;
}

/** The sign of the determinant (0 when a matrix is singular) and the logarithm of its magnitude, which a great matrix would overflow. Throws `ShapeError`. */
export function slogdet(x: TensorLike): { sign: Tensor; logabsdet: Tensor } {
  const source = asSquares("slogdet", x);
  const [sign, logabsdet] = onMatrices("slogdet", [source], [{ shape: [] }, { shape: [] }], (matrix) => signAndLog(decompose(matrix)).map((part) => Float64Array.of(part)));
  return { sign: sign!, logabsdet: logabsdet! };
}

/** The matrix times itself `n` times; for a negative `n` its inverse. Throws `ShapeError`, `ValidationError` unless `n` is whole, `ComputationError` when a matrix has no inverse. */
export function matrixPower(x: TensorLike, n: number): Tensor {
  if (!Number.isInteger(n)) throw new ValidationError("matrixPower", `invalid power: ${n}`);
  const source = asTensor(x);
  asSquares("matrixPower", source);
  return scope(() => {
    let square = n < 0 ? inv(source) : reshape(source, source.shape);
    let product: Tensor | undefined;
    for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) product = product === undefined ? square : matmul(product, square);
      if (rest > 1) square = matmul(square, square);
    }
    return product ?? onMatrices("matrixPower", [asMatrices("matrixPower", source)], [{ shape: source.shape.slice(-2), dtype: source.dtype }], (matrix) => [identity(matrix.rows).data])[0]!;
  });
}
