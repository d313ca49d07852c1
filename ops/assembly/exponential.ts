// exp and log on four float32 lanes, to about 1 ULP over the whole range, subnormal numbers and special values included. Lanes that
// need special care are rare: they are looked for, and a slower way is taken only for vectors that have one.
import { at, choose, madd, nmadd, polynomial4, polynomial7, splat } from "./vector";

// 1.5 * 2^23: added to a number, it rounds it to an integer, which then stands in the low bits.
const ROUNDER: f32 = 12582912;

// ln 2 in two parts: the first has so few bits that its product with an exponent is exact.
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;

/** 1 / ln 2, ln 2 in two parts, and (exp(r) - 1 - r) / r² for |r| <= ln(2) / 2: a fit with a relative error of exp(r) below 4e-9. */
const EXP = memory.data<f32>([
  1.44269504, LN2_HIGH, LN2_LOW,
  0.0013813880426044591, 0.008369063470733656, 0.0416684218220036, 0.16666517762276567, 0.4999999325367419,
]);

/** The rounder and what goes into the exponent with it: nothing, the bias of float32, the bias and a shift by -30, -24 or 24. */
const ROUNDERS = memory.data<f32>([ROUNDER, ROUNDER + 127, ROUNDER + 97, ROUNDER + 103, ROUNDER + 151]);

export enum Shift {
  bare,
  none,
  down30,
  down24,
  up24,
}

/** exp(r) - 1 for |r| <= ln(2) / 2. */
// @ts-ignore: decorator
@inline
function expm1Reduced(r: v128): v128 {
  return madd(f32x4.mul(r, r), polynomial4(r, EXP, 3), r);
}

/** x / ln 2 rounded to an integer, with a rounder added. */
// @ts-ignore: decorator
@inline
function exponentOf(x: v128, shift: Shift): v128 {
  return madd(x, at(EXP, 0), at(ROUNDERS, shift));
}

/** x without the multiple of ln 2 that `exponentOf` found. */
// @ts-ignore: decorator
@inline
function remainderOf(x: v128, exponent: v128, shift: Shift): v128 {
  const n = f32x4.sub(exponent, at(ROUNDERS, shift));
  return nmadd(n, at(EXP, 2), nmadd(n, at(EXP, 1), x));
}

/**
 * exp(x + rest), moved by a power of two, without care: x / ln 2 and the move must come to an exponent between -126 and 127. A caller who moves it
 * back last gets subnormal results that were rounded once. `rest` is what a rounded x lost.
 */
// @ts-ignore: decorator
@inline
export function expShifted(x: v128, rest: v128, shift: Shift): v128 {
  const exponent = exponentOf(x, shift);
  const e = expm1Reduced(f32x4.add(remainderOf(x, exponent, shift), rest));
  const scale = i32x4.shl(exponent, 23);
  return madd(e, scale, scale);
}

/** exp(x) for |x| <= 87, or NaN. */
// @ts-ignore: decorator
@inline
export function expNear(x: v128): v128 {
  const exponent = exponentOf(x, Shift.none);
  const e = expm1Reduced(remainderOf(x, exponent, Shift.none));
  const scale = i32x4.shl(exponent, 23);
  return madd(e, scale, scale);
}

/** exp(x) of any x. Scaled in two steps, so that subnormal results round once. */
function expFar(x: v128): v128 {
  const near = f32x4.pmax(f32x4.pmin(x, splat(89)), splat(-104.5));
  const exponent = exponentOf(near, Shift.bare);
  const p = f32x4.add(expm1Reduced(remainderOf(near, exponent, Shift.bare)), splat(1));
  const whole = i32x4.sub(exponent, splat(ROUNDER));
  const half = i32x4.shr_s(whole, 1);
  return f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)));
}

/** 2^n for whole n from -126 to 127, given as int32 lanes. */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  return v128.any_true(f32x4.gt(f32x4.abs(x), splat(87))) ? expFar(x) : expNear(x);
}

/** exp(x) - 1 for |x| <= 87, or NaN. */
// @ts-ignore: decorator
@inline
export function expm1Near(x: v128): v128 {
  const exponent = exponentOf(x, Shift.none);
  const scale = i32x4.shl(exponent, 23);
  return madd(expm1Reduced(remainderOf(x, exponent, Shift.none)), scale, f32x4.sub(scale, splat(1)));
}

/** The bits of √(1/2), those of a mantissa, 1, 1/2, ln 2 in two parts, and (log(1 + f) - f + f² / 2) / f³ between √(1/2) - 1 and √2 - 1, to 6e-9 of the logarithm. */
const LOG = memory.data<f32>([
  0.70710677, reinterpret<f32>(0x007fffff), 1, 0.5, LN2_HIGH, LN2_LOW,
  -0.07634493629688817, 0.1276157588040282, -0.13160182944627605, 0.1420175819392019, -0.16623357306373399, 0.2000122686727873,
  -0.2500082103528776, 0.33333331707786734,
]);

/** log of normal positive numbers: a polynomial in the mantissa less 1, plus the exponent, less `moved`, times ln 2. */
// @ts-ignore: decorator
@inline
function logNear(x: v128, moved: v128): v128 {
  // Shifted so that the mantissa lies between √(1/2) and √2.
  const bits = i32x4.sub(x, at(LOG, 0));
  const e = f32x4.sub(f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23)), moved);
  const f = f32x4.sub(i32x4.add(v128.and(bits, at(LOG, 1)), at(LOG, 0)), at(LOG, 2));
  const p = polynomial7(f, LOG, 6);
  const square = f32x4.mul(f, f);
  // f - f² / 2 + f³ p + e ln 2, the small parts first.
  const tail = madd(e, at(LOG, 5), f32x4.mul(f32x4.mul(square, f), p));
  return madd(e, at(LOG, 4), f32x4.add(nmadd(square, at(LOG, 3), tail), f));
}

function logFar(x: v128): v128 {
  const subnormal = f32x4.lt(x, splat(1.17549435e-38));
  const scaled = choose(subnormal, f32x4.mul(x, splat(8388608)), x);
  let result = logNear(scaled, v128.and(subnormal, splat(23)));
  result = choose(f32x4.eq(x, splat(Infinity)), x, result);
  result = choose(f32x4.eq(x, splat(0)), splat(-Infinity), result);
  return choose(f32x4.ge(x, splat(0)), result, splat(NaN)); // not for NaN
}

/** The natural logarithm. */
// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  const special = i32x4.ge_u(i32x4.sub(x, i32x4.splat(0x00800000)), i32x4.splat(0x7f000000));
  return v128.any_true(special) ? logFar(x) : logNear(x, splat(0));
}

const ARTANH = memory.data<f32>([0.12150466899461736, 0.1071382911742227, 0.14308442370794092, 0.1999943887311357, 0.3333333781096164]);

/** log(1 + t) for 0 <= t <= 1, as 2 artanh(t / (2 + t)). */
// @ts-ignore: decorator
@inline
export function log1pUnit(t: v128): v128 {
  const s = f32x4.div(t, f32x4.add(t, splat(2)));
  const z = f32x4.mul(s, s);
  const p = polynomial4(z, ARTANH, 0);
  const twice = f32x4.add(s, s);
  return madd(f32x4.mul(twice, z), p, twice);
}
