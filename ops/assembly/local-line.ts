// One place of a local regression: the line through its neighbours, weighted by their distances and by weights of their own.

/** The tricube of a distance r in a neighbourhood of the width h; the guards against rounding are those of Cleveland's program. */
// @ts-ignore: decorator
@inline
export function tricube(r: f64, h: f64): f64 {
  if (r > 0.999 * h) return 0;
  if (r <= 0.001 * h) return 1;
  const q = r / h;
  const cube = 1 - q * q * q;
  return cube * cube * cube;
}

/**
 * The regression at place `x` of a column of `rows` numbers, on those from `left` to `right`. NaN where all weights are 0. With `length` beyond
 * the column the neighbourhood is as much wider.
 */
function estimate(y: usize, weights: usize, step: usize, rows: i32, x: i32, left: i32, right: i32, length: i32, sloped: bool, weighted: bool): f64 {
  let h = <f64>max(x - left, right - x);
  if (length > rows) h += <f64>((length - rows) / 2);
  let s0: f64 = 0;
  let s1: f64 = 0;
  let s2: f64 = 0;
  let t0: f64 = 0;
  let t1: f64 = 0;
  for (let row = left; row <= right; row++) {
    const d = <f64>(row - x);
    const at = <usize>row * step;
    let w = tricube(Math.abs(d), h);
    if (weighted) w *= load<f64>(weights + at);
    const v = w * load<f64>(y + at);
    s0 += w;
    t0 += v;
    s1 += w * d;
    t1 += v * d;
    s2 += w * d * d;
  }
  return fitted(s0, s1, s2, t0, t1, narrowest(rows, sloped));
}

/** The value at 0 of the line through the sums' points; of their mean where they spread no wider than `narrow`. */
// @ts-ignore: decorator
@inline
export function fitted(s0: f64, s1: f64, s2: f64, t0: f64, t1: f64, narrow: f64): f64 {
  if (s0 <= 0) return NaN;
  const mean = s1 / s0;
  const spread = s2 / s0 - mean * mean;
  const level = t0 / s0;
  if (spread <= narrow * narrow) return level;
  return level - (mean * (t1 / s0 - mean * level)) / spread;
}

/** A line is fitted where the weights spread wider than this. */
// @ts-ignore: decorator
@inline
export function narrowest(rows: i32, sloped: bool): f64 {
  return sloped ? 0.001 * <f64>(rows - 1) : Infinity;
}

/** The regression at any place of a column: inside it, where the window is pushed in at the ends, or one step beyond them. */
export function regress(y: usize, weights: usize, step: usize, rows: i32, x: i32, length: i32, jump: i32, sloped: bool, weighted: bool): f64 {
  const wide = min(length, rows);
  // The last place of a column that jumps pass over keeps the window of the last jump.
  const centre = x == rows - 1 ? (x / jump) * jump : x;
  const left = min(max(centre - (length >> 1), 0), rows - wide);
  const value = estimate(y, weights, step, rows, x, left, left + wide - 1, length, sloped, weighted);
  if (!isNaN(value)) return value;
  if (x < 0) return regress(y, weights, step, rows, 0, length, jump, sloped, weighted);
  if (x >= rows) return regress(y, weights, step, rows, rows - 1, length, jump, sloped, weighted);
  return load<f64>(y + <usize>x * step);
}
