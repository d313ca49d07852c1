// Functions on two float64 lanes, from which the float32 kernels round: so their results are right but for one rounding. They are
// exact to about 1e-11, which is enough for that, and no more.
import { at64, choose64, madd64, splat64 } from "./vector";

/** Four more steps of Horner's rule, with the coefficients from `index` on. */
// @ts-ignore: decorator
@inline
export function fourSteps(p: v128, x: v128, table: usize, index: usize): v128 {
  p = madd64(p, x, at64(table, index));
  p = madd64(p, x, at64(table, index + 1));
  p = madd64(p, x, at64(table, index + 2));
  return madd64(p, x, at64(table, index + 3));
}

// @ts-ignore: decorator
@inline
export function negative64(x: v128): v128 {
  return f64x2.lt(x, splat64(0));
}

/** `x`, which has no sign bit set, with the sign of `s`. */
// @ts-ignore: decorator
@inline
export function withSign64(x: v128, s: v128): v128 {
  return v128.or(x, v128.and(s, i64x2.splat(0x8000000000000000)));
}

/** 1 / ln 2, ln 2 in two parts, 1.5 * 2^52 + 1023, bounds, then 1 / k! from 10 down. */
const EXP = memory.data<f64>([
  1.4426950408889634, 0.6931471803691238, 1.9082149292705877e-10, 6755399441056767.0, 708, -708,
  2.755731922398589e-07, 2.7557319223985893e-06, 2.48015873015873e-05, 0.0001984126984126984, 0.001388888888888889, 0.008333333333333333, 0.041666666666666664, 0.16666666666666666, 0.5, 1.0, 1.0,
]);

/** exp(x); beyond 708 what it is there, which overflows float32. */
// @ts-ignore: decorator
@inline
export function exp64(x: v128): v128 {
  x = f64x2.pmax(f64x2.pmin(x, at64(EXP, 4)), at64(EXP, 5));
  const rounded = madd64(x, at64(EXP, 0), at64(EXP, 3)); // the exponent stands in the low bits
  const n = f64x2.sub(rounded, at64(EXP, 3));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, at64(EXP, 1))), f64x2.mul(n, at64(EXP, 2)));
  let p = fourSteps(at64(EXP, 6), r, EXP, 7);
  p = fourSteps(p, r, EXP, 11);
  p = madd64(madd64(p, r, at64(EXP, 15)), r, at64(EXP, 16));
  return f64x2.mul(p, i64x2.shl(rounded, 52));
}

/** ln 2, 2^52 + 1024, then 2 / (2k + 1) from 17 down. */
const LOG = memory.data<f64>([0.6931471805599453, 4503599627371520.0, 0.11764705882352941, 0.13333333333333333, 0.15384615384615385, 0.18181818181818182, 0.2222222222222222, 0.2857142857142857, 0.4, 0.6666666666666666, 2.0]);

/** log of normal positive numbers: of the mantissa m by 2 artanh((m - 1) / (m + 1)), plus the exponent times ln 2. */
// @ts-ignore: decorator
@inline
function logPositive(x: v128): v128 {
  const root = i64x2.splat(0x3fe6a09e667f3bcd); // √(1/2): mantissas lie between it and √2
  const moved = i64x2.add(i64x2.sub(x, root), i64x2.splat(0x4000000000000000));
  const exponent = f64x2.sub(v128.or(i64x2.shr_u(moved, 52), i64x2.splat(0x4330000000000000)), at64(LOG, 1));
  const m = i64x2.add(v128.and(moved, i64x2.splat(0x000fffffffffffff)), root);
  const s = f64x2.div(f64x2.sub(m, splat64(1)), f64x2.add(m, splat64(1)));
  const z = f64x2.mul(s, s);
  const p = fourSteps(fourSteps(at64(LOG, 2), z, LOG, 3), z, LOG, 7);
  return madd64(exponent, at64(LOG, 0), f64x2.mul(s, p));
}

/** log(x): -Infinity at 0, NaN left of it. No subnormal float64. */
// @ts-ignore: decorator
@inline
export function log64(x: v128): v128 {
  let result = logPositive(x);
  result = choose64(f64x2.eq(x, splat64(Infinity)), x, result);
  result = choose64(f64x2.eq(x, splat64(0)), splat64(-Infinity), result);
  return choose64(f64x2.ge(x, splat64(0)), result, splat64(NaN)); // not for NaN
}

/** log(1 + x), near 0 by its series. */
// @ts-ignore: decorator
@inline
export function log1p64(x: v128): v128 {
  const series = f64x2.mul(x, madd64(madd64(madd64(splat64(-0.25), x, splat64(0.3333333333333333)), x, splat64(-0.5)), x, splat64(1)));
  return choose64(f64x2.lt(f64x2.abs(x), splat64(0.000244140625)), series, log64(f64x2.add(x, splat64(1))));
}

/** exp(x) - 1, up to 1/2 by its series. */
// @ts-ignore: decorator
@inline
export function expm164(x: v128): v128 {
  let p = fourSteps(at64(EXP, 6), x, EXP, 7);
  p = fourSteps(p, x, EXP, 11);
  p = madd64(p, x, at64(EXP, 15)); // (exp(x) - 1) / x
  return choose64(f64x2.lt(f64x2.abs(x), splat64(0.5)), f64x2.mul(p, x), f64x2.sub(exp64(x), splat64(1)));
}

/** 2 / π, then π / 2 in three parts, of which the first two have 27 bits: their products with whole numbers up to 2^25 are exact. */
const QUARTER = memory.data<f64>([0.6366197723675814, 1.570796325802803, 9.920935739593517e-10, 5.721188726109832e-18]);

const SINE = memory.data<f64>([1.6059043836821613e-10, -2.505210838544172e-08, 2.7557319223985893e-06, -0.0001984126984126984, 0.008333333333333333, -0.16666666666666666]);
const COSINE = memory.data<f64>([-1.1470745597729725e-11, 2.08767569878681e-09, -2.755731922398589e-07, 2.48015873015873e-05, -0.001388888888888889, 0.041666666666666664, -0.5]);

/** The number of quarter turns in x, whole. */
// @ts-ignore: decorator
@inline
export function quarters(x: v128): v128 {
  return f64x2.nearest(f64x2.mul(x, at64(QUARTER, 0)));
}

/** x without n quarter turns. */
// @ts-ignore: decorator
@inline
export function withoutQuarters(x: v128, n: v128): v128 {
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, at64(QUARTER, 1))), f64x2.mul(n, at64(QUARTER, 2)));
  return f64x2.sub(r, f64x2.mul(n, at64(QUARTER, 3)));
}

/** For |r| <= π / 4. */
// @ts-ignore: decorator
@inline
export function sinReduced(r: v128): v128 {
  const z = f64x2.mul(r, r);
  const p = madd64(fourSteps(at64(SINE, 0), z, SINE, 1), z, at64(SINE, 5));
  return madd64(f64x2.mul(r, z), p, r);
}

// @ts-ignore: decorator
@inline
export function cosReduced(r: v128): v128 {
  const z = f64x2.mul(r, r);
  const p = madd64(madd64(fourSteps(at64(COSINE, 0), z, COSINE, 1), z, at64(COSINE, 5)), z, at64(COSINE, 6));
  return madd64(p, z, splat64(1));
}

/** All ones where the whole number is odd. */
// @ts-ignore: decorator
@inline
export function isOdd64(n: v128): v128 {
  const half = f64x2.mul(n, splat64(0.5));
  return f64x2.ne(f64x2.floor(half), half);
}

/** sin(x) for |x| < 2^25; `turned` quarter turns are added. */
// @ts-ignore: decorator
@inline
export function sin64(x: v128, turned: f64): v128 {
  const n = quarters(x);
  const r = withoutQuarters(x, n);
  const quarter = f64x2.add(n, splat64(turned));
  const value = choose64(isOdd64(quarter), cosReduced(r), sinReduced(r));
  const isNegative = isOdd64(f64x2.floor(f64x2.mul(quarter, splat64(0.5))));
  return v128.xor(value, v128.and(isNegative, i64x2.splat(0x8000000000000000)));
}

/** sin(πx), exactly 0 for a whole x. */
// @ts-ignore: decorator
@inline
export function sinPi64(x: v128): v128 {
  const n = f64x2.nearest(x);
  const value = sin64(f64x2.mul(f64x2.sub(x, n), splat64(3.141592653589793)), 0);
  return v128.xor(value, v128.and(isOdd64(n), i64x2.splat(0x8000000000000000)));
}

/** atan(u) / u in u² for u <= 1, to 1e-11; the highest first. */
const ATAN = memory.data<f64>([
  0.0004329576183015941, -0.0032782972295040064, 0.011646609912271833, -0.02633861917391535, 0.0439672613171699, -0.060426353265749945,
  0.07503962685847108, -0.09051620385359131, 0.11105741728088836, -0.14285271437269198, 0.1999998083756945, -0.33333333005320936, 0.9999999999906534,
]);

/** atan of numbers from 0 to 1. */
// @ts-ignore: decorator
@inline
export function atanUnit(u: v128): v128 {
  const z = f64x2.mul(u, u);
  let p = fourSteps(at64(ATAN, 0), z, ATAN, 1);
  p = fourSteps(fourSteps(p, z, ATAN, 5), z, ATAN, 9);
  return f64x2.mul(p, u);
}

/** atan(|x|) with the sign of x. */
// @ts-ignore: decorator
@inline
export function atan64(x: v128): v128 {
  const a = f64x2.abs(x);
  const p = atanUnit(f64x2.div(f64x2.pmin(a, splat64(1)), f64x2.pmax(a, splat64(1))));
  return withSign64(choose64(f64x2.gt(a, splat64(1)), f64x2.sub(splat64(1.5707963267948966), p), p), x);
}
