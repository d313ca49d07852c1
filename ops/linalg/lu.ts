/** LU decomposition with partial pivoting, and what follows from it. */
import { newMatrix, rowsOf, addScaled, type Matrix } from "./matrices.ts";

export interface Lu {
  /** L below the diagonal, whose own diagonal is ones; U on and above it. Its rows are those of the matrix in the order `order`. */
  readonly rows: readonly Float64Array[];
  readonly order: readonly number[];
  /** 1 or -1: that of the order. */
  readonly sign: number;
  /** The first column with nothing to divide by; undefined for an invertible matrix. */
  readonly singular: number | undefined;
}

/** Changes the matrix. */
export function decompose(matrix: Matrix): Lu {
  const rows = rowsOf(matrix);
  const order = [...rows.keys()];
  let sign = 1;
  let singular: number | undefined;
  for (let k = 0; k < rows.length; k++) {
    const pivot = greatestFrom(rows, k);
    if (rows[pivot]![k] === 0) {
      singular ??= k;
      continue;
    }
    if (pivot !== k) {
      [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
      [order[k], order[pivot]] = [order[pivot]!, order[k]!];
      sign = -sign;
    }
    const source = rows[k]!.subarray(k + 1);
    for (let i = k + 1; i < rows.length; i++) {
      const factor = (rows[i]![k]! /= rows[k]![k]!);
      if (factor !== 0) addScaled(rows[i]!.subarray(k + 1), -factor, source);
    }
  }
  return { rows, order, sign, singular };
}

/** The row from k on with the greatest element in column k. */
function greatestFrom(rows: readonly Float64Array[], k: number): number {
  let best = k;
  for (let i = k + 1; i < rows.length; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[best]![k]!)) best = i;
  return best;
}

/** The X with A X = B: forward through L, back through U. */
export function solveWith({ rows, order }: Lu, b: Matrix): Float64Array {
  const right = rowsOf(b);
  const result = newMatrix(b.rows, b.columns);
  const x = rowsOf(result);
  for (let i = 0; i < x.length; i++) {
    x[i]!.set(right[order[i]!]!);
    for (let k = 0; k < i; k++) addScaled(x[i]!, -rows[i]![k]!, x[k]!);
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) addScaled(x[i]!, -rows[i]![k]!, x[k]!);
    for (let j = 0; j < b.columns; j++) x[i]![j]! /= rows[i]![i]!;
  }
  return result.data;
}

/** The sign of the determinant and the logarithm of its magnitude. */
export function signAndLog({ rows, sign }: Lu): [sign: number, log: number] {
  return rows.reduce<[number, number]>(([product, sum], row, i) => [product * Math.sign(row[i]!), sum + Math.log(Math.abs(row[i]!))], [sign, 0]);
}
