// Matrix products. float32 goes through tiles of 6 x 8 results, which fill the vector registers: 12 sums, 2 vectors of b,
// 1 number of a. Both operands are packed first, so that the tile reads them in order, whatever their strides were.

import { madd } from "./vector";

/** Columns of b, eight at a time: [ceil(n / 8)][k][8], the last ones filled up with zeros. Strides count bytes. */
export function pack_columns(out: usize, b: usize, strideK: usize, strideN: usize, k: u32, n: u32): void {
  for (let start: u32 = 0; start < n; start += 8) {
    const columns = min<u32>(8, n - start);
    let from = b + <usize>start * strideN;
    if (columns == 8 && strideN == 4) {
      for (let p: u32 = 0; p < k; p++) {
        v128.store(out, v128.load(from));
        v128.store(out, v128.load(from, 16), 16);
        out += 32;
        from += strideK;
      }
    } else {
      for (let p: u32 = 0; p < k; p++) {
        for (let j: u32 = 0; j < 8; j++) store<f32>(out + (j << 2), j < columns ? load<f32>(from + <usize>j * strideN) : 0);
        out += 32;
        from += strideK;
      }
    }
  }
}

/** Rows of a, six at a time: [ceil(m / 6)][k][6], the last ones filled up with zeros. Strides count bytes. */
export function pack_rows(out: usize, a: usize, strideM: usize, strideK: usize, m: u32, k: u32): void {
  for (let start: u32 = 0; start < m; start += 6) {
    const rows = min<u32>(6, m - start);
    for (let i: u32 = 0; i < 6; i++) {
      let to = out + (i << 2);
      let from = a + <usize>(start + i) * strideM;
      for (let p: u32 = 0; p < k; p++) {
        store<f32>(to, i < rows ? load<f32>(from) : 0);
        to += 24;
        from += strideK;
      }
    }
    out += k * 24;
  }
}

/** c (m x n, rows of n) = or += the product of packed rows and packed columns. `scratch` holds one tile. */
export function multiply_packed(c: usize, rows: usize, columns: usize, m: u32, n: u32, k: u32, width: u32, add: bool, scratch: usize): void {
  const stride = <usize>width << 2;
  for (let j: u32 = 0; j < n; j += 8) {
    let a = rows;
    for (let i: u32 = 0; i < m; i += 6) {
      const corner = c + <usize>i * stride + (<usize>j << 2);
      if (i + 6 <= m && j + 8 <= n) {
        tile(corner, stride, a, columns, k, add);
      } else {
        tile(scratch, 32, a, columns, k, false);
        keep(corner, stride, scratch, min<u32>(6, m - i), min<u32>(8, n - j), add);
      }
      a += k * 24;
    }
    columns += k * 32;
  }
}

/** The part of a tile that lies inside c. */
function keep(c: usize, stride: usize, from: usize, rows: u32, columns: u32, add: bool): void {
  for (let i: u32 = 0; i < rows; i++) {
    for (let j: u32 = 0; j < columns; j++) {
      const place = c + <usize>i * stride + (j << 2);
      const sum = load<f32>(from + (i << 5) + (j << 2));
      store<f32>(place, add ? load<f32>(place) + sum : sum);
    }
  }
}

function tile(c: usize, stride: usize, a: usize, b: usize, k: u32, add: bool): void {
  const c0 = c;
  const c1 = c0 + stride;
  const c2 = c1 + stride;
  const c3 = c2 + stride;
  const c4 = c3 + stride;
  const c5 = c4 + stride;
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
  let s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00;
  const end = b + (<usize>k << 5);
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load32_splat(a, 4);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load32_splat(a, 8);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load32_splat(a, 12);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    x = v128.load32_splat(a, 16);
    s40 = madd(x, b0, s40);
    s41 = madd(x, b1, s41);
    x = v128.load32_splat(a, 20);
    s50 = madd(x, b0, s50);
    s51 = madd(x, b1, s51);
    a += 24;
    b += 32;
  }
  put(c0, s00, s01, add);
  put(c1, s10, s11, add);
  put(c2, s20, s21, add);
  put(c3, s30, s31, add);
  put(c4, s40, s41, add);
  put(c5, s50, s51, add);
}

// @ts-ignore: decorator
@inline
function put(c: usize, left: v128, right: v128, add: bool): void {
  if (add) {
    left = f32x4.add(v128.load(c), left);
    right = f32x4.add(v128.load(c, 16), right);
  }
  v128.store(c, left);
  v128.store(c, right, 16);
}

/** out[j] = Σ x[p] b[p][j]: a row times a matrix whose rows are packed; four rows of b at a time. */
export function combine_rows(out: usize, x: usize, b: usize, strideK: usize, k: u32, n: u32): void {
  const bytes = <usize>n << 2;
  const end = out + bytes;
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
    for (let to = out; to < end; to += 16) {
      let sum = madd(x0, v128.load(b0), v128.load(to));
      sum = madd(x1, v128.load(b1), sum);
      sum = madd(x2, v128.load(b2), sum);
      v128.store(to, madd(x3, v128.load(b3), sum));
      b0 += 16;
      b1 += 16;
      b2 += 16;
      b3 += 16;
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

/** out[i] = Σ a[i][p] x[p]: a matrix whose rows are packed times a column. */
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

/** Packed operands of another dtype, row by row. */
// @ts-ignore: decorator
@inline
function plain<T>(c: usize, a: usize, b: usize, m: u32, n: u32, k: u32): void {
  const bytes = <usize>n * sizeof<T>();
  for (let i: u32 = 0; i < m; i++) {
    memory.fill(c, 0, bytes);
    let from = b;
    for (let p: u32 = 0; p < k; p++) {
      const x = load<T>(a);
      for (let j: usize = 0; j < bytes; j += sizeof<T>()) store<T>(c + j, load<T>(c + j) + x * load<T>(from + j));
      from += bytes;
      a += sizeof<T>();
    }
    c += bytes;
  }
}

export function matmul_float64(c: usize, a: usize, b: usize, m: u32, n: u32, k: u32): void {
  plain<f64>(c, a, b, m, n, k);
}

/** The low 32 bits of a product do not depend on the sign: this serves uint32 too. */
export function matmul_int32(c: usize, a: usize, b: usize, m: u32, n: u32, k: u32): void {
  plain<i32>(c, a, b, m, n, k);
}
