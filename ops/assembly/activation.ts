// tanh, erf and the activations of neural networks on four float32 lanes.
import { exp, expm1Near, expShifted, log1pUnit, Shift } from "./exponential";
import { at, at64, choose, high, join, low, madd, madd64, nmadd, polynomial6, polynomial7, splat, withSign } from "./vector";

/** Beyond these the results are rounded to their limits, and exponents would not fit. */
const BOUNDS = memory.data<f32>([10, 104.5, -60, 108.5, -109, 14.4, 4, 1.25, 10.2, 2]);

/** e / (e + 2) with e = exp(2|x|) - 1; beyond 10 it rounds to 1. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const a = f32x4.pmin(f32x4.abs(x), at(BOUNDS, 0));
  const e = expm1Near(f32x4.add(a, a));
  return withSign(f32x4.div(e, f32x4.add(e, at(BOUNDS, 9))), x);
}

/** 2^-24: exponentials are kept so much smaller, so that they neither overflow nor become subnormal before the last step. */
const SMALL: f32 = 5.9604644775390625e-8;

/** 2^-24, 2^-30 and 2^-23. */
const ONES = memory.data<f32>([SMALL, 9.313225746154785e-10, 1.1920928955078125e-7]);

/** 1 / (1 + exp(-x)). */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const t = expShifted(f32x4.pmax(f32x4.pmin(f32x4.neg(x), at(BOUNDS, 1)), at(BOUNDS, 2)), splat(0), Shift.down24);
  return f32x4.div(at(ONES, 0), f32x4.add(t, at(ONES, 0)));
}

/** x sigmoid(x). */
// @ts-ignore: decorator
@inline
export function silu(x: v128): v128 {
  const one = at(ONES, 1);
  const t = expShifted(f32x4.pmax(f32x4.pmin(f32x4.neg(x), at(BOUNDS, 3)), at(BOUNDS, 2)), splat(0), Shift.down30);
  return f32x4.mul(f32x4.pmax(x, at(BOUNDS, 4)), f32x4.div(one, f32x4.add(t, one)));
}

/** -factor a² - square, where `square` is the rounded -factor a²: an exponential would multiply this error by the square. */
// @ts-ignore: decorator
@inline
function squareRest(a: v128, factor: f32, square: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return nmadd(a, f32x4.mul(a, splat(factor)), f32x4.neg(square)); // exact with FMA, 0 on machines without
  const front = v128.and(a, i32x4.splat(0xfffff000)); // 12 bits, so that its square is exact
  const exact = f32x4.mul(f32x4.mul(front, front), splat(factor));
  const back = f32x4.mul(f32x4.mul(f32x4.sub(a, front), f32x4.add(a, front)), splat(factor));
  return f32x4.sub(f32x4.sub(f32x4.neg(square), exact), back);
}

/** exp(-factor a²) * 2^24, where factor a² is at most 104. */
// @ts-ignore: decorator
@inline
function bell(a: v128, factor: f32): v128 {
  const square = f32x4.neg(f32x4.mul(a, f32x4.mul(a, splat(factor))));
  return expShifted(square, squareRest(a, factor, square), Shift.up24);
}

/** The coefficients of P and Q. */
const TAIL = memory.data<f64>([
  0.0041163015509244364, 0.040633174779746185, 0.18323498358164944, 0.43829474151138414, 0.5000000029546495,
  0.010317918109042392, 0.10185871192535965, 0.4694702233845396, 1.2025024995009077, 1.6744744642847909, 1,
]);

/**
 * P(a) / Q(a), which is erfc(a / √2) exp(a² / 2) / 2 with a relative error of 6e-9, on two lanes. In float64: in float32 gelu is 1.3 times as
 * fast, but off by 5 ULP where x is negative.
 */
// @ts-ignore: decorator
@inline
function tail(a: v128): v128 {
  let p = madd64(at64(TAIL, 0), a, at64(TAIL, 1));
  p = madd64(p, a, at64(TAIL, 2));
  p = madd64(p, a, at64(TAIL, 3));
  p = madd64(p, a, at64(TAIL, 4));
  let q = madd64(at64(TAIL, 5), a, at64(TAIL, 6));
  q = madd64(q, a, at64(TAIL, 7));
  q = madd64(q, a, at64(TAIL, 8));
  q = madd64(q, a, at64(TAIL, 9));
  q = madd64(q, a, at64(TAIL, 10));
  return f64x2.div(p, q);
}

/** x Φ(x) = max(x, 0) - a exp(-a² / 2) P(a) / Q(a) with a = |x|. */
// @ts-ignore: decorator
@inline
export function gelu(x: v128): v128 {
  const a = f32x4.pmin(f32x4.abs(x), at(BOUNDS, 5));
  const left = low(a);
  const right = high(a);
  const factor = join(f64x2.mul(left, tail(left)), f64x2.mul(right, tail(right)));
  return f32x4.sub(f32x4.pmax(x, splat(0)), f32x4.mul(f32x4.mul(bell(a, 0.5), factor), at(ONES, 0)));
}

/** x sigmoid(2u), u = √(2/π) (x + 0.044715 x³); u in float64, because the exponential multiplies its error by u. */
// @ts-ignore: decorator
@inline
export function geluTanh(x: v128): v128 {
  const a = twiceInner(low(x));
  const b = twiceInner(high(x));
  const rounded = join(a, b);
  const rest = join(f64x2.sub(a, low(rounded)), f64x2.sub(b, high(rounded)));
  const one = at(ONES, 1);
  const t = expShifted(rounded, rest, Shift.down30);
  return f32x4.mul(f32x4.pmax(x, splat(-15)), f32x4.div(one, f32x4.add(t, one)));
}

/** -2u between -60 and 108.5, on two float64 lanes. */
// @ts-ignore: decorator
@inline
function twiceInner(x: v128): v128 {
  const cubic = f64x2.add(f64x2.mul(f64x2.mul(x, x), f64x2.splat(0.044715)), f64x2.splat(1));
  const u = f64x2.mul(f64x2.mul(x, f64x2.splat(-1.5957691216057308)), cubic);
  return f64x2.pmax(f64x2.pmin(u, f64x2.splat(108.5)), f64x2.splat(-60));
}

/** erf(x) / x - 1 in x² up to 1.25², with an error of 1e-9 of erf; and the eighth root of erfc from 1.25 to 4, with an error of 3e-9. */
const ERF = memory.data<f32>([
  -7.572968025134312e-6, 0.00010393879083384603, -0.0008339570555732548, 0.005209016382971686, -0.026860247575359538, 0.11283675030182269,
  -0.3761263004468604, 0.12837916597545546,
  0.00017204020234899017, -0.002714949300290886, 0.014033027651918294, -0.013989784097950313, -0.05801112234839389, -0.14739786735053978,
  1.001490485467392,
]);

/**
 * Up to 1.25 an odd polynomial. Beyond, 1 - r(|x|)^8: the eighth root of erfc is so smooth that a polynomial gives it, and takes neither
 * an exponential nor a division.
 */
// @ts-ignore: decorator
@inline
export function erf(x: v128): v128 {
  const near = madd(x, polynomial7(f32x4.mul(x, x), ERF, 0), x);
  const a = f32x4.pmin(f32x4.abs(x), at(BOUNDS, 6));
  const r = polynomial6(a, ERF, 8);
  const r2 = f32x4.mul(r, r);
  const r4 = f32x4.mul(r2, r2);
  return choose(f32x4.lt(a, at(BOUNDS, 7)), near, withSign(nmadd(r4, r4, splat(1)), x));
}

/** erfc(x) = 2 exp(-x²) P(√2 x) / Q(√2 x); left of 0 it is 2 - erfc(-x). */
// @ts-ignore: decorator
@inline
export function erfc(x: v128): v128 {
  const a = f32x4.pmin(f32x4.abs(x), at(BOUNDS, 8));
  const root = f64x2.splat(1.4142135623730951);
  const factor = join(tail(f64x2.mul(low(a), root)), tail(f64x2.mul(high(a), root)));
  const result = f32x4.mul(f32x4.mul(bell(a, 1), factor), at(ONES, 2));
  return choose(f32x4.lt(x, splat(0)), f32x4.sub(splat(2), result), result);
}

/** log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)). */
// @ts-ignore: decorator
@inline
export function softplus(x: v128): v128 {
  return f32x4.add(f32x4.pmax(x, splat(0)), log1pUnit(exp(f32x4.neg(f32x4.abs(x)))));
}

/** x tanh(softplus(x)) = x m / (m + 2) with m = n (n + 2) and n = exp(x); beyond 20 it is x. */
// @ts-ignore: decorator
@inline
export function mish(x: v128): v128 {
  const n = exp(f32x4.pmin(x, splat(20)));
  const m = f32x4.mul(n, f32x4.add(n, splat(2)));
  return f32x4.mul(f32x4.pmax(x, splat(-120)), f32x4.div(m, f32x4.add(m, splat(2))));
}

/** x, or left of 0 alpha (exp(x) - 1). */
// @ts-ignore: decorator
@inline
export function elu(x: v128, alpha: v128): v128 {
  const negative = f32x4.mul(alpha, expm1Near(f32x4.pmax(f32x4.pmin(x, splat(0)), splat(-30))));
  return choose(f32x4.gt(x, splat(0)), x, negative);
}

/** clamp(x + 3, 0, 6). */
// @ts-ignore: decorator
@inline
export function clampedSix(x: v128): v128 {
  return f32x4.pmin(f32x4.pmax(f32x4.add(x, splat(3)), splat(0)), splat(6));
}
