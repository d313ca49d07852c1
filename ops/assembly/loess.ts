// Local regression of evenly spaced numbers, as STL smooths with it. The numbers are columns of a series that was folded at its period: those of
// one column are `stride` apart, and each column is smoothed for itself. Where the window is not cut off by an end, places that follow each other
// in memory have the same neighbours' weights, whatever the stride, so four pairs of them are worked on at a time.

import { fitted, narrowest, regress, tricube } from "./local-line";

/** Places of an item. */
const BLOCK: i32 = 8;

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

/**
 * Eight places whose windows are whole, with weights of their own, where these cannot spread so wide that a line is fitted: means. `products` are the
 * numbers times their weights.
 */
function averageEight(out: usize, y: usize, weights: usize, products: usize, step: usize, half: i32, table: usize): void {
  let s0 = v128.load(weights);
  let s1 = v128.load(weights, 16);
  let s2 = v128.load(weights, 32);
  let s3 = v128.load(weights, 48);
  let t0 = v128.load(products);
  let t1 = v128.load(products, 16);
  let t2 = v128.load(products, 32);
  let t3 = v128.load(products, 48);
  let offset: usize = 0;
  for (let r = 1; r < half; r++) {
    offset += step;
    const w = v128.load64_splat(table + (<usize>r << 3));
    const a = weights - offset;
    const b = weights + offset;
    const c = products - offset;
    const d = products + offset;
    s0 = f64x2.add(s0, f64x2.mul(w, f64x2.add(v128.load(a), v128.load(b))));
    s1 = f64x2.add(s1, f64x2.mul(w, f64x2.add(v128.load(a, 16), v128.load(b, 16))));
    s2 = f64x2.add(s2, f64x2.mul(w, f64x2.add(v128.load(a, 32), v128.load(b, 32))));
    s3 = f64x2.add(s3, f64x2.mul(w, f64x2.add(v128.load(a, 48), v128.load(b, 48))));
    t0 = f64x2.add(t0, f64x2.mul(w, f64x2.add(v128.load(c), v128.load(d))));
    t1 = f64x2.add(t1, f64x2.mul(w, f64x2.add(v128.load(c, 16), v128.load(d, 16))));
    t2 = f64x2.add(t2, f64x2.mul(w, f64x2.add(v128.load(c, 32), v128.load(d, 32))));
    t3 = f64x2.add(t3, f64x2.mul(w, f64x2.add(v128.load(c, 48), v128.load(d, 48))));
  }
  storeMean(out, t0, s0, y);
  storeMean(out + 16, t1, s1, y + 16);
  storeMean(out + 32, t2, s2, y + 32);
  storeMean(out + 48, t3, s3, y + 48);
}

/** Sums over weights; the number itself where all weights are 0. */
// @ts-ignore: decorator
@inline
function storeMean(out: usize, sums: v128, weights: v128, y: usize): void {
  v128.store(out, v128.bitselect(f64x2.div(sums, weights), v128.load(y), f64x2.gt(weights, f64x2.splat(0))));
}

/** Two places whose windows are whole, with weights of their own. Where the weights spread no wider than `narrow` there are means. */
function weighTwo(out: usize, y: usize, weights: usize, products: usize, step: usize, half: i32, table: usize, narrow: f64, narrowNext: f64): void {
  let s0 = v128.load(weights);
  let t0 = v128.load(products);
  let s1 = f64x2.splat(0);
  let s2 = s1;
  let t1 = s1;
  let offset: usize = 0;
  for (let r = 1; r < half; r++) {
    offset += step;
    const d = f64x2.splat(<f64>r);
    const w = v128.load64_splat(table + (<usize>r << 3));
    const wd = f64x2.mul(w, d);
    const wb = v128.load(weights - offset);
    const wa = v128.load(weights + offset);
    const vb = v128.load(products - offset);
    const va = v128.load(products + offset);
    const both = f64x2.add(wa, wb);
    s0 = f64x2.add(s0, f64x2.mul(w, both));
    t0 = f64x2.add(t0, f64x2.mul(w, f64x2.add(va, vb)));
    s1 = f64x2.add(s1, f64x2.mul(wd, f64x2.sub(wa, wb)));
    t1 = f64x2.add(t1, f64x2.mul(wd, f64x2.sub(va, vb)));
    s2 = f64x2.add(s2, f64x2.mul(f64x2.mul(wd, d), both));
  }
  const first = fitted(f64x2.extract_lane(s0, 0), f64x2.extract_lane(s1, 0), f64x2.extract_lane(s2, 0), f64x2.extract_lane(t0, 0), f64x2.extract_lane(t1, 0), narrow);
  const second = fitted(f64x2.extract_lane(s0, 1), f64x2.extract_lane(s1, 1), f64x2.extract_lane(s2, 1), f64x2.extract_lane(t0, 1), f64x2.extract_lane(t1, 1), narrowNext);
  store<f64>(out, isNaN(first) ? load<f64>(y) : first);
  store<f64>(out, isNaN(second) ? load<f64>(y, 8) : second, 8);
}

/**
 * `n` numbers in columns `stride` apart, and a step beyond each end of every column when `extended`. An item is 8 places. Of each column only the
 * first, every `jump`-th, the last and those beyond are calculated. The window has `length` places, an odd number; `weights` and `products`, the numbers
 * times their weights, count when `weighted`.
 */
export function loess(
  first: i32, count: i32, out: usize, y: usize, weights: usize, products: usize,
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
  // Windows are whole for all places from `inner` to `outer`. Columns differ by a row at most: the first `longer` ones have one more.
  const inner = half * stride;
  const outer = n - inner;
  const rows = n / stride;
  const longer = n % stride;
  const level = <f64>half <= narrowest(rows, sloped);
  for (let item = first; item < first + count; item++) {
    const begin = item * BLOCK - before;
    const offset = <usize>begin << 3;
    const target = out + (<usize>(item * BLOCK) << 3);
    let column = (begin + stride) % stride;
    if (jump == 1 && begin >= inner && begin + BLOCK <= outer) {
      if (!weighted) smoothEight(target, y + offset, step, half, table, scale);
      else if (level) averageEight(target, y + offset, weights + offset, products + offset, step, half, table);
      else {
        for (let pair: usize = 0; pair < 64; pair += 16) {
          const next = column + 1 == stride ? 0 : column + 1;
          const at = offset + pair;
          const narrow = narrowest(rows + i32(column < longer), sloped);
          weighTwo(target + pair, y + at, weights + at, products + at, step, half, table, narrow, narrowest(rows + i32(next < longer), sloped));
          column = next + 1 == stride ? 0 : next + 1;
        }
      }
      continue;
    }
    const end = min(begin + BLOCK, size - before);
    for (let place = begin; place < end; place++) {
      const own = rows + i32(column < longer);
      const x = (place + stride) / stride - 1;
      const every = min(jump, own - 1);
      const at = <usize>column << 3;
      if (x <= 0 || x >= own - 1 || x % every == 0) {
        store<f64>(target + (<usize>(place - begin) << 3), regress(y + at, weights + at, step, own, x, length, every, sloped, weighted != 0));
      }
      column = column + 1 == stride ? 0 : column + 1;
    }
  }
}
