/** Householder reflections H = I - τ v vᵀ, with the signs of LAPACK's `dlarfg`. */
import { addScaled, dotProduct, newMatrix, rowsOf, transposed, type Matrix } from "./matrices.ts";

/** Turns x into v and yields τ and what H makes of the first element; the others become 0. Where they are 0 already, H = I. */
export function reflector(x: Float64Array): { tau: number; first: number } {
  const first = x[0]!;
  const rest = Math.sqrt(dotProduct(x.subarray(1), x.subarray(1)));
  if (rest === 0) return { tau: 0, first };
  const length = Math.hypot(first, rest);
  const beta = first < 0 || Object.is(first, -0) ? length : -length;
  const scale = 1 / (first - beta);
  for (let i = 1; i < x.length; i++) x[i]! *= scale;
  x[0] = 1;
  return { tau: (beta - first) / beta, first: beta };
}

/** x - τ v (v · x). */
export function reflect(v: Float64Array, tau: number, x: Float64Array): void {
  addScaled(x, -tau * dotProduct(v, x), v);
}

/** Q with `width` columns, and R with as many rows, for A = Q R. */
export function qrDecompose(a: Matrix, width: number): { q: Matrix; r: Matrix } {
  const columns = rowsOf(transposed(a)); // reflections work on columns, which lie one after the other here
  const steps = Math.min(a.rows, a.columns);
  const r = newMatrix(width, a.columns);
  const reflections = Array.from({ length: steps }, (_, k) => {
    const v = columns[k]!.slice(k);
    const { tau, first } = reflector(v);
    r.data[k * a.columns + k] = first;
    for (let j = k + 1; j < a.columns; j++) {
      if (tau !== 0) reflect(v, tau, columns[j]!.subarray(k));
      r.data[k * a.columns + j] = columns[j]![k]!;
    }
    return { v, tau };
  });
  const q = newMatrix(width, a.rows);
  rowsOf(q).forEach((column, j) => {
    column[j] = 1;
    for (let k = steps - 1; k >= 0; k--) if (reflections[k]!.tau !== 0) reflect(reflections[k]!.v, reflections[k]!.tau, column.subarray(k));
  });
  return { q: transposed(q), r };
}
