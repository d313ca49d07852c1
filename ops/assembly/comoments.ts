// Products of columns: how features of rows [n, width] vary together. Items are blocks of rows, each about its own means; few rows at a time lie in the
// nearest cache, column by column, about the means.

import { madd64 } from "./vector";

/** Rows of an item; as in `stats/comoments.ts`. */
const BLOCK: u32 = 8192;
/** Rows that are turned into columns at a time; even. */
const ROWS: u32 = 128;
/** Bytes of so much of a column. */
const COLUMN: usize = <usize>ROWS << 3;

/** The mean of every column. */
function means<T>(out: usize, source: usize, rows: u32, width: u32): void {
  memory.fill(out, 0, <usize>width << 3);
  const end = source + <usize>rows * width * sizeof<T>();
  while (source < end) {
    for (let to = out, last = out + (<usize>width << 3); to < last; to += 8) {
      store<f64>(to, load<f64>(to) + <f64>load<T>(source));
      source += sizeof<T>();
    }
  }
  for (let to = out, last = out + (<usize>width << 3); to < last; to += 8) store<f64>(to, load<f64>(to) / <f64>rows);
}

/** Columns of distances from `about`, whose sums are added to `left`; zeros behind the last row. */
function columnsOf<T>(columns: usize, source: usize, rows: u32, width: u32, about: usize, left: usize): void {
  for (let j: usize = 0; j < width; j++) {
    const mean = load<f64>(about + (j << 3));
    let from = source + j * sizeof<T>();
    let sum: f64 = 0;
    for (let i: usize = 0; i < rows; i++) {
      const distance = <f64>load<T>(from) - mean;
      store<f64>(columns + (i << 3), distance);
      sum += distance;
      from += <usize>width * sizeof<T>();
    }
    memory.fill(columns + (<usize>rows << 3), 0, <usize>(ROWS - rows) << 3);
    store<f64>(left + (j << 3), load<f64>(left + (j << 3)) + sum);
    columns += COLUMN;
  }
}

// @ts-ignore: decorator
@inline
function addSum(out: usize, sums: v128): void {
  store<f64>(out, load<f64>(out) + f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
}

/** Adds the products of two columns with four others. */
function tile(out: usize, stride: usize, a: usize, b: usize): void {
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  for (const end = a + COLUMN; a < end; a += 16) {
    const x = v128.load(a);
    const y = v128.load(a, COLUMN);
    let z = v128.load(b);
    s0 = madd64(x, z, s0);
    s1 = madd64(y, z, s1);
    z = v128.load(b, COLUMN);
    s2 = madd64(x, z, s2);
    s3 = madd64(y, z, s3);
    z = v128.load(b, 2 * COLUMN);
    s4 = madd64(x, z, s4);
    s5 = madd64(y, z, s5);
    z = v128.load(b, 3 * COLUMN);
    s6 = madd64(x, z, s6);
    s7 = madd64(y, z, s7);
    b += 16;
  }
  addSum(out, s0);
  addSum(out + 8, s2);
  addSum(out + 16, s4);
  addSum(out + 24, s6);
  addSum(out + stride, s1);
  addSum(out + stride + 8, s3);
  addSum(out + stride + 16, s5);
  addSum(out + stride + 24, s7);
}

/**
 * An item yields the means of its columns, the sums of the distances that rounding left, and the sums of their products, in rows of `wide` numbers: `width`,
 * rounded up to a multiple of four. Of the products, those on the diagonal and left of it are right. `scratch` has room for 1 KB for each of `wide` columns.
 */
// @ts-ignore: decorator
@inline
function comoments<T>(first: u32, count: u32, out: usize, source: usize, rows: u32, width: u32, scratch: usize): void {
  const wide = (width + 3) & ~3;
  const stride = <usize>wide << 3;
  const size = stride * (wide + 2);
  for (let item = first; item < first + count; item++) {
    const start = item * BLOCK;
    const length = min(BLOCK, rows - start);
    const from = source + <usize>start * width * sizeof<T>();
    const about = out + <usize>item * size;
    memory.fill(about, 0, size);
    memory.fill(scratch, 0, <usize>wide * COLUMN);
    means<T>(about, from, length, width);
    for (let row: u32 = 0; row < length; row += ROWS) {
      columnsOf<T>(scratch, from + <usize>row * width * sizeof<T>(), min(ROWS, length - row), width, about, about + stride);
      for (let i: usize = 0; i < width; i += 2) {
        for (let j: usize = 0; j <= i; j += 4) tile(about + stride * (i + 2) + (j << 3), stride, scratch + i * COLUMN, scratch + j * COLUMN);
      }
    }
  }
}

export function comoments_float32(first: u32, count: u32, out: usize, source: usize, rows: u32, width: u32, scratch: usize): void {
  comoments<f32>(first, count, out, source, rows, width, scratch);
}

export function comoments_float64(first: u32, count: u32, out: usize, source: usize, rows: u32, width: u32, scratch: usize): void {
  comoments<f64>(first, count, out, source, rows, width, scratch);
}
