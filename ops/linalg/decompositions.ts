/** Matrices as products of simpler ones. Matrices are the last two axes; computed in float64, returned in the dtype of the matrices. Signs are LAPACK's. */
import { ComputationError, ValidationError } from "../errors.ts";
import type { TensorLike } from "../operand.ts";
import type { Tensor } from "../tensor.ts";
import { symmetricEigen } from "./eigen.ts";
import { qrDecompose } from "./householder.ts";
import { asMatrices, asSquares, checkFinite, dotProduct, newMatrix, normalized, onMatrices, rowsOf, scale, transposed } from "./matrices.ts";
import { completed, singularValues } from "./jacobi.ts";

/** The lower triangular L with x = L Lᵀ; of x only the lower triangle is looked at. Throws `ShapeError`, and `ComputationError` when a matrix is not positive definite. */
export function cholesky(x: TensorLike): Tensor {
  const source = asSquares("cholesky", x);
  return onMatrices("cholesky", [source], [{ shape: source.shape.slice(-2) }], (matrix) => {
    const from = rowsOf(matrix);
    const result = newMatrix(matrix.rows, matrix.rows);
    const to = rowsOf(result);
    for (let i = 0; i < to.length; i++) {
      for (let j = 0; j < i; j++) to[i]![j] = (from[i]![j]! - dotProduct(to[i]!.subarray(0, j), to[j]!.subarray(0, j))) / to[j]![j]!;
      const square = from[i]![i]! - dotProduct(to[i]!.subarray(0, i), to[i]!.subarray(0, i));
      if (!(square > 0)) throw new ComputationError("cholesky", `matrix is not positive definite: ${square} under the root in row ${i}`, "add a small multiple of the identity");
      to[i]![i] = Math.sqrt(square);
    }
    return [result.data];
  })[0]!;
}

export interface QrOptions {
  /** "reduced" (default): of [m, n] as many columns of Q as the lesser of m and n. "complete": m. */
  readonly mode?: "reduced" | "complete";
}

/** Orthonormal columns Q and an upper triangle R with x = Q R. Throws `ShapeError`, `ValidationError`. */
export function qr(x: TensorLike, { mode = "reduced" }: QrOptions = {}): { q: Tensor; r: Tensor } {
  if (mode !== "reduced" && mode !== "complete") throw new ValidationError("qr", `unknown mode: ${String(mode)}`, "one of reduced, complete");
  const source = asMatrices("qr", x);
  const [rows, columns] = source.shape.slice(-2) as [number, number];
  const width = mode === "reduced" ? Math.min(rows, columns) : rows;
  const [q, r] = onMatrices("qr", [source], [{ shape: [rows, width] }, { shape: [width, columns] }], (matrix) => {
    const { scaled, power } = normalized(matrix);
    const factors = qrDecompose(scaled, width);
    scale(factors.r.data, power);
    return [factors.q.data, factors.r.data];
  });
  return { q: q!, r: r! };
}

/** The eigenvalues of a symmetric matrix, ascending, and its orthonormal eigenvectors as columns; only the lower triangle is looked at. Throws `ShapeError`, and `ComputationError` for elements that are not finite. */
export function eigh(x: TensorLike): { eigenvalues: Tensor; eigenvectors: Tensor } {
  const source = asSquares("eigh", x);
  const size = source.shape.at(-1)!;
  const [eigenvalues, eigenvectors] = onMatrices("eigh", [source], [{ shape: [size] }, { shape: [size, size] }], (matrix) => {
    checkFinite("eigh", matrix);
    const { values, vectors } = symmetricEigen(matrix);
    return [values, transposed(vectors).data];
  });
  return { eigenvalues: eigenvalues!, eigenvectors: eigenvectors! };
}

export interface SvdOptions {
  /** Whether U and Vᵀ are square, or only as wide as there are singular values. Default: true. */
  readonly fullMatrices?: boolean;
}

/** Orthonormal columns U, singular values s (descending) and orthonormal rows Vᵀ with x = U diag(s) Vᵀ. Throws `ShapeError`, and `ComputationError` for elements that are not finite. */
export function svd(x: TensorLike, { fullMatrices = true }: SvdOptions = {}): { u: Tensor; s: Tensor; vh: Tensor } {
  const source = asMatrices("svd", x);
  const [rows, columns] = source.shape.slice(-2) as [number, number];
  const count = Math.min(rows, columns);
  const [height, width] = fullMatrices ? [rows, columns] : [count, count];
  const [u, s, vh] = onMatrices("svd", [source], [{ shape: [rows, height] }, { shape: [count] }, { shape: [width, columns] }], (matrix) => {
    checkFinite("svd", matrix);
    const factors = singularValues(matrix);
    return [transposed(completed(factors.u, height)).data, factors.s, completed(factors.vh, width).data];
  });
  return { u: u!, s: s!, vh: vh! };
}
