// Four float32 lanes: the operations that the instruction set names clumsily or has in two forms.

/** a * b + c; one rounding where the binary is built with relaxed SIMD and the machine has FMA. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

// @ts-ignore: decorator
@inline
export function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/** `yes` where the mask's bits are set. */
// @ts-ignore: decorator
@inline
export function choose(mask: v128, yes: v128, no: v128): v128 {
  return v128.bitselect(yes, no, mask);
}

/** The magnitude of `x` with the sign of `s`. */
// @ts-ignore: decorator
@inline
export function copySign(x: v128, s: v128): v128 {
  return v128.bitselect(s, x, i32x4.splat(0x80000000));
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
