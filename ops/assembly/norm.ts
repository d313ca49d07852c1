// Layer and root-mean-square norms of packed rows of float32, read two or three times while they are in the nearest cache.

import { madd, storeFirst } from "./vector";

/** The sum of a row, or of the squares of its distances from `mean`. Sixteen lanes of float32 for 2048 numbers at a time, then float64. */
// @ts-ignore: decorator
@inline
function rowSum(source: usize, bytes: usize, mean: f32, squares: bool): f64 {
  const center = f32x4.splat(mean);
  const whole = bytes & ~63;
  let sum: f64 = 0;
  let at: usize = 0;
  while (at < whole) {
    const end = min(at + 8192, whole);
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (; at < end; at += 64) {
      a = accumulate(a, v128.load(source + at), center, squares);
      b = accumulate(b, v128.load(source + at, 16), center, squares);
      c = accumulate(c, v128.load(source + at, 32), center, squares);
      d = accumulate(d, v128.load(source + at, 48), center, squares);
    }
    a = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
    const pair = f64x2.add(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(i64x2.shuffle(a, a, 1, 1)));
    sum += f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
  }
  for (; at < bytes; at += 4) {
    const x = <f64>load<f32>(source + at);
    sum += squares ? (x - mean) * (x - mean) : x;
  }
  return sum;
}

// @ts-ignore: decorator
@inline
function accumulate(sum: v128, x: v128, center: v128, squares: bool): v128 {
  if (!squares) return f32x4.add(sum, x);
  const distance = f32x4.sub(x, center);
  return madd(distance, distance, sum);
}

/** ((x - mean) factor + rest) weight + bias; 1 and 0 where there are none. */
// @ts-ignore: decorator
@inline
function scaled(x: v128, mean: v128, factor: v128, rest: v128, weight: usize, bias: usize, at: usize, centered: bool): v128 {
  let y = centered ? madd(f32x4.sub(x, mean), factor, rest) : f32x4.mul(x, factor);
  if (weight != 0 && bias != 0) return madd(y, v128.load(weight + at), v128.load(bias + at));
  if (weight != 0) y = f32x4.mul(y, v128.load(weight + at));
  return bias != 0 ? f32x4.add(y, v128.load(bias + at)) : y;
}

/** `weight` and `bias` are 0 where there are none. */
// @ts-ignore: decorator
@inline
function normalize(out: usize, source: usize, rows: u32, length: u32, weight: usize, bias: usize, epsilon: f64, centered: bool): void {
  const bytes = <usize>length << 2;
  const whole = bytes & ~15;
  for (let row: u32 = 0; row < rows; row++) {
    const exact = centered ? rowSum(source, bytes, 0, false) / <f64>length : 0;
    const mean = <f32>exact;
    const lost = exact - <f64>mean; // what rounding the mean left: it matters where the mean is great and the variance small
    const variance = rowSum(source, bytes, mean, true) / <f64>length - lost * lost;
    const scale = 1 / sqrt(variance + epsilon);
    const factor = f32x4.splat(<f32>scale);
    const center = f32x4.splat(mean);
    const rest = f32x4.splat(<f32>(-lost * scale));
    let at: usize = 0;
    for (; at < whole; at += 16) v128.store(out + at, scaled(v128.load(source + at), center, factor, rest, weight, bias, at, centered));
    if (at < bytes) storeFirst(out + at, scaled(v128.load(source + at), center, factor, rest, weight, bias, at, centered), <u32>((bytes - at) >> 2));
    out += bytes;
    source += bytes;
  }
}

/** Each combination has a loop of its own: what is constant in it is decided before. */
// @ts-ignore: decorator
@inline
function chooseLoop(out: usize, source: usize, rows: u32, length: u32, weight: usize, bias: usize, epsilon: f64, centered: bool): void {
  if (weight != 0 && bias != 0) normalize(out, source, rows, length, weight, bias, epsilon, centered);
  else if (weight != 0) normalize(out, source, rows, length, weight, 0, epsilon, centered);
  else normalize(out, source, rows, length, 0, bias, epsilon, centered);
}

export function layerNorm_float32(out: usize, source: usize, rows: u32, length: u32, weight: usize, bias: usize, epsilon: f64): void {
  chooseLoop(out, source, rows, length, weight, bias, epsilon, true);
}

export function rmsNorm_float32(out: usize, source: usize, rows: u32, length: u32, weight: usize, bias: usize, epsilon: f64): void {
  chooseLoop(out, source, rows, length, weight, bias, epsilon, false);
}
