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

export interface Qr {
  readonly q: Matrix;
  readonly r: Matrix;
  /** Which column of A each column of R belongs to. */
  readonly order: readonly number[];
}

/** Q with `width` columns, and R with as many rows, for A = Q R. With `pivots` the columns are taken in the order of what is left of their lengths, so that the diagonal of R descends. */
export function qrDecompose(a: Matrix, width: number, pivots = false): Qr {
  const columns = rowsOf(transposed(a)); // reflections work on columns, which lie one after the other here
  const order = [...columns.keys()];
  const reflections = Array.from({ length: Math.min(a.rows, a.columns) }, (_, k) => {
    if (pivots) bringLongest(columns, order, k);
    const v = columns[k]!.slice(k);
    const { tau, first } = reflector(v);
    columns[k]!.fill(0, k + 1);
    columns[k]![k] = first;
    if (tau !== 0) for (let j = k + 1; j < a.columns; j++) reflect(v, tau, columns[j]!.subarray(k));
    return { v, tau };
  });
  const r = newMatrix(width, a.columns);
  rowsOf(r).forEach((row, i) => columns.forEach((column, j) => void (row[j] = column[i]!)));
  const q = newMatrix(width, a.rows);
  rowsOf(q).forEach((column, j) => {
    column[j] = 1;
    for (const { v, tau } of reflections.toReversed()) if (tau !== 0) reflect(v, tau, column.subarray(a.rows - v.length));
  });
  return { q: transposed(q), r, order };
}

/** Puts the column that is longest from row k on into place k. */
function bringLongest(columns: Float64Array[], order: number[], k: number): void {
  const squares = columns.slice(k).map((column) => dotProduct(column.subarray(k), column.subarray(k)));
  const longest = k + squares.indexOf(Math.max(...squares));
  [columns[k], columns[longest]] = [columns[longest]!, columns[k]!];
  [order[k], order[longest]] = [order[longest]!, order[k]!];
}
