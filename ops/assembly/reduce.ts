// Reductions of packed arrays [outer, length, inner] over the middle axis; of the inner columns only the first `columns` are folded, so that
// ranges of them can be. With inner = 1 the runs lie one after the other. Nothing is written beyond the results.

import { high, low } from "./vector";

/** Adds 256 numbers to two sums in float64: first in sixteen lanes of float32, 16 numbers each. */
// @ts-ignore: decorator
@inline
function addBlock(sum: v128, source: usize): v128 {
  let a = v128.load(source);
  let b = v128.load(source, 16);
  let c = v128.load(source, 32);
  let d = v128.load(source, 48);
  const end = source + 1024;
  for (source += 64; source < end; source += 64) {
    a = f32x4.add(a, v128.load(source));
    b = f32x4.add(b, v128.load(source, 16));
    c = f32x4.add(c, v128.load(source, 32));
    d = f32x4.add(d, v128.load(source, 48));
  }
  sum = f64x2.add(sum, f64x2.add(low(a), high(a)));
  sum = f64x2.add(sum, f64x2.add(low(b), high(b)));
  sum = f64x2.add(sum, f64x2.add(low(c), high(c)));
  return f64x2.add(sum, f64x2.add(low(d), high(d)));
}

/**
 * The sum of a run of float32: blocks, as exact as NumPy's, whose sums are added in float64. Twice as fast as float64 lanes for all
 * numbers; what is left of a block is added in float64.
 */
// @ts-ignore: decorator
@inline
function sumRun(source: usize, length: u32): f64 {
  const end = source + (<usize>length << 2);
  let lanes = f64x2.splat(0);
  for (const blocks = source + (<usize>(length & ~255) << 2); source < blocks; source += 1024) lanes = addBlock(lanes, source);
  for (const whole = source + (<usize>(length & 252) << 2); source < whole; source += 16) {
    const x = v128.load(source);
    lanes = f64x2.add(lanes, f64x2.add(low(x), high(x)));
  }
  let sum = f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
  for (; source < end; source += 4) sum += <f64>load<f32>(source);
  return sum;
}

/** Sums of columns: a block of them is kept in float64 in `scratch` (2 KB). */
// @ts-ignore: decorator
@inline
function sumColumns(out: usize, source: usize, length: u32, inner: u32, columns: u32, scratch: usize): void {
  const rowBytes = <usize>inner << 2;
  for (let start: u32 = 0; start < columns; start += 256) {
    const width = min<u32>(256, columns - start);
    const end = scratch + (<usize>((width + 3) & ~3) << 3);
    memory.fill(scratch, 0, 2048);
    let row = source + (<usize>start << 2);
    for (let k: u32 = 0; k < length; k++) {
      let from = row;
      for (let sum = scratch; sum < end; sum += 32) {
        const x = v128.load(from);
        v128.store(sum, f64x2.add(v128.load(sum), low(x)));
        v128.store(sum, f64x2.add(v128.load(sum, 16), high(x)), 16);
        from += 16;
      }
      row += rowBytes;
    }
    for (let j: u32 = 0; j < width; j++) store<f32>(out + (<usize>(start + j) << 2), <f32>load<f64>(scratch + (<usize>j << 3)));
  }
}

export function sum_float32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, scratch: usize): void {
  for (let o: u32 = 0; o < outer; o++) {
    if (inner == 1) store<f32>(out, <f32>sumRun(source, length));
    else sumColumns(out, source, length, inner, columns, scratch);
    out += <usize>inner << 2;
    source += (<usize>inner * <usize>length) << 2;
  }
}

/** The sum of a run, as a float64, for runs that are cut into parts. */
export function sumPart_float32(out: usize, source: usize, length: u32): void {
  store<f64>(out, sumRun(source, length));
}

// The greatest and the least. A NaN wins, which the quick instructions for extremes do not grant: it is looked for beside them.

/** Greatest, or least where `least`: of equals either may be taken. */
// @ts-ignore: decorator
@inline
function extreme(a: v128, b: v128, least: bool): v128 {
  return least ? f32x4.pmin(a, b) : f32x4.pmax(a, b);
}

// @ts-ignore: decorator
@inline
function extremeOne(a: f32, b: f32, least: bool): f32 {
  return least ? min(a, b) : max(a, b);
}

// @ts-ignore: decorator
@inline
function extremeRun(source: usize, length: u32, least: bool): f32 {
  const end = source + (<usize>length << 2);
  let result = load<f32>(source);
  if (length >= 16) {
    const whole = source + (<usize>(length & ~15) << 2);
    let a = v128.load(source);
    let b = a;
    let c = a;
    let d = a;
    let nan = f32x4.splat(0);
    for (; source < whole; source += 64) {
      const w = v128.load(source);
      const x = v128.load(source, 16);
      const y = v128.load(source, 32);
      const z = v128.load(source, 48);
      a = extreme(a, w, least);
      b = extreme(b, x, least);
      c = extreme(c, y, least);
      d = extreme(d, z, least);
      // The sum of four is NaN where one of them is, or where infinities meet.
      const sum = f32x4.add(f32x4.add(w, x), f32x4.add(y, z));
      nan = v128.or(nan, f32x4.ne(sum, sum));
    }
    if (v128.any_true(nan)) return extremeSlowly(end - (<usize>length << 2), length, least);
    a = extreme(extreme(a, b, least), extreme(c, d, least), least);
    result = extremeOne(f32x4.extract_lane(a, 0), f32x4.extract_lane(a, 1), least);
    result = extremeOne(result, f32x4.extract_lane(a, 2), least);
    result = extremeOne(result, f32x4.extract_lane(a, 3), least);
  }
  for (; source < end; source += 4) result = extremeOne(result, load<f32>(source), least);
  return result;
}

function extremeSlowly(source: usize, length: u32, least: bool): f32 {
  let result = load<f32>(source);
  for (let i: u32 = 1; i < length; i++) {
    source += 4;
    result = extremeOne(result, load<f32>(source), least);
  }
  return result;
}

// @ts-ignore: decorator
@inline
function extremeColumns(out: usize, source: usize, length: u32, inner: u32, columns: u32, least: bool): void {
  const rowBytes = <usize>inner << 2;
  const bytes = <usize>columns << 2;
  const whole = bytes & ~15;
  memory.copy(out, source, bytes);
  for (let k: u32 = 1; k < length; k++) {
    source += rowBytes;
    let j: usize = 0;
    for (; j < whole; j += 16) {
      const x = v128.load(out + j);
      const y = v128.load(source + j);
      v128.store(out + j, least ? f32x4.min(x, y) : f32x4.max(x, y));
    }
    for (; j < bytes; j += 4) store<f32>(out + j, extremeOne(load<f32>(out + j), load<f32>(source + j), least));
  }
}

// @ts-ignore: decorator
@inline
function extremes(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, least: bool): void {
  for (let o: u32 = 0; o < outer; o++) {
    if (inner == 1) store<f32>(out, extremeRun(source, length, least));
    else extremeColumns(out, source, length, inner, columns, least);
    out += <usize>inner << 2;
    source += (<usize>inner * <usize>length) << 2;
  }
}

export function max_float32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  extremes(out, source, outer, length, inner, columns, false);
}

export function min_float32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  extremes(out, source, outer, length, inner, columns, true);
}

// The other dtypes and operations go one element at a time.

enum Fold {
  sum,
  prod,
  max,
  min,
}

/** `op` is known at each call, so the tests of it vanish. */
// @ts-ignore: decorator
@inline
function combine<T>(op: Fold, a: T, b: T): T {
  if (op == Fold.sum) return (a + b) as T;
  if (op == Fold.prod) return (a * b) as T;
  return op == Fold.max ? max(a, b) : min(a, b);
}

// @ts-ignore: decorator
@inline
function foldEach<T, Wide>(op: Fold, out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32): void {
  const step = <usize>inner * sizeof<T>();
  for (let o: u32 = 0; o < outer; o++) {
    for (let j: u32 = 0; j < columns; j++) {
      let from = source + <usize>j * sizeof<T>();
      let result = length > 0 ? <Wide>load<T>(from) : <Wide>(op == Fold.prod ? 1 : 0);
      for (let k: u32 = 1; k < length; k++) {
        from += step;
        result = combine<Wide>(op, result, <Wide>load<T>(from));
      }
      store<T>(out, <T>result);
      out += sizeof<T>();
    }
    out += <usize>(inner - columns) * sizeof<T>();
    source += step * length;
  }
}

/** The index of the first extreme element, or of the first NaN. */
// @ts-ignore: decorator
@inline
function indexOf<T>(op: Fold, out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32): void {
  const step = <usize>inner * sizeof<T>();
  for (let o: u32 = 0; o < outer; o++) {
    for (let j: u32 = 0; j < columns; j++) {
      let from = source + <usize>j * sizeof<T>();
      let best = load<T>(from);
      let index: u32 = 0;
      for (let k: u32 = 0; k < length; k++) {
        const x = load<T>(from);
        if (x != x) {
          index = k;
          break;
        }
        if (op == Fold.max ? x > best : x < best) {
          best = x;
          index = k;
        }
        from += step;
      }
      store<u32>(out, index);
      out += 4;
    }
    out += <usize>(inner - columns) << 2;
    source += step * length;
  }
}

/** The product of a run, as a float64, for runs that are cut into parts. */
export function prodPart_float32(out: usize, source: usize, length: u32): void {
  let product: f64 = 1;
  for (const end = source + (<usize>length << 2); source < end; source += 4) product *= <f64>load<f32>(source);
  store<f64>(out, product);
}

export function prod_float32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<f32, f64>(Fold.prod, out, source, outer, length, inner, columns);
}

export function sum_float64(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<f64, f64>(Fold.sum, out, source, outer, length, inner, columns);
}

export function prod_float64(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<f64, f64>(Fold.prod, out, source, outer, length, inner, columns);
}

export function max_float64(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<f64, f64>(Fold.max, out, source, outer, length, inner, columns);
}

export function min_float64(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<f64, f64>(Fold.min, out, source, outer, length, inner, columns);
}

export function sum_int32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<i32, i32>(Fold.sum, out, source, outer, length, inner, columns);
}

export function prod_int32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<i32, i32>(Fold.prod, out, source, outer, length, inner, columns);
}

export function max_int32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<i32, i32>(Fold.max, out, source, outer, length, inner, columns);
}

export function min_int32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<i32, i32>(Fold.min, out, source, outer, length, inner, columns);
}

export function sum_uint32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<u32, u32>(Fold.sum, out, source, outer, length, inner, columns);
}

export function prod_uint32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<u32, u32>(Fold.prod, out, source, outer, length, inner, columns);
}

export function max_uint32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<u32, u32>(Fold.max, out, source, outer, length, inner, columns);
}

export function min_uint32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<u32, u32>(Fold.min, out, source, outer, length, inner, columns);
}

export function max_bool(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<u8, u8>(Fold.max, out, source, outer, length, inner, columns);
}

export function min_bool(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  foldEach<u8, u8>(Fold.min, out, source, outer, length, inner, columns);
}

export function argmax_float32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  indexOf<f32>(Fold.max, out, source, outer, length, inner, columns);
}

export function argmin_float32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  indexOf<f32>(Fold.min, out, source, outer, length, inner, columns);
}

export function argmax_float64(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  indexOf<f64>(Fold.max, out, source, outer, length, inner, columns);
}

export function argmin_float64(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  indexOf<f64>(Fold.min, out, source, outer, length, inner, columns);
}

export function argmax_int32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  indexOf<i32>(Fold.max, out, source, outer, length, inner, columns);
}

export function argmin_int32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  indexOf<i32>(Fold.min, out, source, outer, length, inner, columns);
}

export function argmax_uint32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  indexOf<u32>(Fold.max, out, source, outer, length, inner, columns);
}

export function argmin_uint32(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  indexOf<u32>(Fold.min, out, source, outer, length, inner, columns);
}

export function argmax_bool(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  indexOf<u8>(Fold.max, out, source, outer, length, inner, columns);
}

export function argmin_bool(out: usize, source: usize, outer: u32, length: u32, inner: u32, columns: u32, _scratch: usize): void {
  indexOf<u8>(Fold.min, out, source, outer, length, inner, columns);
}
