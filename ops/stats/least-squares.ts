/**
 * Least squares by Householder's QR with pivots, its columns scaled by powers of two, and refined: residuals are calculated in twice the precision and their own
 * least squares taken off, as Björck, "Iterative refinement of linear least squares solutions" (1967), which gives nearly all digits that the data determine.
 */
import { singularValues } from "../linalg/jacobi.ts";
import { qrDecompose } from "../linalg/householder.ts";
import { addScaled, dotProduct, newMatrix, rowsOf, transposed, type Matrix } from "../linalg/matrices.ts";

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

/** x for which A x is nearest to b. A has more rows than columns, and all is finite. */
export function leastSquares(a: Matrix, b: Float64Array): Solution | Dependence {
  const scales = columnScales(a);
  const empty = scales.indexOf(0);
  if (empty >= 0) return { dependent: [empty] };
  const scaled: Matrix = { ...a, data: a.data.map((element, i) => element / scales[i % a.columns]!) };
  const { q, r, order } = qrDecompose(scaled, a.columns, true);
  const triangle = rowsOf(r);
  const rank = triangle.findIndex((row, i) => Math.abs(row[i]!) <= Number.EPSILON * a.rows * Math.abs(triangle[0]![0]!));
  if (rank >= 0) return { dependent: dependents(triangle, rank, order) };
  const { x, residuals } = refined(scaled, b, rowsOf(transposed(q)), triangle, order);
  const [coefficients, variances] = [x.map((value, j) => value / scales[j]!), inverseSquares(triangle, order).map((value, j) => value / scales[j]! ** 2)];
  return { coefficients, residuals, variances, condition: conditionOf(r, order, scales) };
}

/** The power of two at or below the length of each column; 0 for one of zeros. */
function columnScales(a: Matrix): Float64Array {
  const greatest = new Float64Array(a.columns);
  a.data.forEach((element, i) => void (greatest[i % a.columns] = Math.max(greatest[i % a.columns]!, Math.abs(element))));
  return greatest.map((value) => (value === 0 ? 0 : 2 ** Math.floor(Math.log2(value))));
}

/** The column that comes next among the pivots is a combination of those before it: which take part. */
function dependents(triangle: readonly Float64Array[], rank: number, order: readonly number[]): number[] {
  const column = Float64Array.from({ length: rank }, (_, i) => triangle[i]![rank]!);
  const parts = solveUpper(triangle, column);
  const taking = order.slice(0, rank).filter((_, i) => Math.abs(parts[i]!) > 1e-8);
  return [...taking, order[rank]!].toSorted((i, j) => i - j);
}

const mostRefinements = 6;

function refined(a: Matrix, b: Float64Array, q: readonly Float64Array[], triangle: readonly Float64Array[], order: readonly number[]): { x: Float64Array; residuals: Float64Array } {
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

/** start - less - Σ a[first + i step] x[i], as if in twice the precision: Ogita, Rump and Oishi (2005). */
function exactDifference(start: number, less: number, a: Float64Array, first: number, step: number, x: Float64Array): number {
  let sum = start - less;
  const gone = sum - start;
  let low = start - (sum - gone) + (-less - gone);
  for (let i = 0, at = first; i < x.length; i++, at += step) {
    const [left, right] = [a[at]!, x[i]!];
    const product = left * right;
    const next = sum - product;
    const part = next - sum;
    low += sum - (next - part) + (-product - part) - productError(left, right, product);
    sum = next;
  }
  return sum + low;
}

/** What rounding took from a product: Dekker (1971). */
function productError(a: number, b: number, product: number): number {
  const [wideA, wideB] = [134217729 * a, 134217729 * b]; // 2^27 + 1 halves the digits
  const highA = wideA - (wideA - a);
  const highB = wideB - (wideB - b);
  const [lowA, lowB] = [a - highA, b - highB];
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

/** R x = y. */
function solveUpper(r: readonly Float64Array[], y: Float64Array): Float64Array {
  const x = y.slice();
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = i + 1; j < x.length; j++) x[i]! -= r[i]![j]! * x[j]!;
    x[i]! /= r[i]![i]!;
  }
  return x;
}

/** Rᵀ x = y. */
function solveLower(r: readonly Float64Array[], y: Float64Array): Float64Array {
  const x = y.slice();
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) x[i]! -= r[j]![i]! * x[j]!;
    x[i]! /= r[i]![i]!;
  }
  return x;
}

/** The diagonal of (RᵀR)⁻¹: the squared lengths of the rows of R⁻¹. */
function inverseSquares(r: readonly Float64Array[], order: readonly number[]): Float64Array {
  const squares = new Float64Array(order.length);
  order.forEach((_, k) => {
    const unit = new Float64Array(order.length);
    unit[k] = 1;
    solveUpper(r, unit).forEach((value, i) => void (squares[order[i]!]! += value * value));
  });
  return squares;
}

function conditionOf(r: Matrix, order: readonly number[], scales: Float64Array): number {
  const own = newMatrix(r.rows, r.columns);
  own.data.set(r.data.map((element, i) => element * scales[order[i % r.columns]!]!));
  const { s } = singularValues(own);
  return s[0]! / s.at(-1)!;
}
