// Softmax of packed rows of float32, and its logarithm. A row is read three times while it is in the nearest cache: for its greatest
// number, for the exponentials and their sum, and for the division.

import { exp, expNear, log } from "./exponential";
import { storeFirst } from "./vector";

/** Rows whose numbers differ by less need no care for small exponentials: they are normal numbers. */
const WIDTH: f32 = 87;

/** The greatest and the least number of a row, the least as its negative. A NaN may be passed over: the exponentials show it. */
// @ts-ignore: decorator
@inline
function greatest(source: usize, whole: usize, bytes: usize, least: bool): f32 {
  let a = f32x4.splat(-Infinity);
  let b = a;
  let at: usize = 0;
  for (; at + 32 <= whole; at += 32) {
    const x = v128.load(source + at);
    const y = v128.load(source + at, 16);
    a = f32x4.pmax(a, least ? f32x4.neg(x) : x);
    b = f32x4.pmax(b, least ? f32x4.neg(y) : y);
  }
  a = f32x4.pmax(a, b);
  a = f32x4.pmax(a, i32x4.shuffle(a, a, 2, 3, 0, 1));
  a = f32x4.pmax(a, i32x4.shuffle(a, a, 1, 0, 3, 2));
  let result = f32x4.extract_lane(a, 0);
  for (; at < bytes; at += 4) {
    const x = load<f32>(source + at);
    const signed = least ? -x : x;
    if (signed > result) result = signed;
  }
  return result;
}

// @ts-ignore: decorator
@inline
function sumOf(a: v128): f64 {
  const pair = f64x2.add(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(i64x2.shuffle(a, a, 1, 1)));
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/** Writes exp(x - most), where they are kept, and returns their sum: in float32 lanes for 1024 numbers at a time, then in float64. */
// @ts-ignore: decorator
@inline
function exponentials(out: usize, source: usize, whole: usize, bytes: usize, most: v128, near: bool, kept: bool): f64 {
  let sum: f64 = 0;
  let at: usize = 0;
  while (at < whole) {
    let a = f32x4.splat(0);
    let b = a;
    const end = min(at + 4096, whole);
    for (; at + 32 <= end; at += 32) {
      const x = f32x4.sub(v128.load(source + at), most);
      const y = f32x4.sub(v128.load(source + at, 16), most);
      const ex = near ? expNear(x) : exp(x);
      const ey = near ? expNear(y) : exp(y);
      if (kept) {
        v128.store(out + at, ex);
        v128.store(out + at, ey, 16);
      }
      a = f32x4.add(a, ex);
      b = f32x4.add(b, ey);
    }
    if (at < end) {
      const e = exp(f32x4.sub(v128.load(source + at), most));
      if (kept) v128.store(out + at, e);
      a = f32x4.add(a, e);
      at += 16;
    }
    sum += sumOf(f32x4.add(a, b));
  }
  if (whole < bytes) {
    const e = exp(f32x4.sub(v128.load(source + whole), most));
    const lanes = <u32>((bytes - whole) >> 2);
    if (kept) storeFirst(out + whole, e, lanes);
    sum += <f64>f32x4.extract_lane(e, 0);
    if (lanes > 1) sum += <f64>f32x4.extract_lane(e, 1);
    if (lanes > 2) sum += <f64>f32x4.extract_lane(e, 2);
  }
  return sum;
}

/** Row after row; `rows` rows of `length` numbers. */
export function softmax_float32(out: usize, source: usize, rows: u32, length: u32): void {
  const bytes = <usize>length << 2;
  const whole = bytes & ~15;
  for (let row: u32 = 0; row < rows; row++) {
    const most = greatest(source, whole, bytes, false);
    const near = most + greatest(source, whole, bytes, true) < WIDTH;
    const lanes = f32x4.splat(most);
    const sum = near ? exponentials(out, source, whole, bytes, lanes, true, true) : exponentials(out, source, whole, bytes, lanes, false, true);
    const factor = f32x4.splat(<f32>(1 / sum));
    let at: usize = 0;
    for (; at + 32 <= whole; at += 32) {
      v128.store(out + at, f32x4.mul(v128.load(out + at), factor));
      v128.store(out + at, f32x4.mul(v128.load(out + at, 16), factor), 16);
    }
    for (; at < bytes; at += 4) store<f32>(out + at, load<f32>(out + at) * f32x4.extract_lane(factor, 0));
    out += bytes;
    source += bytes;
  }
}

/** x - most - log(sum of exp(x - most)). */
export function logSoftmax_float32(out: usize, source: usize, rows: u32, length: u32): void {
  const bytes = <usize>length << 2;
  const whole = bytes & ~15;
  for (let row: u32 = 0; row < rows; row++) {
    const most = f32x4.splat(greatest(source, whole, bytes, false));
    const sum = exponentials(out, source, whole, bytes, most, false, false);
    const rest = log(f32x4.splat(<f32>sum));
    for (let at: usize = 0; at < whole; at += 16) v128.store(out + at, f32x4.sub(f32x4.sub(v128.load(source + at), most), rest));
    if (whole < bytes) storeFirst(out + whole, f32x4.sub(f32x4.sub(v128.load(source + whole), most), rest), <u32>((bytes - whole) >> 2));
    out += bytes;
    source += bytes;
  }
}
