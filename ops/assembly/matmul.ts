// Matrix products. A range of rows is multiplied in blocks: its rows are packed (`pack.ts`), then tile by tile (`tile.ts`) they meet columns that
// were packed once for all ranges, or that are read where they lie.

import { packColumns, packRows } from "./pack";
import { multiplyTiles } from "./tile";
import { madd } from "./vector";

/** Steps of k for one packing: a panel of columns is then 16 KB and stays in the nearest cache. */
const DEPTH: u32 = 512;
/** Rows packed at once, a multiple of the tile's 6: 192 KB of float32, for the second cache. */
const HEIGHT: u32 = 96;

export function pack_columns_4(out: usize, b: usize, strideK: usize, strideN: usize, k: u32, n: u32): void {
  packColumns<f32>(out, b, strideK, strideN, k, n);
}

export function pack_columns_8(out: usize, b: usize, strideK: usize, strideN: usize, k: u32, n: u32): void {
  packColumns<f64>(out, b, strideK, strideN, k, n);
}

// @ts-ignore: decorator
@inline
function multiplyRows<T>(
  c: usize, width: u32, a: usize, strideM: usize, strideK: usize, b: usize, stepB: usize, panelB: usize, m: u32, n: u32, k: u32, scratch: usize,
): void {
  const stride = <usize>width * sizeof<T>();
  for (let i: u32 = 0; i < m; i += HEIGHT) {
    const rows = min<u32>(HEIGHT, m - i);
    for (let p: u32 = 0; p == 0 || p < k; p += DEPTH) {
      const steps = min<u32>(DEPTH, k - p);
      packRows<T>(scratch, a + <usize>p * strideK, strideM, strideK, rows, steps);
      multiplyTiles<T>(c, stride, scratch, b + <usize>p * stepB, stepB, panelB, rows, n, steps, p > 0);
    }
    a += <usize>rows * strideM;
    c += <usize>rows * stride;
  }
}

/**
 * c (m x n, rows of `width` numbers) = a b. Rows of a have any strides; the columns of b lie in panels of 32 bytes, `panelB` bytes apart, whose
 * steps of k lie `stepB` bytes apart. `scratch` holds min(m, 96) x min(k, 512) numbers.
 */
export function multiply_float32(
  c: usize, width: u32, a: usize, strideM: usize, strideK: usize, b: usize, stepB: usize, panelB: usize, m: u32, n: u32, k: u32, scratch: usize,
): void {
  multiplyRows<f32>(c, width, a, strideM, strideK, b, stepB, panelB, m, n, k, scratch);
}

export function multiply_float64(
  c: usize, width: u32, a: usize, strideM: usize, strideK: usize, b: usize, stepB: usize, panelB: usize, m: u32, n: u32, k: u32, scratch: usize,
): void {
  multiplyRows<f64>(c, width, a, strideM, strideK, b, stepB, panelB, m, n, k, scratch);
}

/** The low 32 bits of a product do not depend on the sign: this serves uint32 too. */
export function multiply_int32(
  c: usize, width: u32, a: usize, strideM: usize, strideK: usize, b: usize, stepB: usize, panelB: usize, m: u32, n: u32, k: u32, scratch: usize,
): void {
  multiplyRows<i32>(c, width, a, strideM, strideK, b, stepB, panelB, m, n, k, scratch);
}

/** out[j] = Σ x[p] b[p][j]: a row times a matrix whose rows are packed; four rows of b at a time. */
export function combine_rows(out: usize, x: usize, b: usize, strideK: usize, k: u32, n: u32): void {
  const bytes = <usize>n << 2;
  const whole = bytes & ~15;
  combineVectors(out, x, b, strideK, k, whole);
  for (let j = whole; j < bytes; j += 4) {
    let sum: f32 = 0;
    for (let p: u32 = 0; p < k; p++) sum += load<f32>(x + (<usize>p << 2)) * load<f32>(b + p * strideK + j);
    store<f32>(out + j, sum);
  }
}

/** `bytes` are whole vectors; two of them at a time are read 6 % faster than one or four. */
function combineVectors(out: usize, x: usize, b: usize, strideK: usize, k: u32, bytes: usize): void {
  const end = out + bytes;
  const pairsEnd = out + (bytes & ~31);
  memory.fill(out, 0, bytes);
  let p: u32 = 0;
  for (; p + 4 <= k; p += 4) {
    const x0 = v128.load32_splat(x);
    const x1 = v128.load32_splat(x, 4);
    const x2 = v128.load32_splat(x, 8);
    const x3 = v128.load32_splat(x, 12);
    let b0 = b;
    let b1 = b0 + strideK;
    let b2 = b1 + strideK;
    let b3 = b2 + strideK;
    for (let to = out; to < pairsEnd; to += 32) {
      let left = madd(x0, v128.load(b0), v128.load(to));
      let right = madd(x0, v128.load(b0, 16), v128.load(to, 16));
      left = madd(x1, v128.load(b1), left);
      right = madd(x1, v128.load(b1, 16), right);
      left = madd(x2, v128.load(b2), left);
      right = madd(x2, v128.load(b2, 16), right);
      v128.store(to, madd(x3, v128.load(b3), left));
      v128.store(to, madd(x3, v128.load(b3, 16), right), 16);
      b0 += 32;
      b1 += 32;
      b2 += 32;
      b3 += 32;
    }
    if (pairsEnd < end) {
      let sum = madd(x0, v128.load(b0), v128.load(pairsEnd));
      sum = madd(x1, v128.load(b1), sum);
      sum = madd(x2, v128.load(b2), sum);
      v128.store(pairsEnd, madd(x3, v128.load(b3), sum));
    }
    x += 16;
    b += strideK << 2;
  }
  for (; p < k; p++) {
    const x0 = v128.load32_splat(x);
    let b0 = b;
    for (let to = out; to < end; to += 16) {
      v128.store(to, madd(x0, v128.load(b0), v128.load(to)));
      b0 += 16;
    }
    x += 4;
    b += strideK;
  }
}

/** out[i] = Σ a[i][p] x[p]: a matrix whose rows are packed times a column. For few rows. */
export function dot_rows(out: usize, a: usize, strideM: usize, x: usize, m: u32, k: u32): void {
  const whole = k & ~15;
  for (let i: u32 = 0; i < m; i++) {
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    let from = a;
    let column = x;
    const end = a + (<usize>whole << 2);
    while (from < end) {
      s0 = madd(v128.load(from), v128.load(column), s0);
      s1 = madd(v128.load(from, 16), v128.load(column, 16), s1);
      s2 = madd(v128.load(from, 32), v128.load(column, 32), s2);
      s3 = madd(v128.load(from, 48), v128.load(column, 48), s3);
      from += 64;
      column += 64;
    }
    s0 = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
    let sum = f32x4.extract_lane(s0, 0) + f32x4.extract_lane(s0, 1) + f32x4.extract_lane(s0, 2) + f32x4.extract_lane(s0, 3);
    for (let p = whole; p < k; p++) {
      sum += load<f32>(from) * load<f32>(column);
      from += 4;
      column += 4;
    }
    store<f32>(out, sum);
    out += 4;
    a += strideM;
  }
}

/**
 * The same for many rows: six that lie far apart at a time, so that six streams come from the memory: 75 GB/s where one gives 52. The streams are of
 * equal length and overlap where the rows are not a multiple of six, because a row is summed in one order wherever it is.
 */
export function dot_many_rows(out: usize, a: usize, strideM: usize, x: usize, m: u32, k: u32): void {
  const length = (m + 5) / 6;
  const last = m - length;
  for (let i: u32 = 0; i < length; i++) {
    dotSixRows(out, a, strideM, x, k, i, i + last / 5, i + (2 * last) / 5, i + (3 * last) / 5, i + (4 * last) / 5, i + last);
  }
}

function dotSixRows(out: usize, a: usize, strideM: usize, x: usize, k: u32, i0: u32, i1: u32, i2: u32, i3: u32, i4: u32, i5: u32): void {
  let a0 = a + strideM * i0;
  let a1 = a + strideM * i1;
  let a2 = a + strideM * i2;
  let a3 = a + strideM * i3;
  let a4 = a + strideM * i4;
  let a5 = a + strideM * i5;
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0;
  const end = x + (<usize>(k & ~3) << 2);
  let column = x;
  while (column < end) {
    const v = v128.load(column);
    s0 = madd(v128.load(a0), v, s0);
    s1 = madd(v128.load(a1), v, s1);
    s2 = madd(v128.load(a2), v, s2);
    s3 = madd(v128.load(a3), v, s3);
    s4 = madd(v128.load(a4), v, s4);
    s5 = madd(v128.load(a5), v, s5);
    a0 += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
    a4 += 16;
    a5 += 16;
    column += 16;
  }
  store<f32>(out + (<usize>i0 << 2), endOfRow(s0, a0, column, k & 3));
  store<f32>(out + (<usize>i1 << 2), endOfRow(s1, a1, column, k & 3));
  store<f32>(out + (<usize>i2 << 2), endOfRow(s2, a2, column, k & 3));
  store<f32>(out + (<usize>i3 << 2), endOfRow(s3, a3, column, k & 3));
  store<f32>(out + (<usize>i4 << 2), endOfRow(s4, a4, column, k & 3));
  store<f32>(out + (<usize>i5 << 2), endOfRow(s5, a5, column, k & 3));
}

/** The sum of a row whose last few numbers are still to come. */
function endOfRow(sums: v128, a: usize, column: usize, rest: u32): f32 {
  let sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3);
  for (let p: u32 = 0; p < rest; p++) sum += load<f32>(a + (<usize>p << 2)) * load<f32>(column + (<usize>p << 2));
  return sum;
}

/** The most multiplications and additions that this machine can do: twelve sums that stay in registers, `turns` times. For comparison. */
export function madd_ceiling(turns: u32, scratch: usize): void {
  const x = v128.load(scratch);
  const y = v128.load(scratch, 16);
  let s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x, s8 = x, s9 = x, s10 = x, s11 = x;
  for (let i: u32 = 0; i < turns; i++) {
    s0 = madd(x, y, s0);
    s1 = madd(x, y, s1);
    s2 = madd(x, y, s2);
    s3 = madd(x, y, s3);
    s4 = madd(x, y, s4);
    s5 = madd(x, y, s5);
    s6 = madd(x, y, s6);
    s7 = madd(x, y, s7);
    s8 = madd(x, y, s8);
    s9 = madd(x, y, s9);
    s10 = madd(x, y, s10);
    s11 = madd(x, y, s11);
  }
  const first = f32x4.add(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), f32x4.add(s4, s5));
  const last = f32x4.add(f32x4.add(f32x4.add(s6, s7), f32x4.add(s8, s9)), f32x4.add(s10, s11));
  v128.store(scratch, f32x4.add(first, last), 32);
}
