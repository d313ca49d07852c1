/**
 * Least squares by Householder's QR with pivots, its columns scaled by powers of two, and refined: residuals are calculated in twice the precision and their own
 * least squares taken off, as Björck, "Iterative refinement of linear least squares solutions" (1967), which gives nearly all digits that the data determine. Many rows
 * are reduced and refined without Q: `tall-least-squares.ts`.
 */
import { singularValues } from "../linalg/jacobi.ts";
import { qrDecompose, type Qr } from "../linalg/householder.ts";
import { addScaled, dotProduct, newMatrix, rowsOf, transposed, type Matrix } from "../linalg/matrices.ts";
import { exactDifference } from "./exact-products.ts";
import { isGentle, refinedByNormal, triangleOf } from "./tall-least-squares.ts";
import { inverseSquares, solveLower, solveUpper } from "./triangular.ts";

export interface Solution {
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
  /** The diagonal of (AᵀA)⁻¹: variances of the coefficients for a residual variance of 1. */
  readonly variances: Float64Array;
  /** The greatest singular value of A over the least. */
  readonly condition: number;
}

/** Columns, at least two, that are a combination of each other, up to rounding; or one of zeros. */
interface Dependence {
  readonly dependent: readonly number[];
}

/** From so many rows on, A is reduced to its triangle block by block. */
const tallFrom = 4096;

/** x for which A x is nearest to b. A has more rows than columns, and all is finite; its columns are scaled in place. */
export function leastSquares(a: Matrix, b: Float64Array): Solution | Dependence {
  const scales = columnScales(a);
  const empty = scales.indexOf(0);
  if (empty >= 0) return { dependent: [empty] };
  divideColumns(a, scales);
  const isTall = a.rows >= tallFrom;
  const { q, r, order } = qrDecompose(isTall ? triangleOf(a) : a, a.columns, true);
  const triangle = rowsOf(r);
  const rank = triangle.findIndex((row, i) => Math.abs(row[i]!) <= Number.EPSILON * a.rows * Math.abs(triangle[0]![0]!));
  if (rank >= 0) return { dependent: dependents(triangle, rank, order) };
  const { x, residuals } = isTall && isGentle(r) ? refinedByNormal(a, b, triangle, order) : refined(a, b, isTall ? qrDecompose(a, a.columns, true) : { q, r, order });
  const [coefficients, variances] = [x.map((value, j) => value / scales[j]!), inverseSquares(triangle, order).map((value, j) => value / scales[j]! ** 2)];
  return { coefficients, residuals, variances, condition: conditionOf(r, order, scales) };
}

/** The power of two at or below the length of each column; 0 for one of zeros. */
function columnScales(a: Matrix): Float64Array {
  const greatest = new Float64Array(a.columns);
  for (let at = 0; at < a.data.length; ) for (let j = 0; j < a.columns; j++, at++) greatest[j] = Math.max(greatest[j]!, Math.abs(a.data[at]!));
  return greatest.map((value) => (value === 0 ? 0 : 2 ** Math.floor(Math.log2(value))));
}

function divideColumns({ data, columns }: Matrix, scales: Float64Array): void {
  for (let at = 0; at < data.length; ) for (let j = 0; j < columns; j++, at++) data[at]! /= scales[j]!;
}

/** The column that comes next among the pivots is a combination of those before it: which take part. */
function dependents(triangle: readonly Float64Array[], rank: number, order: readonly number[]): number[] {
  const column = Float64Array.from({ length: rank }, (_, i) => triangle[i]![rank]!);
  const parts = solveUpper(triangle, column);
  const taking = order.slice(0, rank).filter((_, i) => Math.abs(parts[i]!) > 1e-8);
  return [...taking, order[rank]!].toSorted((i, j) => i - j);
}

const mostRefinements = 6;

function refined(a: Matrix, b: Float64Array, factors: Qr): { x: Float64Array; residuals: Float64Array } {
  const [q, triangle, order] = [rowsOf(transposed(factors.q)), rowsOf(factors.r), factors.order];
  const x = new Float64Array(a.columns);
  const residuals = new Float64Array(a.rows);
  let before = Infinity;
  for (let pass = 0; pass <= mostRefinements; pass++) {
    const start = pass === 0; // r and x are 0
    const off = start ? b.slice() : b.map((value, i) => exactDifference(value, residuals[i]!, a.data, i * a.columns, 1, x)); // b - r - A x
    const slope = Float64Array.from(order, (j) => (start ? 0 : exactDifference(0, 0, a.data, j, a.columns, residuals))); // -Aᵀ r
    const lean = solveLower(triangle, slope);
    const along = Float64Array.from(q, (direction) => dotProduct(direction, off));
    const step = solveUpper(triangle, along.map((value, k) => value - lean[k]!));
    const length = Math.sqrt(dotProduct(step, step));
    if (!(length < before / 2)) break; // it does not get better
    before = length;
    order.forEach((j, k) => void (x[j]! += step[k]!));
    addScaled(residuals, 1, off);
    q.forEach((direction, k) => addScaled(residuals, lean[k]! - along[k]!, direction));
    if (length <= (Number.EPSILON / 4) * Math.sqrt(dotProduct(x, x))) break; // rounding is all that is left
  }
  return { x, residuals };
}

function conditionOf(r: Matrix, order: readonly number[], scales: Float64Array): number {
  const own = newMatrix(r.rows, r.columns);
  own.data.set(r.data.map((element, i) => element * scales[order[i % r.columns]!]!));
  const { s } = singularValues(own);
  return s[0]! / s.at(-1)!;
}
