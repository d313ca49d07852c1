// The gamma function and its relatives, and the inverse of erf, of float32, computed in float64 lanes.
import { unaryWide, Unary } from "./loops";
import { at64, choose64, madd64, splat64 } from "./vector";
import { exp64, fourSteps, log64, negative64, sin64, sinPi64, withSign64 } from "./wide";

/** Stirling's series in 1 / y² (Abramowitz and Stegun 6.1.41), the highest first; and that of digamma (6.3.18). */
const STIRLING = memory.data<f64>([0.00641025641025641, -0.0019175269175269176, 0.0008417508417508417, -0.0005952380952380953, 0.0007936507936507937, -0.002777777777777778, 0.08333333333333333, 0.9189385332046728]);
const DIGAMMA = memory.data<f64>([0.021092796092796094, -0.007575757575757576, 0.004166666666666667, -0.003968253968253968, 0.008333333333333333, -0.08333333333333333]);

/** log Γ(y) for y >= 8. */
// @ts-ignore: decorator
@inline
function logGammaFar(y: v128): v128 {
  const inverse = f64x2.div(splat64(1), y);
  const z = f64x2.mul(inverse, inverse);
  const p = madd64(madd64(fourSteps(at64(STIRLING, 0), z, STIRLING, 1), z, at64(STIRLING, 5)), z, at64(STIRLING, 6));
  const main = f64x2.sub(f64x2.mul(f64x2.sub(y, splat64(0.5)), log64(y)), y);
  return f64x2.add(f64x2.add(main, at64(STIRLING, 7)), f64x2.mul(inverse, p));
}

/** x (x + 1) ... (x + 7) = Γ(x + 8) / Γ(x). */
// @ts-ignore: decorator
@inline
function risen(x: v128): v128 {
  const a = f64x2.mul(x, f64x2.add(x, splat64(7)));
  const b = f64x2.mul(f64x2.add(x, splat64(1)), f64x2.add(x, splat64(6)));
  const c = f64x2.mul(f64x2.add(x, splat64(2)), f64x2.add(x, splat64(5)));
  const d = f64x2.mul(f64x2.add(x, splat64(3)), f64x2.add(x, splat64(4)));
  return f64x2.mul(f64x2.mul(a, b), f64x2.mul(c, d));
}

/** All ones for negative whole numbers and -Infinity. */
// @ts-ignore: decorator
@inline
function isPole(x: v128): v128 {
  return v128.and(negative64(x), f64x2.eq(f64x2.floor(x), x));
}

/** Left of 1/2 by reflection. ±Infinity at ±0, NaN at the negative integers. */
class GammaFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    const isLeft = f64x2.lt(x, splat64(0.5));
    const right = f64x2.pmin(choose64(isLeft, f64x2.sub(splat64(1), x), x), splat64(150));
    const value = f64x2.div(exp64(logGammaFar(f64x2.add(right, splat64(8)))), risen(right));
    const reflected = f64x2.div(splat64(3.141592653589793), f64x2.mul(sinPi64(x), value));
    const result = choose64(isPole(x), splat64(NaN), choose64(isLeft, reflected, value));
    return choose64(f64x2.eq(x, splat64(0)), f64x2.div(splat64(1), x), result);
  }
}
export function gamma_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<GammaFloat32>(out, a, bytes);
}

/** log Γ(x) right of 1/2: beyond 8 by the series, before by recurrence. */
// @ts-ignore: decorator
@inline
function logGammaRight(x: v128): v128 {
  const isNear = f64x2.lt(x, splat64(8));
  const far = logGammaFar(choose64(isNear, f64x2.add(x, splat64(8)), x));
  return choose64(isNear, f64x2.sub(far, log64(risen(f64x2.pmin(x, splat64(8))))), far);
}

/** log |Γ(x)|; Infinity at the poles and both infinities. */
class LgammaFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    const isLeft = f64x2.lt(x, splat64(0.5));
    const right = logGammaRight(choose64(isLeft, f64x2.sub(splat64(1), x), x));
    const reflected = f64x2.sub(log64(f64x2.div(splat64(3.141592653589793), f64x2.abs(sinPi64(x)))), right);
    const isFar = v128.or(f64x2.eq(f64x2.abs(x), splat64(Infinity)), isPole(x));
    const isRoot = v128.or(f64x2.eq(x, splat64(1)), f64x2.eq(x, splat64(2)));
    return choose64(isRoot, splat64(0), choose64(isFar, splat64(Infinity), choose64(isLeft, reflected, right)));
  }
}
export function lgamma_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<LgammaFloat32>(out, a, bytes);
}

/** 1 / x + 1 / (x + 1) + ... + 1 / (x + 7). */
// @ts-ignore: decorator
@inline
function inverses(x: v128): v128 {
  let sum = f64x2.div(splat64(1), x);
  sum = f64x2.add(sum, f64x2.div(splat64(1), f64x2.add(x, splat64(1))));
  sum = f64x2.add(sum, f64x2.div(splat64(1), f64x2.add(x, splat64(2))));
  sum = f64x2.add(sum, f64x2.div(splat64(1), f64x2.add(x, splat64(3))));
  sum = f64x2.add(sum, f64x2.div(splat64(1), f64x2.add(x, splat64(4))));
  sum = f64x2.add(sum, f64x2.div(splat64(1), f64x2.add(x, splat64(5))));
  sum = f64x2.add(sum, f64x2.div(splat64(1), f64x2.add(x, splat64(6))));
  sum = f64x2.add(sum, f64x2.div(splat64(1), f64x2.add(x, splat64(7))));
  return sum;
}

/** The only positive zero of digamma in two parts, and the Taylor coefficients there. */
const ROOT = memory.data<f64>([1.4616321449683622, 9.549995429965697e-17, -0.16394270544240652, 0.258499760955651, -0.4427631689835921, 0.9676722454476212]);

/** digamma within 2^-10 of its zero, where the sum would lose all digits. */
// @ts-ignore: decorator
@inline
function atRoot(offset: v128): v128 {
  const p = madd64(madd64(at64(ROOT, 2), offset, at64(ROOT, 3)), offset, at64(ROOT, 4));
  return f64x2.mul(offset, madd64(p, offset, at64(ROOT, 5)));
}

/** The derivative of log Γ. ∓Infinity at ±0, NaN at the negative integers. */
class DigammaFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    const isLeft = negative64(x);
    const right = choose64(isLeft, f64x2.sub(splat64(1), x), x);
    const isNear = f64x2.lt(right, splat64(8));
    const y = choose64(isNear, f64x2.add(right, splat64(8)), right);
    const inverse = f64x2.div(splat64(1), y);
    const z = f64x2.mul(inverse, inverse);
    const series = f64x2.mul(z, madd64(fourSteps(at64(DIGAMMA, 0), z, DIGAMMA, 1), z, at64(DIGAMMA, 5)));
    const far = f64x2.add(f64x2.sub(log64(y), f64x2.mul(inverse, splat64(0.5))), series);
    const value = choose64(isNear, f64x2.sub(far, inverses(right)), far);
    const angle = f64x2.mul(f64x2.sub(x, f64x2.nearest(x)), splat64(3.141592653589793));
    const reflected = f64x2.sub(value, f64x2.div(f64x2.mul(splat64(3.141592653589793), sin64(angle, 1)), sin64(angle, 0)));
    const offset = f64x2.sub(f64x2.sub(x, at64(ROOT, 0)), at64(ROOT, 1));
    const atRight = choose64(f64x2.lt(f64x2.abs(offset), splat64(0.0009765625)), atRoot(offset), value);
    return choose64(isPole(x), splat64(NaN), choose64(isLeft, reflected, atRight));
  }
}
export function digamma_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<DigammaFloat32>(out, a, bytes);
}

/** erfinv(x) / x: in w - 3 up to w = 6, and in √w - 3.3 beyond, to 4e-10; w = -log(1 - x²). */
const ERFINV = memory.data<f64>([
  -1.5040899526842993e-11, 2.2222929673258365e-11, 1.08130814194572e-9, -5.9806536698270945e-9, -2.3538774340458865e-8, 4.525175582397502e-7,
  -1.7483078544051403e-6, -1.2722678531579259e-5, 0.00019506143515840137, -0.000836175057190991, -0.005738135019486254, 0.24163040209093123,
  1.6235420064132144,
  -3.443418600841211e-5, 6.572126028415701e-5, 4.372652490835985e-5, -0.0003522133912769513, 0.0008339081830223522, -0.0014170821974217938,
  0.0021031186098958267, -0.0032932718965584286, 0.004843611029753453, 1.0057691356927563, 3.1341615320362943,
]);

class ErfinvFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    const w = f64x2.neg(log64(f64x2.mul(f64x2.sub(splat64(1), x), f64x2.add(splat64(1), x))));
    const near = f64x2.sub(w, splat64(3));
    let p = fourSteps(at64(ERFINV, 0), near, ERFINV, 1);
    p = fourSteps(fourSteps(p, near, ERFINV, 5), near, ERFINV, 9);
    const far = f64x2.sub(f64x2.sqrt(w), splat64(3.3));
    let q = fourSteps(at64(ERFINV, 13), far, ERFINV, 14);
    q = madd64(madd64(fourSteps(q, far, ERFINV, 18), far, at64(ERFINV, 22)), far, at64(ERFINV, 23));
    const result = f64x2.mul(x, choose64(f64x2.lt(w, splat64(6)), p, q));
    return choose64(f64x2.eq(f64x2.abs(x), splat64(1)), withSign64(splat64(Infinity), x), result);
  }
}
export function erfinv_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<ErfinvFloat32>(out, a, bytes);
}
