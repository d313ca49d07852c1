// Reductions of packed arrays [outer, length, inner] over the middle axis. With inner = 1 the runs lie one after the other.

import { high, low } from "./vector";

/** The sum of a run of float32, in float64 lanes. */
// @ts-ignore: decorator
@inline
function sumRun(source: usize, length: u32): f64 {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  const end = source + (<usize>length << 2);
  const whole = source + (<usize>(length & ~7) << 2);
  while (source < whole) {
    const x = v128.load(source);
    const y = v128.load(source, 16);
    a = f64x2.add(a, low(x));
    b = f64x2.add(b, high(x));
    c = f64x2.add(c, low(y));
    d = f64x2.add(d, high(y));
    source += 32;
  }
  const total = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  let sum = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  for (; source < end; source += 4) sum += <f64>load<f32>(source);
  return sum;
}

/** Sums of columns: a block of them is kept in float64 in `scratch` (2 KB). */
// @ts-ignore: decorator
@inline
function sumColumns(out: usize, source: usize, length: u32, inner: u32, scratch: usize): void {
  const rowBytes = <usize>inner << 2;
  for (let start: u32 = 0; start < inner; start += 256) {
    const columns = min<u32>(256, inner - start);
    const end = scratch + (<usize>((columns + 3) & ~3) << 3);
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
    for (let j: u32 = 0; j < columns; j++) store<f32>(out + (<usize>(start + j) << 2), <f32>load<f64>(scratch + (<usize>j << 3)));
  }
}

export function sum_float32(out: usize, source: usize, outer: u32, length: u32, inner: u32, scratch: usize): void {
  for (let o: u32 = 0; o < outer; o++) {
    if (inner == 1) store<f32>(out, <f32>sumRun(source, length));
    else sumColumns(out, source, length, inner, scratch);
    out += <usize>inner << 2;
    source += (<usize>inner * <usize>length) << 2;
  }
}

/** Folds a run of float32 by vectors. `combine` treats NaN as the scalar form does. */
// @ts-ignore: decorator
@inline
function foldRun<Op>(source: usize, length: u32): f32 {
  const end = source + (<usize>length << 2);
  let result = load<f32>(source);
  if (length >= 8) {
    const whole = source + (<usize>(length & ~7) << 2);
    let a = v128.load(source);
    let b = v128.load(source, 16);
    for (source += 32; source < whole; source += 32) {
      a = changetype<Op>(0).lanes(a, v128.load(source));
      b = changetype<Op>(0).lanes(b, v128.load(source, 16));
    }
    a = changetype<Op>(0).lanes(a, b);
    result = changetype<Op>(0).one(f32x4.extract_lane(a, 0), f32x4.extract_lane(a, 1));
    result = changetype<Op>(0).one(result, f32x4.extract_lane(a, 2));
    result = changetype<Op>(0).one(result, f32x4.extract_lane(a, 3));
  }
  for (; source < end; source += 4) result = changetype<Op>(0).one(result, load<f32>(source));
  return result;
}

/** Folds columns into `out`; whole vectors, so it may touch what lies behind the last one. */
// @ts-ignore: decorator
@inline
function foldColumns<Op>(out: usize, source: usize, length: u32, inner: u32): void {
  const bytes = <usize>inner << 2;
  memory.copy(out, source, bytes);
  for (let k: u32 = 1; k < length; k++) {
    source += bytes;
    for (let j: usize = 0; j < bytes; j += 16) {
      v128.store(out + j, changetype<Op>(0).lanes(v128.load(out + j), v128.load(source + j)));
    }
  }
}

// @ts-ignore: decorator
@inline
function fold<Op>(out: usize, source: usize, outer: u32, length: u32, inner: u32): void {
  for (let o: u32 = 0; o < outer; o++) {
    if (inner == 1) store<f32>(out, foldRun<Op>(source, length));
    else foldColumns<Op>(out, source, length, inner);
    out += <usize>inner << 2;
    source += (<usize>inner * <usize>length) << 2;
  }
}

class Greatest {
  // @ts-ignore: decorator
  @inline lanes(a: v128, b: v128): v128 {
    return f32x4.max(a, b);
  }
  // @ts-ignore: decorator
  @inline one(a: f32, b: f32): f32 {
    return max(a, b);
  }
}

class Least {
  // @ts-ignore: decorator
  @inline lanes(a: v128, b: v128): v128 {
    return f32x4.min(a, b);
  }
  // @ts-ignore: decorator
  @inline one(a: f32, b: f32): f32 {
    return min(a, b);
  }
}

export function max_float32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  fold<Greatest>(out, source, outer, length, inner);
}

export function min_float32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  fold<Least>(out, source, outer, length, inner);
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
function foldEach<T, Wide>(op: Fold, out: usize, source: usize, outer: u32, length: u32, inner: u32): void {
  const step = <usize>inner * sizeof<T>();
  for (let o: u32 = 0; o < outer; o++) {
    for (let j: u32 = 0; j < inner; j++) {
      let from = source + <usize>j * sizeof<T>();
      let result = length > 0 ? <Wide>load<T>(from) : <Wide>(op == Fold.prod ? 1 : 0);
      for (let k: u32 = 1; k < length; k++) {
        from += step;
        result = combine<Wide>(op, result, <Wide>load<T>(from));
      }
      store<T>(out, <T>result);
      out += sizeof<T>();
    }
    source += step * length;
  }
}

/** The index of the first extreme element, or of the first NaN. */
// @ts-ignore: decorator
@inline
function indexOf<T>(op: Fold, out: usize, source: usize, outer: u32, length: u32, inner: u32): void {
  const step = <usize>inner * sizeof<T>();
  for (let o: u32 = 0; o < outer; o++) {
    for (let j: u32 = 0; j < inner; j++) {
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
    source += step * length;
  }
}

export function prod_float32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<f32, f64>(Fold.prod, out, source, outer, length, inner);
}

export function sum_float64(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<f64, f64>(Fold.sum, out, source, outer, length, inner);
}

export function prod_float64(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<f64, f64>(Fold.prod, out, source, outer, length, inner);
}

export function max_float64(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<f64, f64>(Fold.max, out, source, outer, length, inner);
}

export function min_float64(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<f64, f64>(Fold.min, out, source, outer, length, inner);
}

export function sum_int32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<i32, i32>(Fold.sum, out, source, outer, length, inner);
}

export function prod_int32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<i32, i32>(Fold.prod, out, source, outer, length, inner);
}

export function max_int32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<i32, i32>(Fold.max, out, source, outer, length, inner);
}

export function min_int32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<i32, i32>(Fold.min, out, source, outer, length, inner);
}

export function sum_uint32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<u32, u32>(Fold.sum, out, source, outer, length, inner);
}

export function prod_uint32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<u32, u32>(Fold.prod, out, source, outer, length, inner);
}

export function max_uint32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<u32, u32>(Fold.max, out, source, outer, length, inner);
}

export function min_uint32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<u32, u32>(Fold.min, out, source, outer, length, inner);
}

export function max_bool(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<u8, u8>(Fold.max, out, source, outer, length, inner);
}

export function min_bool(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  foldEach<u8, u8>(Fold.min, out, source, outer, length, inner);
}

export function argmax_float32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  indexOf<f32>(Fold.max, out, source, outer, length, inner);
}

export function argmin_float32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  indexOf<f32>(Fold.min, out, source, outer, length, inner);
}

export function argmax_float64(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  indexOf<f64>(Fold.max, out, source, outer, length, inner);
}

export function argmin_float64(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  indexOf<f64>(Fold.min, out, source, outer, length, inner);
}

export function argmax_int32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  indexOf<i32>(Fold.max, out, source, outer, length, inner);
}

export function argmin_int32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  indexOf<i32>(Fold.min, out, source, outer, length, inner);
}

export function argmax_uint32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  indexOf<u32>(Fold.max, out, source, outer, length, inner);
}

export function argmin_uint32(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  indexOf<u32>(Fold.min, out, source, outer, length, inner);
}

export function argmax_bool(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  indexOf<u8>(Fold.max, out, source, outer, length, inner);
}

export function argmin_bool(out: usize, source: usize, outer: u32, length: u32, inner: u32, _scratch: usize): void {
  indexOf<u8>(Fold.min, out, source, outer, length, inner);
}
