/** Singular values by one-sided Jacobi rotations, which find the small ones as exactly as the great: Demmel and Veselić (1992). */
import { qrDecompose } from "./householder.ts";
import { addScaled, dotProduct, identity, newMatrix, rowsOf, transposed, type Matrix } from "./matrices.ts";

interface Factors {
  /** The left singular vectors as rows. Those of a singular value of 0 may be 0, until `completed`; of the right ones too. */
  readonly u: Matrix;
  readonly s: Float64Array;
  readonly vh: Matrix;
}

/** Descending. */
export function singularValues(a: Matrix): Factors {
  if (a.rows < a.columns) {
    const { u, s, vh } = singularValues(transposed(a));
    return { u: vh, s, vh: u };
  }
  const { q, r } = qrDecompose(a, a.columns); // rotations of the smaller R take fewer steps
  const columns = transposed(r);
  const v = identity(a.columns);
  orthogonalize(rowsOf(columns), rowsOf(v));
  return sorted(rowsOf(q), rowsOf(columns), rowsOf(v));
}

/** Rotates pairs of columns until all are at right angles, and does the same to `v`. Each sweep about squares what is left. */
function orthogonalize(columns: Float64Array[], v: Float64Array[]): void {
  for (let turned = true, sweep = 0; turned && sweep < 60; sweep++) {
    turned = false;
    for (let i = 0; i < columns.length - 1; i++) {
      for (let j = i + 1; j < columns.length; j++) {
        const [x, y] = [columns[i]!, columns[j]!];
        const [xx, yy, xy] = [dotProduct(x, x), dotProduct(y, y), dotProduct(x, y)];
        if (Math.abs(xy) <= Number.EPSILON * Math.sqrt(xx * yy)) continue;
        turned = true;
        const zeta = (yy - xx) / (2 * xy);
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, tangent);
        rotate(x, y, cosine, cosine * tangent);
        rotate(v[i]!, v[j]!, cosine, cosine * tangent);
      }
    }
  }
}

/** x becomes c x - s y, and y becomes s x + c y. */
export function rotate(x: Float64Array, y: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i]!, y[i]!];
    x[i] = cosine * a - sine * b;
    y[i] = sine * a + cosine * b;
  }
}

/** The lengths of the columns are the singular values; their directions, times Q, the left vectors. */
function sorted(q: Float64Array[], columns: Float64Array[], v: Float64Array[]): Factors {
  const lengths = columns.map((column) => Math.sqrt(dotProduct(column, column)));
  const order = [...lengths.keys()].toSorted((i, j) => lengths[j]! - lengths[i]!);
  const u = newMatrix(order.length, q.length);
  const vh = newMatrix(order.length, order.length);
  order.forEach((from, to) => {
    const scale = lengths[from]! > 0 ? 1 / lengths[from]! : 0;
    q.forEach((row, i) => void (u.data[to * q.length + i] = scale * dotProduct(row, columns[from]!)));
    vh.data.set(v[from]!, to * order.length);
  });
  return { u, s: Float64Array.from(order, (from) => lengths[from]!), vh };
}

/** Orthonormal rows, `count` of them: those given, with new ones in place of zeros and at the end. */
export function completed(given: Matrix, count: number): Matrix {
  const result = newMatrix(count, given.columns);
  result.data.set(given.data.subarray(0, result.data.length));
  const rows = rowsOf(result);
  for (const row of rows) if (dotProduct(row, row) < 0.5) fillOrthogonal(row, rows);
  return result;
}

/** Makes of the unit vector that the other rows reach least a row at right angles to them; twice, because once leaves rounding errors. */
function fillOrthogonal(row: Float64Array, rows: readonly Float64Array[]): void {
  const reach = row.map((_, i) => rows.reduce((sum, other) => sum + other[i]! ** 2, 0));
  row[reach.indexOf(Math.min(...reach))] = 1;
  for (let pass = 0; pass < 2; pass++) for (const other of rows) if (other !== row) addScaled(row, -dotProduct(row, other), other);
  const length = Math.sqrt(dotProduct(row, row));
  for (let i = 0; i < row.length; i++) row[i]! /= length;
}
