// Hyperbolic functions of float32 and their inverses, computed in float64 lanes.
import { unaryWide, Unary } from "./loops";
import { at64, choose64, splat64 } from "./vector";
import { exp64, fourSteps, log1p64, log64, withSign64 } from "./wide";

/** 1 / (2k + 1)! from 11 down. */
const SINH = memory.data<f64>([2.505210838544172e-08, 2.7557319223985893e-06, 0.0001984126984126984, 0.008333333333333333, 0.16666666666666666, 1]);

/** Up to 1/2 by its series, which keeps the digits that the difference loses. */
class SinhFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    const z = f64x2.mul(x, x);
    const p = f64x2.add(f64x2.mul(fourSteps(at64(SINH, 0), z, SINH, 1), z), splat64(1));
    const e = exp64(x);
    const difference = f64x2.mul(f64x2.sub(e, f64x2.div(splat64(1), e)), splat64(0.5));
    return choose64(f64x2.lt(f64x2.abs(x), splat64(0.5)), f64x2.mul(p, x), difference);
  }
}
export function sinh_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<SinhFloat32>(out, a, bytes);
}

class CoshFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    const e = exp64(x);
    return f64x2.mul(f64x2.add(e, f64x2.div(splat64(1), e)), splat64(0.5));
  }
}
export function cosh_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<CoshFloat32>(out, a, bytes);
}

/** log(a + √(a² + 1)) = log(1 + a + a² / (1 + √(a² + 1))); log(2a) where a² is nothing beside it. */
class AsinhFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    const a = f64x2.abs(x);
    const square = f64x2.mul(a, a);
    const root = f64x2.sqrt(f64x2.add(square, splat64(1)));
    const near = log1p64(f64x2.add(a, f64x2.div(square, f64x2.add(root, splat64(1)))));
    const far = f64x2.add(log64(a), splat64(0.6931471805599453));
    return withSign64(choose64(f64x2.gt(a, splat64(268435456)), far, near), x);
  }
}
export function asinh_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<AsinhFloat32>(out, a, bytes);
}

/** log(1 + t + √(t (t + 2))) with t = x - 1; NaN left of 1. */
class AcoshFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    const t = f64x2.sub(x, splat64(1));
    const value = log1p64(f64x2.add(t, f64x2.sqrt(f64x2.mul(t, f64x2.add(x, splat64(1))))));
    return choose64(f64x2.lt(x, splat64(1)), splat64(NaN), value);
  }
}
export function acosh_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<AcoshFloat32>(out, a, bytes);
}

/** log(1 + 2a / (1 - a)) / 2. */
class AtanhFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    const a = f64x2.abs(x);
    const log = log1p64(f64x2.div(f64x2.add(a, a), f64x2.sub(splat64(1), a)));
    return withSign64(f64x2.mul(log, splat64(0.5)), x);
  }
}
export function atanh_float32(out: usize, a: usize, bytes: usize): void {
  unaryWide<AtanhFloat32>(out, a, bytes);
}
