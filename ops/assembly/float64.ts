// Elementwise float64 kernels: arithmetic only. The other functions run in plain loops (see `simd/fallback.ts`).
import { binary, Binary, unary, Unary } from "./loops";

class AddFloat64 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f64x2.add(a, b);
  }
}
export function add_float64(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<AddFloat64>(out, a, strideA, b, strideB, bytes);
}

class SubFloat64 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f64x2.sub(a, b);
  }
}
export function sub_float64(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<SubFloat64>(out, a, strideA, b, strideB, bytes);
}

class MulFloat64 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f64x2.mul(a, b);
  }
}
export function mul_float64(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<MulFloat64>(out, a, strideA, b, strideB, bytes);
}

class DivFloat64 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f64x2.div(a, b);
  }
}
export function div_float64(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<DivFloat64>(out, a, strideA, b, strideB, bytes);
}

class MaximumFloat64 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f64x2.max(a, b);
  }
}
export function maximum_float64(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<MaximumFloat64>(out, a, strideA, b, strideB, bytes);
}

class MinimumFloat64 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f64x2.min(a, b);
  }
}
export function minimum_float64(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<MinimumFloat64>(out, a, strideA, b, strideB, bytes);
}

class NegFloat64 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f64x2.neg(x);
  }
}
export function neg_float64(out: usize, a: usize, bytes: usize): void {
  unary<NegFloat64>(out, a, bytes);
}

class AbsFloat64 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f64x2.abs(x);
  }
}
export function abs_float64(out: usize, a: usize, bytes: usize): void {
  unary<AbsFloat64>(out, a, bytes);
}

class SqrtFloat64 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f64x2.sqrt(x);
  }
}
export function sqrt_float64(out: usize, a: usize, bytes: usize): void {
  unary<SqrtFloat64>(out, a, bytes);
}

class FloorFloat64 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f64x2.floor(x);
  }
}
export function floor_float64(out: usize, a: usize, bytes: usize): void {
  unary<FloorFloat64>(out, a, bytes);
}

class CeilFloat64 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f64x2.ceil(x);
  }
}
export function ceil_float64(out: usize, a: usize, bytes: usize): void {
  unary<CeilFloat64>(out, a, bytes);
}

class RoundFloat64 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f64x2.nearest(x);
  }
}
export function round_float64(out: usize, a: usize, bytes: usize): void {
  unary<RoundFloat64>(out, a, bytes);
}
