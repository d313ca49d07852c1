/** Eigenvalues of symmetric matrices: Householder's reduction to three diagonals, then QL steps with implicit shifts (Golub and Van Loan, "Matrix computations", 8.3). */
import { ComputationError } from "../errors.ts";
import { reflect, reflector } from "./householder.ts";
import { rotate } from "./jacobi.ts";
import { addScaled, dotProduct, identity, newMatrix, normalized, rowsOf, transposed, type Matrix } from "./matrices.ts";

/** Ascending, with the eigenvectors as rows. Reads the lower triangle. */
export function symmetricEigen(a: Matrix): { values: Float64Array; vectors: Matrix } {
  const { scaled, power } = normalized(a);
  const { diagonal, beside, rows } = tridiagonalize(scaled);
  for (let first = 0; first < diagonal.length; first++) isolate(first, diagonal, beside, rows);
  const order = [...diagonal.keys()].toSorted((i, j) => diagonal[i]! - diagonal[j]!);
  const vectors = newMatrix(order.length, order.length);
  order.forEach((from, to) => vectors.data.set(rows[from]!, to * order.length));
  return { values: Float64Array.from(order, (from) => power * diagonal[from]!), vectors };
}

interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** `beside[i]` stands in row i + 1, column i; the last is 0. */
  readonly beside: Float64Array;
  /** The rows of Qᵀ, for A = Q T Qᵀ. */
  readonly rows: Float64Array[];
}

/** Changes the matrix. */
function tridiagonalize(matrix: Matrix): Tridiagonal {
  const size = matrix.rows;
  const a = rowsOf(matrix);
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) a[j]![i] = a[i]![j]!;
  const diagonal = new Float64Array(size);
  const beside = new Float64Array(size);
  const q = identity(size); // built as Q, row by row, so that each reflection works on whole rows
  const rows = rowsOf(q);
  for (let k = 0; k < size; k++) {
    diagonal[k] = a[k]![k]!;
    if (k === size - 1) break;
    const v = a[k]!.slice(k + 1);
    const { tau, first } = reflector(v);
    beside[k] = first;
    if (tau === 0) continue;
    const below = a.slice(k + 1).map((row) => row.subarray(k + 1));
    const w = Float64Array.from(below, (row) => tau * dotProduct(row, v));
    addScaled(w, (-tau / 2) * dotProduct(w, v), v);
    below.forEach((row, i) => {
      addScaled(row, -v[i]!, w);
      addScaled(row, -w[i]!, v);
    });
    for (const row of rows) reflect(v, tau, row.subarray(k + 1));
  }
  return { diagonal, beside, rows: rowsOf(transposed(q)) };
}

/** Steps until the first eigenvalue of what is left stands alone. A few do; with a shift they converge cubically. */
function isolate(first: number, d: Float64Array, e: Float64Array, rows: Float64Array[]): void {
  for (let step = 0; step < 100; step++) {
    let last = first;
    while (last < d.length - 1 && Math.abs(e[last]!) > Number.EPSILON * (Math.abs(d[last]!) + Math.abs(d[last + 1]!))) last++;
    if (last === first) return;
    stepQl(first, last, d, e, rows);
  }
  throw new ComputationError("eigh", `steps did not converge: eigenvalue ${first} of ${d.length}`);
}

/** One step on rows `first` to `last`, from below: a rotation for the shift, then one after the other to chase what it spoiled upwards. */
function stepQl(first: number, last: number, d: Float64Array, e: Float64Array, rows: Float64Array[]): void {
  const half = (d[first + 1]! - d[first]!) / (2 * e[first]!);
  const shift = d[first]! - e[first]! / (half + (half < 0 ? -1 : 1) * Math.hypot(half, 1));
  let [cosine, sine, carried] = [1, 1, 0];
  let g = d[last]! - shift;
  for (let i = last - 1; i >= first; i--) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1]! -= carried;
      e[last] = 0;
      return;
    }
    [sine, cosine] = [f / r, g / r];
    const above = d[i + 1]! - carried;
    const turned = (d[i]! - above) * sine + 2 * cosine * b;
    carried = sine * turned;
    d[i + 1] = above + carried;
    g = cosine * turned - b;
    rotate(rows[i]!, rows[i + 1]!, cosine, sine);
  }
  d[first]! -= carried;
  e[first] = g;
  e[last] = 0;
}
