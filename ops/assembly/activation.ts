// tanh, sigmoid, erf and the two forms of gelu on four float32 lanes.
import { exp, expm1Positive, expSum } from "./exponential";
import { choose, copySign, high, join, low, madd, splat } from "./vector";

/** e / (e + 2) with e = exp(2|x|) - 1; beyond 10 it rounds to 1. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const e = expm1Positive(f32x4.min(f32x4.mul(f32x4.abs(x), splat(2)), splat(20)));
  return copySign(f32x4.div(e, f32x4.add(e, splat(2))), x);
}

/** exp(-|x|) never overflows, and keeps its digits where the result is small. */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const t = exp(f32x4.neg(f32x4.abs(x)));
  const positive = f32x4.ge(x, splat(0));
  return f32x4.div(choose(positive, splat(1), t), f32x4.add(splat(1), t));
}

/** erfc(a / √2) exp(a² / 2) for a >= 0: a polynomial in (a - 3) / (a + 3), divided by a + 3. Its relative error is 1e-9. */
// @ts-ignore: decorator
@inline
function scaledTail(a: v128): v128 {
  const t = f32x4.div(splat(3), f32x4.add(a, splat(3)));
  const u = f32x4.sub(splat(1), f32x4.add(t, t));
  let p = splat(3.630345963756554e-5);
  p = madd(p, u, splat(8.750246342970058e-5));
  p = madd(p, u, splat(-0.00016317013069055974));
  p = madd(p, u, splat(-0.0006883494206704199));
  p = madd(p, u, splat(0.0006831896025687456));
  p = madd(p, u, splat(0.004646201618015766));
  p = madd(p, u, splat(-0.006975013762712479));
  p = madd(p, u, splat(-0.03150845691561699));
  p = madd(p, u, splat(0.15334513783454895));
  p = madd(p, u, splat(-0.33955466747283936));
  p = madd(p, u, splat(0.48605579137802124));
  return f32x4.mul(p, t);
}

/** erfc(|x| / √2). x² / 2 is split in two parts, because the exponential multiplies its rounding error by x² / 2. */
// @ts-ignore: decorator
@inline
function normalTail(x: v128): v128 {
  const a = f32x4.min(f32x4.abs(x), splat(15));
  const front = v128.and(a, i32x4.splat(0xfffff000)); // 12 bits, so that its square is exact
  const square = f32x4.mul(f32x4.mul(front, front), splat(-0.5));
  const rest = f32x4.mul(f32x4.mul(f32x4.sub(a, front), f32x4.add(a, front)), splat(-0.5));
  return f32x4.mul(expSum(square, rest), scaledTail(a));
}

/** x Φ(x). */
// @ts-ignore: decorator
@inline
export function gelu(x: v128): v128 {
  const tail = normalTail(x);
  const twice = choose(f32x4.gt(x, splat(0)), f32x4.sub(splat(2), tail), tail);
  const result = f32x4.mul(f32x4.mul(x, splat(0.5)), twice);
  return choose(f32x4.eq(x, splat(-Infinity)), splat(-0.0), result);
}

/** x sigmoid(2u), u = √(2/π) (x + 0.044715 x³); u in float64, because the exponential multiplies its error by u. */
// @ts-ignore: decorator
@inline
export function geluTanh(x: v128): v128 {
  const a = twiceInner(low(x));
  const b = twiceInner(high(x));
  const rounded = join(a, b);
  const rest = join(f64x2.sub(a, low(rounded)), f64x2.sub(b, high(rounded)));
  const t = expSum(rounded, rest);
  const result = f32x4.mul(x, f32x4.div(choose(f32x4.ge(x, splat(0)), splat(1), t), f32x4.add(splat(1), t)));
  return choose(f32x4.eq(x, splat(-Infinity)), splat(-0.0), result);
}

/** -|2u|, no less than -110, on two float64 lanes. */
// @ts-ignore: decorator
@inline
function twiceInner(x: v128): v128 {
  const cubic = f64x2.add(f64x2.mul(f64x2.mul(x, x), f64x2.splat(0.044715)), f64x2.splat(1));
  const u = f64x2.mul(f64x2.mul(x, f64x2.splat(1.5957691216057308)), cubic);
  return f64x2.max(f64x2.neg(f64x2.abs(u)), f64x2.splat(-110));
}

/** Near 0 an odd polynomial, whose relative error is 1e-9; elsewhere 1 - erfc(|x|). */
// @ts-ignore: decorator
@inline
export function erf(x: v128): v128 {
  const z = f32x4.mul(x, x);
  let p = splat(7.853917637263561e-5);
  p = madd(p, z, splat(-0.0008010207217973733));
  p = madd(p, z, splat(0.00518832884986765));
  p = madd(p, z, splat(-0.026853812380070886));
  p = madd(p, z, splat(0.11283585157087256));
  p = madd(p, z, splat(-0.3761262582471044));
  p = madd(p, z, splat(1.1283791657250637));
  const far = f32x4.sub(splat(1), normalTail(f32x4.mul(x, splat(1.4142135623730951))));
  return choose(f32x4.lt(f32x4.abs(x), splat(1)), f32x4.mul(p, x), copySign(far, x));
}
