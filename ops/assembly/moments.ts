// Sums of centred powers of blocks of rows, each in two passes over the nearest cache: a mean, then the powers of the distances from it in
// float64. NaN is left out. What rounding left of the mean is told by the sum of the distances, for the host to take off.

import { high, low, madd64 } from "./vector";

/** Values in a block; the same as in `stats/moments.ts`. */
const BLOCK: u32 = 16384;

/** What a block yields, 8 float64, and where they lie in bytes. */
const BYTES: usize = 64;
enum At {
  /** Values that are not NaN. */
  count = 0,
  /** The number near their mean that distances are taken from, and the sums of the distances' powers 1 to 4. */
  about = 8,
  s1 = 16,
  s2 = 24,
  s3 = 32,
  s4 = 40,
  min = 48,
  max = 56,
}

// @ts-ignore: decorator
@inline
function addTo(out: usize, value: f64, at: usize): void {
  store<f64>(out + at, load<f64>(out + at) + value);
}

// @ts-ignore: decorator
@inline
function sum2(a: v128): f64 {
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}

/** Two values, widened. */
// @ts-ignore: decorator
@inline
function load2<T>(source: usize): v128 {
  return sizeof<T>() == 4 ? f64x2.promote_low_f32x4(v128.load64_zero(source)) : v128.load(source);
}

/**
 * How many values there are, the least, the greatest, and a sum that is exact enough for a mean to start from: of the distances from one of the values in
 * float32, for they are no greater than what the values spread over.
 */
function look_float32(out: usize, source: usize, whole: usize, pivot: f32): f64 {
  const origin = f32x4.splat(pivot);
  let least = f32x4.splat(Infinity);
  let most = f32x4.splat(-Infinity);
  let a = f32x4.splat(0);
  let b = a;
  let count = a;
  for (; source < whole; source += 32) {
    const x = v128.load(source);
    const y = v128.load(source, 16);
    const hasX = f32x4.eq(x, x);
    const hasY = f32x4.eq(y, y);
    count = i32x4.sub(count, i32x4.add(hasX, hasY));
    a = f32x4.add(a, v128.and(f32x4.sub(x, origin), hasX));
    b = f32x4.add(b, v128.and(f32x4.sub(y, origin), hasY));
    least = f32x4.pmin(f32x4.pmin(least, x), y); // keeps what it has when it meets a NaN
    most = f32x4.pmax(f32x4.pmax(most, x), y);
  }
  least = f32x4.pmin(least, i32x4.shuffle(least, least, 2, 3, 0, 1));
  most = f32x4.pmax(most, i32x4.shuffle(most, most, 2, 3, 0, 1));
  count = i32x4.add(count, i32x4.shuffle(count, count, 2, 3, 0, 1));
  store<f64>(out, <f64>(i32x4.extract_lane(count, 0) + i32x4.extract_lane(count, 1)), At.count);
  store<f64>(out, <f64>min(f32x4.extract_lane(least, 0), f32x4.extract_lane(least, 1)), At.min);
  store<f64>(out, <f64>max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)), At.max);
  return sum2(f64x2.add(f64x2.add(low(a), high(a)), f64x2.add(low(b), high(b))));
}

function look_float64(out: usize, source: usize, whole: usize): f64 {
  let least = f64x2.splat(Infinity);
  let most = f64x2.splat(-Infinity);
  let a = f64x2.splat(0);
  let b = a;
  let count = a;
  for (; source < whole; source += 32) {
    const x = v128.load(source);
    const y = v128.load(source, 16);
    const hasX = f64x2.eq(x, x);
    const hasY = f64x2.eq(y, y);
    count = i64x2.sub(count, i64x2.add(hasX, hasY));
    a = f64x2.add(a, v128.and(x, hasX));
    b = f64x2.add(b, v128.and(y, hasY));
    least = f64x2.pmin(f64x2.pmin(least, x), y);
    most = f64x2.pmax(f64x2.pmax(most, x), y);
  }
  store<f64>(out, <f64>(i64x2.extract_lane(count, 0) + i64x2.extract_lane(count, 1)), At.count);
  store<f64>(out, min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1)), At.min);
  store<f64>(out, max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1)), At.max);
  return sum2(f64x2.add(a, b));
}

/** The same for the values that fill no vectors. */
// @ts-ignore: decorator
@inline
function lookOn<T>(out: usize, source: usize, end: usize, pivot: f64, total: f64): f64 {
  for (; source < end; source += sizeof<T>()) {
    const x = <f64>load<T>(source);
    if (x != x) continue;
    addTo(out, 1, At.count);
    store<f64>(out, min(load<f64>(out, At.min), x), At.min);
    store<f64>(out, max(load<f64>(out, At.max), x), At.max);
    total += x - pivot;
  }
  return total;
}

/** The sum in float64, where lanes of float32 overflowed or values are infinite. */
function sumSlowly(source: usize, end: usize): f64 {
  let total: f64 = 0;
  for (; source < end; source += 4) {
    const x = <f64>load<f32>(source);
    if (x == x) total += x;
  }
  return total;
}

/** Sums of powers in two chains, so that an addition need not wait for the last one. `someMissing` is known at each call. */
// @ts-ignore: decorator
@inline
function powers<T>(out: usize, source: usize, whole: usize, someMissing: bool): void {
  const about = f64x2.splat(load<f64>(out, At.about));
  let a1 = f64x2.splat(0);
  let a2 = a1;
  let a3 = a1;
  let a4 = a1;
  let b1 = a1;
  let b2 = a1;
  let b3 = a1;
  let b4 = a1;
  for (; source < whole; source += 4 * sizeof<T>()) {
    let d = f64x2.sub(load2<T>(source), about);
    let e = f64x2.sub(load2<T>(source + 2 * sizeof<T>()), about);
    if (someMissing) {
      d = v128.and(d, f64x2.eq(d, d));
      e = v128.and(e, f64x2.eq(e, e));
    }
    const dd = f64x2.mul(d, d);
    const ee = f64x2.mul(e, e);
    a1 = f64x2.add(a1, d);
    b1 = f64x2.add(b1, e);
    a2 = f64x2.add(a2, dd);
    b2 = f64x2.add(b2, ee);
    a3 = madd64(dd, d, a3);
    b3 = madd64(ee, e, b3);
    a4 = madd64(dd, dd, a4);
    b4 = madd64(ee, ee, b4);
  }
  store<f64>(out, sum2(f64x2.add(a1, b1)), At.s1);
  store<f64>(out, sum2(f64x2.add(a2, b2)), At.s2);
  store<f64>(out, sum2(f64x2.add(a3, b3)), At.s3);
  store<f64>(out, sum2(f64x2.add(a4, b4)), At.s4);
}

// Functions of their own: inlined into one, the loops run at half the speed, for want of registers.

function powers_float32(out: usize, source: usize, whole: usize): void {
  powers<f32>(out, source, whole, false);
}

function powersOfSome_float32(out: usize, source: usize, whole: usize): void {
  powers<f32>(out, source, whole, true);
}

function powers_float64(out: usize, source: usize, whole: usize): void {
  powers<f64>(out, source, whole, false);
}

function powersOfSome_float64(out: usize, source: usize, whole: usize): void {
  powers<f64>(out, source, whole, true);
}

// @ts-ignore: decorator
@inline
function powersOn<T>(out: usize, source: usize, end: usize): void {
  const about = load<f64>(out, At.about);
  for (; source < end; source += sizeof<T>()) {
    const d = <f64>load<T>(source) - about;
    if (d != d) continue;
    const square = d * d;
    addTo(out, d, At.s1);
    addTo(out, square, At.s2);
    addTo(out, square * d, At.s3);
    addTo(out, square * square, At.s4);
  }
}

/** The first value that is not NaN; 0 where there is none. */
function firstOf(source: usize, end: usize): f64 {
  for (; source < end; source += 4) {
    const x = <f64>load<f32>(source);
    if (x == x) return x;
  }
  return 0;
}

// @ts-ignore: decorator
@inline
function block<T>(out: usize, source: usize, length: u32): void {
  const end = source + <usize>length * sizeof<T>();
  const whole = source + <usize>(length & ~7) * sizeof<T>();
  const pivot: f64 = sizeof<T>() == 4 ? firstOf(source, end) : 0;
  let total = sizeof<T>() == 4 ? look_float32(out, source, whole, <f32>pivot) : look_float64(out, source, whole);
  total = lookOn<T>(out, whole, end, pivot, total);
  const count = load<f64>(out, At.count);
  store<f64>(out, sizeof<T>() == 4 && !isFinite(total) ? sumSlowly(source, end) / count : pivot + total / count, At.about);
  if (count == <f64>length) {
    if (sizeof<T>() == 4) powers_float32(out, source, whole);
    else powers_float64(out, source, whole);
  } else {
    if (sizeof<T>() == 4) powersOfSome_float32(out, source, whole);
    else powersOfSome_float64(out, source, whole);
  }
  powersOn<T>(out, whole, end);
}

/** Items are blocks of rows of `length` values; the last block of a row is shorter. */
// @ts-ignore: decorator
@inline
function moments<T>(first: u32, count: u32, out: usize, source: usize, length: u32): void {
  const blocks = (length + BLOCK - 1) / BLOCK;
  for (let item = first; item < first + count; item++) {
    const start = (item % blocks) * BLOCK;
    const from = <usize>(item / blocks) * <usize>length + <usize>start;
    block<T>(out + <usize>item * BYTES, source + from * sizeof<T>(), min(BLOCK, length - start));
  }
}

export function moments_float32(first: u32, count: u32, out: usize, source: usize, length: u32): void {
  moments<f32>(first, count, out, source, length);
}

export function moments_float64(first: u32, count: u32, out: usize, source: usize, length: u32): void {
  moments<f64>(first, count, out, source, length);
}
