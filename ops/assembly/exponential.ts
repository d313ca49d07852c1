// exp and log on four float32 lanes, to about 1 ULP over the whole range, subnormal results and special values included.
import { choose, madd, splat } from "./vector";

// ln 2 in two parts: the first has so few bits that its product with an exponent is exact.
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;
const LOG2_E: f32 = 1.44269504;

/** exp(r) - 1 for |r| <= ln(2) / 2, by its Taylor series. */
// @ts-ignore: decorator
@inline
function expm1Reduced(r: v128): v128 {
  let q = splat(1.0 / 5040);
  q = madd(q, r, splat(1.0 / 720));
  q = madd(q, r, splat(1.0 / 120));
  q = madd(q, r, splat(1.0 / 24));
  q = madd(q, r, splat(1.0 / 6));
  q = madd(q, r, splat(0.5));
  return madd(f32x4.mul(r, r), q, r);
}

/** 2^n for whole n from -126 to 127, given as int32 lanes. */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

/** exp(a + b), where b is what a rounded result `a` lost. In two scaling steps, so that subnormal results round once. */
// @ts-ignore: decorator
@inline
export function expSum(a: v128, b: v128): v128 {
  const x = f32x4.max(f32x4.min(a, splat(89)), splat(-104.5));
  const n = f32x4.nearest(f32x4.mul(x, splat(LOG2_E)));
  let r = f32x4.sub(x, f32x4.mul(n, splat(LN2_HIGH)));
  r = f32x4.add(f32x4.sub(r, f32x4.mul(n, splat(LN2_LOW))), b);
  const p = f32x4.add(expm1Reduced(r), splat(1));
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  return f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)));
}

// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  return expSum(x, splat(0));
}

/** exp(x) - 1 for 0 <= x <= 88. */
// @ts-ignore: decorator
@inline
export function expm1Positive(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, splat(LOG2_E)));
  let r = f32x4.sub(x, f32x4.mul(n, splat(LN2_HIGH)));
  r = f32x4.sub(r, f32x4.mul(n, splat(LN2_LOW)));
  const scale = powerOfTwo(i32x4.trunc_sat_f32x4_s(n));
  return madd(expm1Reduced(r), scale, f32x4.sub(scale, splat(1)));
}

/** The natural logarithm: of the mantissa by the series of 2 artanh(f / (2 + f)), plus the exponent times ln 2. */
// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  const subnormal = f32x4.lt(x, splat(1.17549435e-38));
  const scaled = choose(subnormal, f32x4.mul(x, splat(8388608)), x);
  // Shifted so that the mantissa lies between sqrt(1/2) and sqrt(2).
  const bits = i32x4.sub(scaled, i32x4.splat(0x3f3504f3));
  let e = f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23));
  e = f32x4.sub(e, v128.and(subnormal, splat(23)));
  const m = i32x4.add(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));

  const f = f32x4.sub(m, splat(1));
  const s = f32x4.div(f, f32x4.add(f, splat(2)));
  const z = f32x4.mul(s, s);
  let series = splat(2.0 / 9);
  series = madd(series, z, splat(2.0 / 7));
  series = madd(series, z, splat(2.0 / 5));
  series = madd(series, z, splat(2.0 / 3));
  series = f32x4.mul(series, z);
  const halfSquare = f32x4.mul(f32x4.mul(f, f), splat(0.5));
  let tail = f32x4.mul(s, f32x4.add(halfSquare, series));
  tail = madd(e, splat(LN2_LOW), tail);
  let result = f32x4.add(f32x4.sub(tail, halfSquare), f);
  result = madd(e, splat(LN2_HIGH), result);

  const infinite = f32x4.eq(x, splat(Infinity));
  result = choose(infinite, x, result);
  result = choose(f32x4.eq(x, splat(0)), splat(-Infinity), result);
  const valid = f32x4.ge(x, splat(0)); // false for NaN too
  return choose(valid, result, splat(NaN));
}
