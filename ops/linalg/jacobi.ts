/** Singular values by one-sided Jacobi rotations, which find the small ones as exactly as the great: Demmel and Veselić (1992). */
import { ComputationError } from "../errors.ts";
import { qrDecompose } from "./householder.ts";
import { addScaled, dotProduct, identity, newMatrix, normalized, rowsOf, scale, transposed, type Matrix } from "./matrices.ts";

interface Factors {
  /** The left singular vectors as rows. */
  readonly u: Matrix;
  readonly s: Float64Array;
  /** The right singular vectors as rows. Those of a singular value of 0 are 0 on one of the sides, until `completed`. */
  readonly vh: Matrix;
}

/** Descending. */
export function singularValues(a: Matrix): Factors {
  if (a.rows < a.columns) {
    const { u, s, vh } = singularValues(transposed(a));
    return { u: vh, s, vh: u };
  }
  const { scaled, power } = normalized(a);
  // Of A P = Q R the rows of R are turned: they are nearly at right angles already, which saves half of the sweeps (Drmač and Veselić, 2008).
  const { q, r, order } = qrDecompose(scaled, a.columns, true);
  const turns = identity(a.columns);
  orthogonalize(rowsOf(r), rowsOf(turns));
  const factors = sorted(rowsOf(q), rowsOf(r), rowsOf(turns), order);
  scale(factors.s, power);
  return factors;
}

/** Rotates pairs of rows until all are at right angles, and does the same to `turns`. Each sweep about squares what is left. */
function orthogonalize(rows: Float64Array[], turns: Float64Array[]): void {
  const tolerance = Number.EPSILON * Math.sqrt(rows.length); // the rounding error of a product
  for (let turned = true, sweep = 0; turned; sweep++) {
    if (sweep === 60) throw new ComputationError("svd", `rotations did not converge: ${sweep} sweeps over ${rows.length} rows`);
    turned = false;
    const squares = rows.map((row) => dotProduct(row, row)); // kept up to date by the tangents during a sweep
    for (let i = 0; i < rows.length - 1; i++) {
      for (let j = i + 1; j < rows.length; j++) {
        const [xx, yy, xy] = [squares[i]!, squares[j]!, dotProduct(rows[i]!, rows[j]!)];
        if (Math.abs(xy) <= tolerance * Math.sqrt(xx * yy)) continue;
        turned = true;
        const zeta = (yy - xx) / (2 * xy);
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, tangent);
        rotate(rows[i]!, rows[j]!, cosine, cosine * tangent);
        rotate(turns[i]!, turns[j]!, cosine, cosine * tangent);
        [squares[i], squares[j]] = [Math.max(xx - tangent * xy, 0), yy + tangent * xy];
      }
    }
  }
}

/** x becomes c x - s y, and y becomes s x + c y. Without arrays to take apart, which made the whole decomposition twice as slow. */
export function rotate(x: Float64Array, y: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < x.length; i++) {
    const a = x[i]!;
    const b = y[i]!;
    x[i] = cosine * a - sine * b;
    y[i] = sine * a + cosine * b;
  }
}

/** The lengths of the turned rows are the singular values; their directions, with the columns in their places again, the right vectors; Q times the turns the left ones. */
function sorted(q: Float64Array[], turned: Float64Array[], turns: Float64Array[], columns: readonly number[]): Factors {
  const lengths = turned.map((row) => Math.sqrt(dotProduct(row, row)));
  const order = [...lengths.keys()].toSorted((i, j) => lengths[j]! - lengths[i]!);
  const [u, vh] = [newMatrix(order.length, q.length), newMatrix(order.length, order.length)];
  order.forEach((from, to) => {
    q.forEach((row, i) => void (u.data[to * q.length + i] = dotProduct(row, turns[from]!)));
    if (lengths[from] === 0) return;
    columns.forEach((place, j) => void (vh.data[to * order.length + place] = turned[from]![j]! / lengths[from]!));
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
