// Powers, logarithms and remainders of float32, computed in float64 lanes.
import { binaryWide, Binary, unaryWide, Unary } from "./loops";
import { choose64, splat64 } from "./vector";
import { exp64, expm164, isOdd64, log1p64, log64, negative64, withSign64 } from "./wide";

class Expm1Float32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return expm164(x);
  }
}
export function expm1_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<Expm1Float32>(out, a, bytes);
}

class Log1pFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return log1p64(x);
  }
}
export function log1p_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<Log1pFloat32>(out, a, bytes);
}

class Log2Float32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f64x2.mul(log64(x), splat64(1.4426950408889634));
  }
}
export function log2_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<Log2Float32>(out, a, bytes);
}

class Log10Float32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f64x2.mul(log64(x), splat64(0.4342944819032518));
  }
}
export function log10_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<Log10Float32>(out, a, bytes);
}

/** exp(b log|a|), with the sign of a for odd b. Special cases as IEEE 754 has them: 1 to any power and anything to the power of 0 is 1. */
class PowFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    const magnitude = f64x2.abs(a);
    const isOne = f64x2.eq(magnitude, splat64(1));
    const exponent = choose64(isOne, splat64(0), f64x2.mul(b, log64(magnitude)));
    let result = exp64(exponent);
    const isWhole = f64x2.eq(f64x2.floor(b), b);
    const sign = v128.and(v128.and(a, isOdd64(b)), isWhole);
    result = withSign64(result, sign);
    const isFinite = f64x2.lt(magnitude, splat64(Infinity));
    const isUndefined = v128.andnot(v128.and(negative64(a), isFinite), isWhole);
    result = choose64(isUndefined, splat64(NaN), result);
    const isTrivial = v128.or(f64x2.eq(b, splat64(0)), f64x2.eq(a, splat64(1)));
    return choose64(isTrivial, splat64(1), result);
  }
}
export function pow_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binaryWide<PowFloat32>(out, a, strideA, b, strideB, bytes);
}

/** The remainder with the sign of b, by the host's rule, for quotients of more than 28 bits and infinite divisors. */
function remainder(a: f64, b: f64): f64 {
  const rest = a % b;
  if (rest == 0) return copysign<f64>(0, b);
  return rest < 0 == b < 0 ? rest : rest + b;
}

function remainders(a: v128, b: v128): v128 {
  const first = remainder(f64x2.extract_lane(a, 0), f64x2.extract_lane(b, 0));
  const second = remainder(f64x2.extract_lane(a, 1), f64x2.extract_lane(b, 1));
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

/** Python's remainder. A quotient of two float32 that has no more than 28 bits before the point is cut off exactly in float64. */
class ModFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    const quotient = f64x2.div(a, b);
    const isShort = v128.and(f64x2.lt(f64x2.abs(quotient), splat64(268435456)), f64x2.lt(f64x2.abs(b), splat64(Infinity)));
    if (!i64x2.all_true(isShort)) return remainders(a, b);
    const rest = f64x2.sub(a, f64x2.mul(f64x2.trunc(quotient), b));
    const isZero = f64x2.eq(rest, splat64(0));
    const moved = choose64(i64x2.ne(negative64(rest), negative64(b)), f64x2.add(rest, b), rest);
    return choose64(isZero, withSign64(splat64(0), b), moved);
  }
}
export function mod_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binaryWide<ModFloat32>(out, a, strideA, b, strideB, bytes);
}

/** The quotient rounded down. A finite number by an infinite one of the other sign is -1, as in Python. */
class FloorDivideFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    const quotient = f64x2.div(a, b);
    const isBelow = v128.and(v128.and(f64x2.eq(quotient, splat64(0)), f64x2.ne(a, splat64(0))), i64x2.lt_s(quotient, i64x2.splat(0)));
    const result = choose64(isBelow, splat64(-1), f64x2.floor(quotient));
    const isUndefined = v128.and(f64x2.eq(f64x2.abs(a), splat64(Infinity)), f64x2.ne(b, splat64(0)));
    return choose64(isUndefined, splat64(NaN), result);
  }
}
export function floorDivide_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binaryWide<FloorDivideFloat32>(out, a, strideA, b, strideB, bytes);
}
