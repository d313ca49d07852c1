// Local regression of evenly spaced numbers, as STL smooths with it. The numbers are columns of a series that was folded at its period: those of
// one column are `stride` apart, and each column is smoothed for itself. Where the window is not cut off by an end, places that follow each other
// in memory have the same neighbours' weights, whatever the stride, so four pairs of them are worked on at a time.

/** Places of an item. */
const BLOCK: i32 = 8;

/** The tricube of a distance r in a neighbourhood of the width h; the guards against rounding are those of Cleveland's program. */
// @ts-ignore: decorator
@inline
function tricube(r: f64, h: f64): f64 {
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
function fitted(s0: f64, s1: f64, s2: f64, t0: f64, t1: f64, narrow: f64): f64 {
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
function narrowest(rows: i32, sloped: bool): f64 {
  return sloped ? 0.001 * <f64>(rows - 1) : Infinity;
}

/** The regression at any place of a column: inside it, where the window is pushed in at the ends, or one step beyond them. */
function regress(y: usize, weights: usize, step: usize, rows: i32, x: i32, length: i32, jump: i32, sloped: bool, weighted: bool): f64 {
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

/** Eight places whose windows are whole and whose neighbours count by their distance alone. */
// @ts-ignore: decorator
@inline
function smoothEight(out: usize, y: usize, step: usize, half: i32, table: usize, scale: f64): void {
  let a = v128.load(y);
  let b = v128.load(y, 16);
  let c = v128.load(y, 32);
  let d = v128.load(y, 48);
  let before = y;
  let after = y;
  for (let r = 1; r < half; r++) {
    before -= step;
    after += step;
    const w = v128.load64_splat(table + (<usize>r << 3));
    a = f64x2.add(a, f64x2.mul(w, f64x2.add(v128.load(before), v128.load(after))));
    b = f64x2.add(b, f64x2.mul(w, f64x2.add(v128.load(before, 16), v128.load(after, 16))));
    c = f64x2.add(c, f64x2.mul(w, f64x2.add(v128.load(before, 32), v128.load(after, 32))));
    d = f64x2.add(d, f64x2.mul(w, f64x2.add(v128.load(before, 48), v128.load(after, 48))));
  }
  const s = f64x2.splat(scale);
  v128.store(out, f64x2.mul(a, s));
  v128.store(out, f64x2.mul(b, s), 16);
  v128.store(out, f64x2.mul(c, s), 32);
  v128.store(out, f64x2.mul(d, s), 48);
}

/** Two places whose windows are whole, with weights of their own. */
// @ts-ignore: decorator
@inline
function weighTwo(out: usize, y: usize, weights: usize, step: usize, half: i32, table: usize, narrow: f64, narrowNext: f64): void {
  let s0 = v128.load(weights);
  let t0 = f64x2.mul(s0, v128.load(y));
  let s1 = f64x2.splat(0);
  let s2 = s1;
  let t1 = s1;
  const sloped = <f64>half > min(narrow, narrowNext);
  let offset: usize = 0;
  for (let r = 1; r < half; r++) {
    offset += step;
    const w = v128.load64_splat(table + (<usize>r << 3));
    const wb = f64x2.mul(w, v128.load(weights - offset));
    const wa = f64x2.mul(w, v128.load(weights + offset));
    const vb = f64x2.mul(wb, v128.load(y - offset));
    const va = f64x2.mul(wa, v128.load(y + offset));
    const both = f64x2.add(wa, wb);
    s0 = f64x2.add(s0, both);
    t0 = f64x2.add(t0, f64x2.add(va, vb));
    if (sloped) {
      const d = f64x2.splat(<f64>r);
      s1 = f64x2.add(s1, f64x2.mul(d, f64x2.sub(wa, wb)));
      t1 = f64x2.add(t1, f64x2.mul(d, f64x2.sub(va, vb)));
      s2 = f64x2.add(s2, f64x2.mul(f64x2.mul(d, d), both));
    }
  }
  const first = fitted(f64x2.extract_lane(s0, 0), f64x2.extract_lane(s1, 0), f64x2.extract_lane(s2, 0), f64x2.extract_lane(t0, 0), f64x2.extract_lane(t1, 0), narrow);
  const second = fitted(f64x2.extract_lane(s0, 1), f64x2.extract_lane(s1, 1), f64x2.extract_lane(s2, 1), f64x2.extract_lane(t0, 1), f64x2.extract_lane(t1, 1), narrowNext);
  store<f64>(out, isNaN(first) ? load<f64>(y) : first);
  store<f64>(out, isNaN(second) ? load<f64>(y, 8) : second, 8);
}

/**
 * `n` numbers in columns `stride` apart, and a step beyond each end of every column when `extended`. An item is 8 places. Of each column only the
 * first, every `jump`-th, the last and those beyond are calculated. The window has `length` places, an odd number; `weights` counts when `weighted`.
 */
export function loess(
  first: i32, count: i32, out: usize, y: usize, weights: usize,
  n: i32, stride: i32, length: i32, degree: i32, jump: i32, extended: i32, weighted: i32, table: usize,
): void {
  const half = length >> 1;
  const sloped = degree > 0;
  const before = extended ? stride : 0;
  const size = n + 2 * before;
  const step = <usize>stride << 3;
  let total: f64 = 1;
  for (let r = 0; r < half; r++) {
    const w = tricube(<f64>r, <f64>half);
    store<f64>(table + (<usize>r << 3), w);
    if (r > 0) total += 2 * w;
  }
  const scale = 1 / total;
  // Columns differ by a row at most; windows are whole for all places from `inner` to `outer`.
  const inner = half * stride;
  const outer = n - inner;
  for (let item = first; item < first + count; item++) {
    const begin = item * BLOCK - before;
    const end = min(begin + BLOCK, size - before);
    const target = out + (<usize>(item * BLOCK) << 3);
    const source = y + (<usize>begin << 3);
    if (jump == 1 && begin >= inner && begin + BLOCK <= outer && !weighted) {
      smoothEight(target, source, step, half, table, scale);
      continue;
    }
    for (let place = begin; place < end; place++) {
      const result = target + (<usize>(place - begin) << 3);
      const column = (place + stride) % stride;
      const rows = (n - column - 1) / stride + 1;
      if (weighted && jump == 1 && place >= inner && place + 2 <= outer && ((place - begin) & 1) == 0) {
        const rowsNext = (n - ((place + 1) % stride) - 1) / stride + 1;
        const narrow = narrowest(rows, sloped);
        weighTwo(result, y + (<usize>place << 3), weights + (<usize>place << 3), step, half, table, narrow, narrowest(rowsNext, sloped));
        place++;
        continue;
      }
      const x = (place + stride) / stride - 1;
      const every = min(jump, rows - 1);
      if (x >= 0 && x < rows - 1 && x % every != 0) continue;
      const at = <usize>column << 3;
      store<f64>(result, regress(y + at, weights + at, step, rows, x, length, every, sloped, weighted != 0));
    }
  }
}
