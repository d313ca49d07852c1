// Four float32 lanes, and two float64 lanes: the operations that the instruction set names clumsily or has in two forms.

/** a * b + c; one rounding where the binary is built with relaxed SIMD and the machine has FMA. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** c - a * b, rounded like `madd`. */
// @ts-ignore: decorator
@inline
export function nmadd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  return f32x4.sub(c, f32x4.mul(a, b));
}

/** a * b + c on float64 lanes. */
// @ts-ignore: decorator
@inline
export function madd64(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

// @ts-ignore: decorator
@inline
export function splat(x: f32): v128 {
  return f32x4.splat(x);
}

// @ts-ignore: decorator
@inline
export function splat64(x: f64): v128 {
  return f64x2.splat(x);
}

/**
 * A constant from a table in the memory, in all lanes. Engines build other constants anew in every turn of a loop, in three instructions;
 * this is one: erf takes half the time.
 */
// @ts-ignore: decorator
@inline
export function at(table: usize, index: usize): v128 {
  return v128.load32_splat(table + (index << 2));
}

/** The same for float64. */
// @ts-ignore: decorator
@inline
export function at64(table: usize, index: usize): v128 {
  return v128.load64_splat(table + (index << 3));
}

/** The polynomial of degree 4 and so on, whose coefficients stand in a table, the highest first, from `index` on. */
// @ts-ignore: decorator
@inline
export function polynomial4(x: v128, table: usize, index: usize): v128 {
  let p = madd(at(table, index), x, at(table, index + 1));
  p = madd(p, x, at(table, index + 2));
  p = madd(p, x, at(table, index + 3));
  return madd(p, x, at(table, index + 4));
}

// @ts-ignore: decorator
@inline
export function polynomial5(x: v128, table: usize, index: usize): v128 {
  return madd(polynomial4(x, table, index), x, at(table, index + 5));
}

// @ts-ignore: decorator
@inline
export function polynomial6(x: v128, table: usize, index: usize): v128 {
  return madd(polynomial5(x, table, index), x, at(table, index + 6));
}

// @ts-ignore: decorator
@inline
export function polynomial7(x: v128, table: usize, index: usize): v128 {
  return madd(polynomial6(x, table, index), x, at(table, index + 7));
}

/** `yes` in the lanes of 32 bits whose mask is all ones, `no` where it is all zeros: one instruction where it may be, three otherwise. */
// @ts-ignore: decorator
@inline
export function choose(mask: v128, yes: v128, no: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_laneselect(yes, no, mask);
  return v128.bitselect(yes, no, mask);
}

/** The same for lanes of 64 bits. */
// @ts-ignore: decorator
@inline
export function choose64(mask: v128, yes: v128, no: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i64x2.relaxed_laneselect(yes, no, mask);
  return v128.bitselect(yes, no, mask);
}

/** `x`, which has no sign bit set, with the sign of `s`. */
// @ts-ignore: decorator
@inline
export function withSign(x: v128, s: v128): v128 {
  return v128.or(x, v128.and(s, i32x4.splat(0x80000000)));
}

/** The two low lanes, and the two high lanes, as float64. */
// @ts-ignore: decorator
@inline
export function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

// @ts-ignore: decorator
@inline
export function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 1));
}

/** Four float32 of two pairs of float64. */
// @ts-ignore: decorator
@inline
export function join(a: v128, b: v128): v128 {
  return i64x2.shuffle(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 2);
}

/** The first 1 to 3 lanes of a vector, so that what lies behind them stays as it is. */
// @ts-ignore: decorator
@inline
export function storeFirst(out: usize, x: v128, lanes: u32): void {
  if (lanes & 2) {
    v128.store64_lane(out, x, 0);
    if (lanes & 1) v128.store32_lane(out, x, 2, 8);
  } else {
    v128.store32_lane(out, x, 0);
  }
}
