// Tiles of products: 6 rows x 32 bytes of columns fill the vector registers: 12 sums, 2 vectors of b, 1 number of a. Measured in V8:
// 6 x 8 floats 47 GFLOP/s, 5 x 8 45, 4 x 8 39, 8 x 8 35; with k unrolled by 2, 43.

import { madd } from "./vector";

// @ts-ignore: decorator
@inline
function step<T>(x: v128, b: v128, sum: v128): v128 {
  if (isInteger<T>()) return i32x4.add(i32x4.mul(x, b), sum);
  if (sizeof<T>() == 8) {
    if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(x, b, sum);
    return f64x2.add(f64x2.mul(x, b), sum);
  }
  return madd(x, b, sum);
}

// @ts-ignore: decorator
@inline
function sumOf<T>(a: v128, b: v128): v128 {
  if (isInteger<T>()) return i32x4.add(a, b);
  return sizeof<T>() == 8 ? f64x2.add(a, b) : f32x4.add(a, b);
}

/**
 * c (rows of `stride` bytes) = or += a b, for `rows` rows (a number known here) of a packed as [k][rows], and 32 bytes of columns of b, whose
 * steps of k lie `stepB` bytes apart. Of c only the first `bytes` of each row are written.
 */
// @ts-ignore: decorator
@inline
function multiply<T>(rows: u32, c: usize, stride: usize, a: usize, b: usize, stepB: usize, k: u32, add: bool, bytes: u32): void {
  let s00 = i32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
  let s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00;
  const end = a + <usize>k * rows * sizeof<T>();
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = sizeof<T>() == 8 ? v128.load64_splat(a) : v128.load32_splat(a);
    s00 = step<T>(x, b0, s00);
    s01 = step<T>(x, b1, s01);
    if (rows > 1) {
      x = sizeof<T>() == 8 ? v128.load64_splat(a, 1 * sizeof<T>()) : v128.load32_splat(a, 1 * sizeof<T>());
      s10 = step<T>(x, b0, s10);
      s11 = step<T>(x, b1, s11);
    }
    if (rows > 2) {
      x = sizeof<T>() == 8 ? v128.load64_splat(a, 2 * sizeof<T>()) : v128.load32_splat(a, 2 * sizeof<T>());
      s20 = step<T>(x, b0, s20);
      s21 = step<T>(x, b1, s21);
    }
    if (rows > 3) {
      x = sizeof<T>() == 8 ? v128.load64_splat(a, 3 * sizeof<T>()) : v128.load32_splat(a, 3 * sizeof<T>());
      s30 = step<T>(x, b0, s30);
      s31 = step<T>(x, b1, s31);
    }
    if (rows > 4) {
      x = sizeof<T>() == 8 ? v128.load64_splat(a, 4 * sizeof<T>()) : v128.load32_splat(a, 4 * sizeof<T>());
      s40 = step<T>(x, b0, s40);
      s41 = step<T>(x, b1, s41);
    }
    if (rows > 5) {
      x = sizeof<T>() == 8 ? v128.load64_splat(a, 5 * sizeof<T>()) : v128.load32_splat(a, 5 * sizeof<T>());
      s50 = step<T>(x, b0, s50);
      s51 = step<T>(x, b1, s51);
    }
    a += rows * sizeof<T>();
    b += stepB;
  }
  put<T>(c, s00, s01, add, bytes);
  if (rows > 1) put<T>(c + stride, s10, s11, add, bytes);
  if (rows > 2) put<T>(c + stride * 2, s20, s21, add, bytes);
  if (rows > 3) put<T>(c + stride * 3, s30, s31, add, bytes);
  if (rows > 4) put<T>(c + stride * 4, s40, s41, add, bytes);
  if (rows > 5) put<T>(c + stride * 5, s50, s51, add, bytes);
}

// @ts-ignore: decorator
@inline
function put<T>(c: usize, left: v128, right: v128, add: bool, bytes: u32): void {
  if (add) {
    left = sumOf<T>(v128.load(c), left);
    right = sumOf<T>(v128.load(c, 16), right);
  }
  if (bytes == 32) {
    v128.store(c, left);
    v128.store(c, right, 16);
  } else {
    putPart(c, left, right, bytes);
  }
}

/** The first `bytes` of two vectors, a multiple of 4 below 32. */
function putPart(c: usize, left: v128, right: v128, bytes: u32): void {
  if (bytes >= 16) {
    v128.store(c, left);
    c += 16;
    left = right;
  }
  if (bytes & 8) {
    v128.store64_lane(c, left, 0);
    c += 8;
    left = v128.shuffle<i64>(left, left, 1, 1);
  }
  if (bytes & 4) v128.store32_lane(c, left, 0);
}

function sixRows<T>(c: usize, stride: usize, a: usize, b: usize, stepB: usize, k: u32, add: bool, bytes: u32): void {
  multiply<T>(6, c, stride, a, b, stepB, k, add, bytes);
}

function fewRows<T>(rows: u32, c: usize, stride: usize, a: usize, b: usize, stepB: usize, k: u32, add: bool, bytes: u32): void {
  if (rows == 1) multiply<T>(1, c, stride, a, b, stepB, k, add, bytes);
  else if (rows == 2) multiply<T>(2, c, stride, a, b, stepB, k, add, bytes);
  else if (rows == 3) multiply<T>(3, c, stride, a, b, stepB, k, add, bytes);
  else if (rows == 4) multiply<T>(4, c, stride, a, b, stepB, k, add, bytes);
  else multiply<T>(5, c, stride, a, b, stepB, k, add, bytes);
}

/** c (m x n, rows of `stride` bytes) = or += packed rows of a times columns of b, whose panels of 32 bytes lie `panelB` bytes apart. */
// @ts-ignore: decorator
@inline
export function multiplyTiles<T>(c: usize, stride: usize, a: usize, b: usize, stepB: usize, panelB: usize, m: u32, n: u32, k: u32, add: bool): void {
  const width = n * <u32>sizeof<T>();
  const block = <usize>k * 6 * sizeof<T>();
  for (let j: u32 = 0; j < width; j += 32) {
    const bytes = min<u32>(32, width - j);
    let rows = a;
    let corner = c + j;
    let i: u32 = 0;
    for (; i + 6 <= m; i += 6) {
      sixRows<T>(corner, stride, rows, b, stepB, k, add, bytes);
      corner += stride * 6;
      rows += block;
    }
    if (i < m) fewRows<T>(m - i, corner, stride, rows, b, stepB, k, add, bytes);
    b += panelB;
  }
}
