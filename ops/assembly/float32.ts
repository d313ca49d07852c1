// Elementwise float32 kernels of single instructions or few, named as the loader looks them up: the operation, then the compute dtype.
import { binary, Binary, compare32, test32, unary, Unary } from "./loops";
import { choose, splat } from "./vector";

class AddFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f32x4.add(a, b);
  }
}
export function add_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<AddFloat32>(out, a, strideA, b, strideB, bytes);
}

class SubFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f32x4.sub(a, b);
  }
}
export function sub_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<SubFloat32>(out, a, strideA, b, strideB, bytes);
}

class MulFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f32x4.mul(a, b);
  }
}
export function mul_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<MulFloat32>(out, a, strideA, b, strideB, bytes);
}

class DivFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f32x4.div(a, b);
  }
}
export function div_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<DivFloat32>(out, a, strideA, b, strideB, bytes);
}

class MaximumFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f32x4.max(a, b);
  }
}
export function maximum_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<MaximumFloat32>(out, a, strideA, b, strideB, bytes);
}

class MinimumFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f32x4.min(a, b);
  }
}
export function minimum_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<MinimumFloat32>(out, a, strideA, b, strideB, bytes);
}

class EqFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f32x4.eq(a, b);
  }
}
export function eq_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<EqFloat32>(out, a, strideA, b, strideB, count);
}

class NeFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f32x4.ne(a, b);
  }
}
export function ne_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<NeFloat32>(out, a, strideA, b, strideB, count);
}

class LtFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f32x4.lt(a, b);
  }
}
export function lt_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<LtFloat32>(out, a, strideA, b, strideB, count);
}

class LeFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f32x4.le(a, b);
  }
}
export function le_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<LeFloat32>(out, a, strideA, b, strideB, count);
}

class GtFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f32x4.gt(a, b);
  }
}
export function gt_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<GtFloat32>(out, a, strideA, b, strideB, count);
}

class GeFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return f32x4.ge(a, b);
  }
}
export function ge_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<GeFloat32>(out, a, strideA, b, strideB, count);
}

class NegFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.neg(x);
  }
}
export function neg_float32(out: usize, a: usize, bytes: usize): void {
  unary<NegFloat32>(out, a, bytes);
}

class AbsFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.abs(x);
  }
}
export function abs_float32(out: usize, a: usize, bytes: usize): void {
  unary<AbsFloat32>(out, a, bytes);
}

class SqrtFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.sqrt(x);
  }
}
export function sqrt_float32(out: usize, a: usize, bytes: usize): void {
  unary<SqrtFloat32>(out, a, bytes);
}

class FloorFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.floor(x);
  }
}
export function floor_float32(out: usize, a: usize, bytes: usize): void {
  unary<FloorFloat32>(out, a, bytes);
}

class CeilFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.ceil(x);
  }
}
export function ceil_float32(out: usize, a: usize, bytes: usize): void {
  unary<CeilFloat32>(out, a, bytes);
}

class RoundFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.nearest(x);
  }
}
export function round_float32(out: usize, a: usize, bytes: usize): void {
  unary<RoundFloat32>(out, a, bytes);
}

class SignFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return choose(f32x4.gt(x, splat(0)), splat(1), choose(f32x4.lt(x, splat(0)), splat(-1), x));
  }
}
export function sign_float32(out: usize, a: usize, bytes: usize): void {
  unary<SignFloat32>(out, a, bytes);
}

class ReluFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.pmax(x, splat(0)); // keeps NaN and -0
  }
}
export function relu_float32(out: usize, a: usize, bytes: usize): void {
  unary<ReluFloat32>(out, a, bytes);
}

class IsnanFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.ne(x, x);
  }
}
export function isnan_float32(out: usize, a: usize, count: usize): void {
  test32<IsnanFloat32>(out, a, count);
}

class IsinfFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.eq(f32x4.abs(x), splat(Infinity));
  }
}
export function isinf_float32(out: usize, a: usize, count: usize): void {
  test32<IsinfFloat32>(out, a, count);
}

class IsfiniteFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.lt(f32x4.abs(x), splat(Infinity));
  }
}
export function isfinite_float32(out: usize, a: usize, count: usize): void {
  test32<IsfiniteFloat32>(out, a, count);
}
