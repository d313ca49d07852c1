/** Least squares of many rows and few columns: the triangle R of A = Q R block by block, and solutions without Q. */
import { reflect, reflector } from "../linalg/householder.ts";
import { singularValues } from "../linalg/jacobi.ts";
import { newMatrix, type Matrix } from "../linalg/matrices.ts";
import { highHalf, productError } from "./exact-products.ts";
import { solveLower, solveUpper } from "./triangular.ts";

/** Rows that are reduced at a time: few columns of so many lie in the nearest cache, and of many columns the triangle is not most of the work. */
const blockRowsOf = (width: number): number => Math.max(256, 2 * width);

/** R [columns, columns]: block after block is reduced together with the triangle of those before it. */
export function triangleOf({ rows, columns: width, data }: Matrix): Matrix {
  const blockRows = blockRowsOf(width);
  const columns = Array.from({ length: width }, () => new Float64Array(width + blockRows)); // the triangle, then a block
  for (let first = 0; first < rows; first += blockRows) {
    const count = Math.min(blockRows, rows - first);
    columns.forEach((column, j) => {
      for (let i = 0, at = first * width + j; i < count; i++, at += width) column[width + i] = data[at]!;
      column.fill(0, width + count);
    });
    reduce(columns);
  }
  const triangle = newMatrix(width, width);
  columns.forEach((column, j) => column.subarray(0, j + 1).forEach((value, i) => void (triangle.data[i * width + j] = value)));
  return triangle;
}

function reduce(columns: readonly Float64Array[]): void {
  columns.forEach((column, k) => {
    const v = column.subarray(k);
    const { tau, first } = reflector(v);
    if (tau !== 0) for (const other of columns.slice(k + 1)) reflect(v, tau, other.subarray(k));
    v.fill(0);
    v[0] = first;
  });
}

/** The squared condition number, times the rounding error, is what a refinement leaves of an error. */
const steepest = 1e6;

/** Whether the solution of the normal equations with this triangle can be refined. */
export function isGentle(r: Matrix): boolean {
  const { s } = singularValues(r);
  return s[0]! <= steepest * s.at(-1)!;
}

const mostRefinements = 6;

/**
 * x from RᵀR x = Aᵀ b, and corrected by Aᵀ (b - A x), which is calculated in twice the precision: Björck, "Stability analysis of the method of seminormal
 * equations" (1987).
 */
export function refinedByNormal(a: Matrix, b: Float64Array, triangle: readonly Float64Array[], order: readonly number[]): { x: Float64Array; residuals: Float64Array } {
  const solve = (slope: Float64Array): Float64Array => {
    const step = new Float64Array(order.length);
    solveUpper(triangle, solveLower(triangle, Float64Array.from(order, (j) => slope[j]!))).forEach((value, k) => void (step[order[k]!] = value));
    return step;
  };
  const residuals = new Float64Array(a.rows);
  let x = solve(slopeOf(a, b));
  let before = Math.hypot(...x);
  for (let pass = 0; pass < mostRefinements; pass++) {
    const step = solve(slopeAt(a, b, x, residuals));
    const length = Math.hypot(...step);
    if (!(length < before / 2)) break; // it does not get better
    x = x.map((value, j) => value + step[j]!);
    takeOff(residuals, a, step);
    if (length * (length / before) <= (Number.EPSILON / 4) * Math.hypot(...x)) break; // the next step would be rounding
    before = length;
  }
  return { x, residuals };
}

/** Aᵀ b. */
function slopeOf({ columns, data }: Matrix, b: Float64Array): Float64Array {
  const slope = new Float64Array(columns);
  for (let i = 0, at = 0; i < b.length; i++) for (let j = 0; j < columns; j++, at++) slope[j]! += data[at]! * b[i]!;
  return slope;
}

/** residuals - A step. */
function takeOff(residuals: Float64Array, { columns, data }: Matrix, step: Float64Array): void {
  for (let i = 0, at = 0; i < residuals.length; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++, at++) sum += data[at]! * step[j]!;
    residuals[i]! -= sum;
  }
}

/** Aᵀ (b - A x), every sum in twice the precision (Ogita, Rump and Oishi, 2005; Dekker's products, 1971), and b - A x. */
function slopeAt({ columns, data }: Matrix, b: Float64Array, x: Float64Array, residuals: Float64Array): Float64Array {
  const slope = new Float64Array(columns);
  const low = new Float64Array(columns);
  const highs = x.map(highHalf);
  const elements = new Float64Array(columns); // the high halves of a row
  for (let i = 0, at = 0; i < b.length; i++, at += columns) {
    let sum = b[i]!;
    let rest = 0;
    for (let j = 0; j < columns; j++) {
      const element = data[at + j]!;
      const factor = x[j]!;
      const high = highHalf(element);
      elements[j] = high;
      const product = element * factor;
      const next = sum - product;
      const part = next - sum;
      rest += sum - (next - part) - (product + part) - productError(element, high, factor, highs[j]!, product);
      sum = next;
    }
    residuals[i] = sum + rest;
    const highSum = highHalf(sum);
    for (let j = 0; j < columns; j++) {
      const element = data[at + j]!;
      const before = slope[j]!;
      const product = element * sum;
      const next = before + product;
      const part = next - before;
      low[j]! += before - (next - part) + (product - part) + productError(element, elements[j]!, sum, highSum, product) + element * rest;
      slope[j] = next;
    }
  }
  return slope.map((sum, j) => sum + low[j]!);
}
