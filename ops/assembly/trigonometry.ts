// Trigonometric functions of float32 and their inverses, computed in float64 lanes.
import { binaryWide, Binary, unaryWide, Unary } from "./loops";
import { choose64, splat64 } from "./vector";
import { atan64, atanUnit, cosReduced, isOdd64, quarters, sin64, sinReduced, withoutQuarters, withSign64 } from "./wide";

/** 2/π, the bits behind the point. */
const TWO_OVER_PI = memory.data<u32>([0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab]);

/**
 * A small angle with the same sine and cosine as a float32 of 2^25 or more; NaN for what is not finite. Whole turns are dropped from
 * x * 2/π before it is computed, so that 64 bits of the rest remain (Payne and Hanek).
 */
function smallAngle(x: f64): f64 {
  if (!(abs(x) < Infinity)) return NaN;
  const bits = reinterpret<u32>(<f32>x);
  const mantissa = <u64>((bits & 0x007fffff) | 0x00800000);
  const shift = <i32>((bits >> 23) & 0xff) - 152; // of 2/π, so that a turn becomes 1
  const word = TWO_OVER_PI + (<usize>(shift >> 5) << 2);
  const first = <u64>load<u32>(word);
  const second = <u64>load<u32>(word, 4);
  const third = <u64>load<u32>(word, 8);
  const last = <u64>load<u32>(word, 12);
  const places = <u64>(shift & 31);
  const upper = places == 0 ? (first << 32) | second : (((first << 32) | second) << places) | (third >> (32 - places));
  const lower = (((third << 32) | last) << places) >> 32;
  const turns = mantissa * upper + ((mantissa * lower) >> 32); // in units of 2^-64
  const quarter = (turns + 0x2000000000000000) >> 62;
  const rest = <f64>(<i64>(turns - (quarter << 62))) * 3.4061215800865545e-19; // (π / 2) 2^-62
  const angle = rest + <f64>quarter * 1.5707963267948966;
  return x < 0 ? -angle : angle;
}

/** x, or a small angle instead where one is great. */
// @ts-ignore: decorator
@inline
function reduced(x: v128): v128 {
  if (!v128.any_true(f64x2.ge(f64x2.abs(x), splat64(33554432))) && !v128.any_true(f64x2.ne(x, x))) return x;
  return smallAngles(x);
}

function smallAngles(x: v128): v128 {
  const a = f64x2.extract_lane(x, 0);
  const b = f64x2.extract_lane(x, 1);
  const both = f64x2.replace_lane(x, 0, abs(a) < 33554432 ? a : smallAngle(a));
  return f64x2.replace_lane(both, 1, abs(b) < 33554432 ? b : smallAngle(b));
}

class SinFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return choose64(f64x2.eq(x, splat64(0)), x, sin64(reduced(x), 0)); // keeps -0
  }
}
export function sin_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<SinFloat32>(out, a, bytes);
}

class CosFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return sin64(reduced(x), 1);
  }
}
export function cos_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<CosFloat32>(out, a, bytes);
}

class TanFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    const angle = reduced(x);
    const n = quarters(angle);
    const r = withoutQuarters(angle, n);
    const sine = sinReduced(r);
    const cosine = cosReduced(r);
    const isOdd = isOdd64(n);
    const value = f64x2.div(choose64(isOdd, f64x2.neg(cosine), sine), choose64(isOdd, sine, cosine));
    return choose64(f64x2.eq(x, splat64(0)), x, value);
  }
}
export function tan_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<TanFloat32>(out, a, bytes);
}

/** atan(x / √(1 - x²)); the root is NaN beyond 1. */
class AsinFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return atan64(f64x2.div(x, f64x2.sqrt(f64x2.mul(f64x2.sub(splat64(1), x), f64x2.add(splat64(1), x)))));
  }
}
export function asin_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<AsinFloat32>(out, a, bytes);
}

/** 2 atan(√((1 - x) / (1 + x))). */
class AcosFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f64x2.mul(atan64(f64x2.sqrt(f64x2.div(f64x2.sub(splat64(1), x), f64x2.add(splat64(1), x)))), splat64(2));
  }
}
export function acos_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<AcosFloat32>(out, a, bytes);
}

class AtanFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return atan64(x);
  }
}
export function atan_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<AtanFloat32>(out, a, bytes);
}

/** The angle of (b, a) in all four quadrants; zeros and infinities as IEEE 754 has them. */
class Atan2Float32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    const y = f64x2.abs(a);
    const x = f64x2.abs(b);
    const isSteep = f64x2.gt(y, x);
    const ratio = f64x2.div(choose64(isSteep, x, y), choose64(isSteep, y, x));
    const isZero = f64x2.eq(y, splat64(0));
    const isEqual = f64x2.eq(y, x); // both infinite, perhaps
    const u = choose64(isZero, splat64(0), choose64(isEqual, splat64(1), ratio));
    let angle = atanUnit(u);
    angle = choose64(isSteep, f64x2.sub(splat64(1.5707963267948966), angle), angle);
    const isLeft = i64x2.lt_s(b, i64x2.splat(0)); // by the sign bit: -0 is left, too
    angle = choose64(isLeft, f64x2.sub(splat64(3.141592653589793), angle), angle);
    return choose64(f64x2.eq(f64x2.add(y, x), f64x2.add(y, x)), withSign64(angle, a), splat64(NaN));
  }
}
export function atan2_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binaryWide<Atan2Float32>(out, a, strideA, b, strideB, bytes);
}
