/** Local regression of evenly spaced numbers: Cleveland's LOESS as STL needs it, on the columns of a series that was folded at its period. */
import { mul } from "../../math/arithmetic.ts";
import { applyOnHost } from "../../operand.ts";
import type { Tensor } from "../../tensor.ts";

export interface LoessOptions {
  /** Places of the window, an odd number. */
  readonly length: number;
  /** 0: a mean of the neighbours; 1: a line through them. */
  readonly degree: 0 | 1;
  /** Only every so many places are calculated, the rest lies on straight lines between them. */
  readonly jump: number;
  /** The numbers of one column are so far apart; each column is smoothed for itself. Default: 1, one column. */
  readonly stride?: number;
  /** Whether each column gets a step before its begin and after its end. Default: no. */
  readonly extended?: boolean;
}

/** Float64 [n] smoothed: [n], or [n + 2 stride] when extended. `weights` [n] say how much each number counts; all the same when absent. */
export function loess(op: string, y: Tensor, weights: Tensor | undefined, options: LoessOptions): Tensor {
  const { length, degree, jump, stride = 1, extended = false } = options;
  const size = y.size + (extended ? 2 * stride : 0);
  const loops = (numbers: unknown, itsWeights: unknown): Float64Array[] => [smooth(numbers as Float64Array, weights && (itsWeights as Float64Array), options)];
  const products = weights && mul(y, weights);
  const [smoothed] = applyOnHost(op, [y, weights ?? y, products ?? y], [{ dtype: "float64", shape: [size] }], loops, {
    name: "loess",
    items: Math.ceil(size / 8),
    grain: Math.max(8, Math.ceil(4000 / length)),
    params: [y.size, stride, length, degree, jump, Number(extended), Number(weights !== undefined)],
    scratch: 8 * (length >> 1),
  });
  products?.dispose();
  if (jump === 1) return smoothed!;
  return applyOnHost(op, [smoothed!], [{ dtype: "float64", shape: [size] }], (numbers) => [connect(numbers as Float64Array, y.size, options)])[0]!;
}

function smooth(y: Float64Array, weights: Float64Array | undefined, { length, degree, jump, stride = 1, extended = false }: LoessOptions): Float64Array {
  const before = extended ? stride : 0;
  const out = new Float64Array(y.length + 2 * before);
  const half = length >> 1;
  const table = Float64Array.from({ length: half }, (_, r) => tricube(r, half));
  for (let column = 0; column < stride; column++) {
    const rows = rowsOf(y.length, column, stride);
    const every = Math.min(jump, rows - 1);
    for (let x = extended ? -1 : 0; x < rows + (extended ? 1 : 0); x++) {
      if (x > 0 && x < rows - 1 && x % every !== 0) continue;
      const whole = x >= half && x < rows - half && x % every === 0;
      const window = { y, weights, table: whole ? table : undefined, column, stride, rows, length, degree, every };
      out[before + column + x * stride] = regress(window, x);
    }
  }
  return out;
}

const rowsOf = (n: number, column: number, stride: number): number => Math.floor((n - column - 1) / stride) + 1;

interface Column {
  readonly y: Float64Array;
  readonly weights: Float64Array | undefined;
  /** Weights by distance where the window is whole. */
  readonly table: Float64Array | undefined;
  readonly column: number;
  readonly stride: number;
  readonly rows: number;
  readonly length: number;
  readonly degree: 0 | 1;
  readonly every: number;
}

/** The regression at a place of a column: inside it, where the window is pushed in at the ends, or one step beyond them. */
function regress(column: Column, x: number): number {
  const { y, rows, every, stride } = column;
  // The last place of a column that jumps pass over keeps the window of the last jump.
  const centre = x === rows - 1 ? Math.floor(x / every) * every : x;
  const value = fitLine(column, x, centre);
  if (!Number.isNaN(value)) return value;
  if (x < 0) return regress(column, 0);
  return x >= rows ? regress(column, rows - 1) : y[column.column + x * stride]!;
}

/** The line through the weighted neighbours, at x; their mean where they lie too near to each other. NaN where all weights are 0. */
function fitLine({ y, weights, table, column, stride, rows, length, degree }: Column, x: number, centre: number): number {
  const wide = Math.min(length, rows);
  const left = Math.min(Math.max(centre - (length >> 1), 0), rows - wide);
  const right = left + wide - 1;
  const width = Math.max(x - left, right - x) + (length > rows ? (length - rows) >> 1 : 0);
  let [s0, s1, s2, t0, t1] = [0, 0, 0, 0, 0];
  for (let row = left; row <= right; row++) {
    const distance = row - x;
    const r = Math.abs(distance);
    const at = column + row * stride;
    const near = table === undefined ? tricube(r, width) : (table[r] ?? 0);
    const w = weights === undefined ? near : near * weights[at]!;
    s0 += w;
    s1 += w * distance;
    s2 += w * distance * distance;
    t0 += w * y[at]!;
    t1 += w * distance * y[at]!;
  }
  if (s0 <= 0) return NaN;
  const [mean, level] = [s1 / s0, t0 / s0];
  const spread = s2 / s0 - mean * mean;
  if (degree === 0 || Math.sqrt(spread) <= 0.001 * (rows - 1)) return level;
  return level - (mean * (t1 / s0 - mean * level)) / spread;
}

/** The weight of a neighbour at distance r in a neighbourhood of the width h; the guards against rounding are those of Cleveland's program. */
function tricube(r: number, h: number): number {
  if (r > 0.999 * h) return 0;
  if (r <= 0.001 * h) return 1;
  const q = r / h;
  const cube = 1 - q * q * q;
  return cube * cube * cube;
}

/** Straight lines between the places that were calculated. */
function connect(smoothed: Float64Array, n: number, { jump, stride = 1, extended = false }: LoessOptions): Float64Array {
  const out = smoothed.slice();
  for (let column = 0; column < stride; column++) {
    const start = column + (extended ? stride : 0);
    const last = rowsOf(n, column, stride) - 1;
    const every = Math.min(jump, last);
    for (let from = 0; from < last; from += every) {
      const to = Math.min(from + every, last);
      const [a, b] = [smoothed[start + from * stride]!, smoothed[start + to * stride]!];
      for (let x = from + 1; x < to; x++) out[start + x * stride] = a + ((b - a) / (to - from)) * (x - from);
    }
  }
  return out;
}
