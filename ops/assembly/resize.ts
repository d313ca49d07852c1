// Separable resampling along one axis of an array [outer, length, inner], in float32, or in int32 with weights of 22 fractional bits, as images
// of bytes have them: each result is a weighted sum of neighbours. `windows` holds the first neighbour and the number of neighbours of each
// result, `weights` the weights in rows of `taps`.

import { madd } from "./vector";

/** Bits behind the point of whole weights: a byte, the sign and some room above 1 leave so many. */
const FRACTION: i32 = 22;

// @ts-ignore: decorator
@inline
function start(whole: bool): v128 {
  return whole ? i32x4.splat(1 << (FRACTION - 1)) : f32x4.splat(0);
}

// @ts-ignore: decorator
@inline
function step(sum: v128, x: v128, weight: v128, whole: bool): v128 {
  return whole ? i32x4.add(sum, i32x4.mul(x, weight)) : madd(x, weight, sum);
}

/** Whole sums lose their fraction and stay within a byte. */
// @ts-ignore: decorator
@inline
function finish(sum: v128, whole: bool): v128 {
  if (!whole) return sum;
  return i32x4.min_s(i32x4.max_s(i32x4.shr_s(sum, FRACTION), i32x4.splat(0)), i32x4.splat(255));
}

/** The weighted sum of four lanes, `stride` bytes apart. */
// @ts-ignore: decorator
@inline
function sumFour(at: usize, stride: usize, weight: usize, end: usize, whole: bool): v128 {
  let sum = start(whole);
  for (; weight < end; weight += 4) {
    sum = step(sum, v128.load(at), v128.load32_splat(weight), whole);
    at += stride;
  }
  return finish(sum, whole);
}

/** Four numbers, one from each address. */
// @ts-ignore: decorator
@inline
function gatherFour(a: usize, b: usize, c: usize, d: usize): v128 {
  let x = v128.load32_zero(a);
  x = v128.load32_lane(b, x, 1);
  x = v128.load32_lane(c, x, 2);
  return v128.load32_lane(d, x, 3);
}

/** Stores the columns of four rows of four numbers. */
// @ts-ignore: decorator
@inline
function turnFour(out: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const cd = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const abHigh = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cdHigh = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(out, i64x2.shuffle(ab, cd, 0, 2));
  v128.store(out, i64x2.shuffle(ab, cd, 1, 3), 16);
  v128.store(out, i64x2.shuffle(abHigh, cdHigh, 0, 2), 32);
  v128.store(out, i64x2.shuffle(abHigh, cdHigh, 1, 3), 48);
}

/** The address of line `line`: one of `inner` that lie beside each other. */
// @ts-ignore: decorator
@inline
function lineAt(base: usize, line: u32, length: u32, inner: u32): usize {
  const outer = line / inner;
  return base + (((<usize>outer * length * inner) + (line - outer * inner)) << 2);
}

// @ts-ignore: decorator
@inline
function resampleLines(first: u32, count: u32, out: usize, source: usize, weights: usize, windows: usize, lines: u32, length: u32, results: u32, inner: u32, taps: u32, scratch: usize, whole: bool): void {
  const stride = <usize>inner << 2;
  const tile = <usize>length << 4;
  for (let item = first; item < first + count; item++) {
    // A last tile that is not full works on the last line again, and writes the same numbers again.
    const l0 = item << 2;
    const l1 = min(l0 + 1, lines - 1);
    const l2 = min(l0 + 2, lines - 1);
    const l3 = min(l0 + 3, lines - 1);
    let a = lineAt(source, l0, length, inner);
    let b = lineAt(source, l1, length, inner);
    let c = lineAt(source, l2, length, inner);
    let d = lineAt(source, l3, length, inner);
    let at: usize = 0;
    if (inner == 1) {
      for (; at + 64 <= tile; at += 64) {
        turnFour(scratch + at, v128.load(a), v128.load(b), v128.load(c), v128.load(d));
        a += 16;
        b += 16;
        c += 16;
        d += 16;
      }
    }
    for (; at < tile; at += 16) {
      v128.store(scratch + at, gatherFour(a, b, c, d));
      a += stride;
      b += stride;
      c += stride;
      d += stride;
    }
    a = lineAt(out, l0, results, inner);
    b = lineAt(out, l1, results, inner);
    c = lineAt(out, l2, results, inner);
    d = lineAt(out, l3, results, inner);
    for (let i: u32 = 0; i < results; i++) {
      const window = windows + (<usize>i << 3);
      const weight = weights + ((<usize>i * taps) << 2);
      const sum = sumFour(scratch + (<usize>load<u32>(window) << 4), 16, weight, weight + (<usize>load<u32>(window, 4) << 2), whole);
      v128.store32_lane(a, sum, 0);
      v128.store32_lane(b, sum, 1);
      v128.store32_lane(c, sum, 2);
      v128.store32_lane(d, sum, 3);
      a += stride;
      b += stride;
      c += stride;
      d += stride;
    }
  }
}

// @ts-ignore: decorator
@inline
function resampleRows(first: u32, count: u32, out: usize, source: usize, weights: usize, windows: usize, length: u32, results: u32, inner: u32, taps: u32, whole: bool): void {
  const bytes = <usize>inner << 2;
  for (let item = first; item < first + count; item++) {
    const outer = item / results;
    const i = item - outer * results;
    const window = windows + (<usize>i << 3);
    const weight = weights + ((<usize>i * taps) << 2);
    const end = weight + (<usize>load<u32>(window, 4) << 2);
    const from = source + (<usize>outer * length + load<u32>(window)) * bytes;
    const to = out + <usize>item * bytes;
    let at: usize = 0;
    for (; at + 64 <= bytes; at += 64) {
      let p = from + at;
      let s0 = start(whole);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      for (let w = weight; w < end; w += 4) {
        const factor = v128.load32_splat(w);
        s0 = step(s0, v128.load(p), factor, whole);
        s1 = step(s1, v128.load(p, 16), factor, whole);
        s2 = step(s2, v128.load(p, 32), factor, whole);
        s3 = step(s3, v128.load(p, 48), factor, whole);
        p += bytes;
      }
      v128.store(to + at, finish(s0, whole));
      v128.store(to + at, finish(s1, whole), 16);
      v128.store(to + at, finish(s2, whole), 32);
      v128.store(to + at, finish(s3, whole), 48);
    }
    for (; at + 16 <= bytes; at += 16) v128.store(to + at, sumFour(from + at, bytes, weight, end, whole));
    for (; at < bytes; at += 4) {
      let p = from + at;
      let sum = start(whole);
      for (let w = weight; w < end; w += 4) {
        sum = step(sum, v128.load32_zero(p), v128.load32_zero(w), whole);
        p += bytes;
      }
      v128.store32_lane(to + at, finish(sum, whole), 0);
    }
  }
}

/** For few neighbours in the inner axis: items are four lines, which are put side by side in `scratch` (16 bytes for each of `length`). */
export function resample_lines_float32(first: u32, count: u32, out: usize, source: usize, weights: usize, windows: usize, lines: u32, length: u32, results: u32, inner: u32, taps: u32, scratch: usize): void {
  resampleLines(first, count, out, source, weights, windows, lines, length, results, inner, taps, scratch, false);
}

export function resample_lines_int32(first: u32, count: u32, out: usize, source: usize, weights: usize, windows: usize, lines: u32, length: u32, results: u32, inner: u32, taps: u32, scratch: usize): void {
  resampleLines(first, count, out, source, weights, windows, lines, length, results, inner, taps, scratch, true);
}

/** For a long inner axis: items are rows of it in the result. */
export function resample_rows_float32(first: u32, count: u32, out: usize, source: usize, weights: usize, windows: usize, length: u32, results: u32, inner: u32, taps: u32): void {
  resampleRows(first, count, out, source, weights, windows, length, results, inner, taps, false);
}

export function resample_rows_int32(first: u32, count: u32, out: usize, source: usize, weights: usize, windows: usize, length: u32, results: u32, inner: u32, taps: u32): void {
  resampleRows(first, count, out, source, weights, windows, length, results, inner, taps, true);
}
