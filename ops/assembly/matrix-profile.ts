// The matrix profile: for each window of a series the greatest correlation with another one, and where that one is. Cells of the correlation matrix
// are walked along its diagonals, where a covariance follows from the one before it: Zimmerman et al., "Matrix profile XIV: scaling time series
// motif discovery with GPUs" (2019). Eight diagonals are walked side by side.

const LANES: i32 = 8;
/** Rows after which the covariances are calculated anew, so that rounding does not pile up. */
const FRESH: i32 = 4096;

/** The sum of products of two windows' distances from their means. */
// @ts-ignore: decorator
@inline
function covariance(x: usize, means: usize, i: i32, j: i32, window: i32): f64 {
  const a = x + (<usize>i << 3);
  const b = x + (<usize>j << 3);
  const meanA = load<f64>(means + (<usize>i << 3));
  const meanB = load<f64>(means + (<usize>j << 3));
  let sum: f64 = 0;
  for (let k: usize = 0; k < <usize>window << 3; k += 8) sum += (load<f64>(a + k) - meanA) * (load<f64>(b + k) - meanB);
  return sum;
}

/** Notes a correlation for one of its two windows; NaN is none. */
// @ts-ignore: decorator
@inline
function note(best: usize, place: usize, at: i32, correlation: f64, other: i32): void {
  const offset = <usize>at << 3;
  if (correlation > load<f64>(best + offset)) {
    store<f64>(best + offset, correlation);
    store<f64>(place + offset, <f64>other);
  }
}

// @ts-ignore: decorator
@inline
function notePair(best: usize, place: usize, i: i32, j: i32, pair: v128): void {
  const a = f64x2.extract_lane(pair, 0);
  const b = f64x2.extract_lane(pair, 1);
  note(best, place, i, a, j);
  note(best, place, i, b, j + 1);
  note(best, place, j, a, i);
  note(best, place, j + 1, b, i);
}

/** Rows `from` to `to` of eight diagonals from `diagonal` on. Arrays are padded by as many numbers: NaN in `scale`, which no correlation survives. */
function walk(best: usize, place: usize, x: usize, means: usize, gain: usize, rise: usize, scale: usize, size: i32, window: i32, diagonal: i32, from: i32, to: i32): void {
  let c0 = f64x2.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  for (let lane = 0; lane < LANES; lane++) {
    const value = from + diagonal + lane < size ? covariance(x, means, from, from + diagonal + lane, window) : 0;
    const pair = lane >> 1;
    const old = pair == 0 ? c0 : pair == 1 ? c1 : pair == 2 ? c2 : c3;
    const next = lane & 1 ? f64x2.replace_lane(old, 1, value) : f64x2.replace_lane(old, 0, value);
    if (pair == 0) c0 = next;
    else if (pair == 1) c1 = next;
    else if (pair == 2) c2 = next;
    else c3 = next;
  }
  for (let i = from; i < to; i++) {
    const row = <usize>i << 3;
    const other = <usize>(i + diagonal) << 3;
    if (i > from) {
      const a = v128.load64_splat(gain + row);
      const b = v128.load64_splat(rise + row);
      const g = gain + other;
      const r = rise + other;
      c0 = f64x2.add(c0, f64x2.add(f64x2.mul(a, v128.load(r)), f64x2.mul(b, v128.load(g))));
      c1 = f64x2.add(c1, f64x2.add(f64x2.mul(a, v128.load(r, 16)), f64x2.mul(b, v128.load(g, 16))));
      c2 = f64x2.add(c2, f64x2.add(f64x2.mul(a, v128.load(r, 32)), f64x2.mul(b, v128.load(g, 32))));
      c3 = f64x2.add(c3, f64x2.add(f64x2.mul(a, v128.load(r, 48)), f64x2.mul(b, v128.load(g, 48))));
    }
    const own = v128.load64_splat(scale + row);
    const s = scale + other;
    const p0 = f64x2.mul(f64x2.mul(c0, own), v128.load(s));
    const p1 = f64x2.mul(f64x2.mul(c1, own), v128.load(s, 16));
    const p2 = f64x2.mul(f64x2.mul(c2, own), v128.load(s, 32));
    const p3 = f64x2.mul(f64x2.mul(c3, own), v128.load(s, 48));
    const known = v128.load64_splat(best + row);
    const t = best + other;
    const m0 = v128.or(f64x2.gt(p0, known), f64x2.gt(p0, v128.load(t)));
    const m1 = v128.or(f64x2.gt(p1, known), f64x2.gt(p1, v128.load(t, 16)));
    const m2 = v128.or(f64x2.gt(p2, known), f64x2.gt(p2, v128.load(t, 32)));
    const m3 = v128.or(f64x2.gt(p3, known), f64x2.gt(p3, v128.load(t, 48)));
    if (v128.any_true(v128.or(v128.or(m0, m1), v128.or(m2, m3)))) {
      const j = i + diagonal;
      notePair(best, place, i, j, p0);
      notePair(best, place, i, j + 2, p1);
      notePair(best, place, i, j + 4, p2);
      notePair(best, place, i, j + 6, p3);
    }
  }
}

/**
 * An item is one of `groups` shares of the diagonals from `firstDiagonal` up to `endDiagonal`, with a row of its own in `best` and `place`.
 * `size` windows of `window` numbers; `gain` is half of what each window gains on the one before it, `rise` the sum of both ends' distances from
 * their means, `scale` 1 over its norm.
 */
export function matrixProfile(
  first: i32, count: i32, best: usize, place: usize, x: usize, means: usize, gain: usize, rise: usize, scale: usize,
  size: i32, window: i32, firstDiagonal: i32, endDiagonal: i32, groups: i32,
): void {
  const stride = size + LANES;
  for (let group = first; group < first + count; group++) {
    const offset = <usize>(group * stride) << 3;
    for (let i = 0; i < stride; i++) {
      store<f64>(best + offset + (<usize>i << 3), -Infinity);
      store<f64>(place + offset + (<usize>i << 3), -1);
    }
    // Diagonals that follow each other meet mostly the same windows: these rows of all of them stay in the cache.
    for (let from = 0; from < size - firstDiagonal; from += FRESH) {
      for (let diagonal = firstDiagonal + group * LANES; diagonal < min(endDiagonal, size - from); diagonal += groups * LANES) {
        walk(best + offset, place + offset, x, means, gain, rise, scale, size, window, diagonal, from, min(from + FRESH, size - diagonal));
      }
    }
  }
}
