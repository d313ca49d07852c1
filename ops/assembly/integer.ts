// Elementwise int32 and uint32 kernels. Arithmetic wraps; order and extremes depend on the sign.
import { binary, Binary, compare32, unary, Unary } from "./loops";

class AddInt32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.add(a, b);
  }
}
export function add_int32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<AddInt32>(out, a, strideA, b, strideB, bytes);
}

class SubInt32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.sub(a, b);
  }
}
export function sub_int32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<SubInt32>(out, a, strideA, b, strideB, bytes);
}

class MulInt32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.mul(a, b);
  }
}
export function mul_int32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<MulInt32>(out, a, strideA, b, strideB, bytes);
}

class MaximumInt32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.max_s(a, b);
  }
}
export function maximum_int32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<MaximumInt32>(out, a, strideA, b, strideB, bytes);
}

class MinimumInt32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.min_s(a, b);
  }
}
export function minimum_int32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<MinimumInt32>(out, a, strideA, b, strideB, bytes);
}

class EqInt32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.eq(a, b);
  }
}
export function eq_int32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<EqInt32>(out, a, strideA, b, strideB, count);
}

class NeInt32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.ne(a, b);
  }
}
export function ne_int32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<NeInt32>(out, a, strideA, b, strideB, count);
}

class LtInt32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.lt_s(a, b);
  }
}
export function lt_int32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<LtInt32>(out, a, strideA, b, strideB, count);
}

class LeInt32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.le_s(a, b);
  }
}
export function le_int32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<LeInt32>(out, a, strideA, b, strideB, count);
}

class GtInt32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.gt_s(a, b);
  }
}
export function gt_int32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<GtInt32>(out, a, strideA, b, strideB, count);
}

class GeInt32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.ge_s(a, b);
  }
}
export function ge_int32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<GeInt32>(out, a, strideA, b, strideB, count);
}

class NegInt32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return i32x4.neg(x);
  }
}
export function neg_int32(out: usize, a: usize, bytes: usize): void {
  unary<NegInt32>(out, a, bytes);
}

class AddUint32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.add(a, b);
  }
}
export function add_uint32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<AddUint32>(out, a, strideA, b, strideB, bytes);
}

class SubUint32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.sub(a, b);
  }
}
export function sub_uint32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<SubUint32>(out, a, strideA, b, strideB, bytes);
}

class MulUint32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.mul(a, b);
  }
}
export function mul_uint32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<MulUint32>(out, a, strideA, b, strideB, bytes);
}

class MaximumUint32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.max_u(a, b);
  }
}
export function maximum_uint32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<MaximumUint32>(out, a, strideA, b, strideB, bytes);
}

class MinimumUint32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.min_u(a, b);
  }
}
export function minimum_uint32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<MinimumUint32>(out, a, strideA, b, strideB, bytes);
}

class EqUint32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.eq(a, b);
  }
}
export function eq_uint32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<EqUint32>(out, a, strideA, b, strideB, count);
}

class NeUint32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.ne(a, b);
  }
}
export function ne_uint32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<NeUint32>(out, a, strideA, b, strideB, count);
}

class LtUint32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.lt_u(a, b);
  }
}
export function lt_uint32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<LtUint32>(out, a, strideA, b, strideB, count);
}

class LeUint32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.le_u(a, b);
  }
}
export function le_uint32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<LeUint32>(out, a, strideA, b, strideB, count);
}

class GtUint32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.gt_u(a, b);
  }
}
export function gt_uint32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<GtUint32>(out, a, strideA, b, strideB, count);
}

class GeUint32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return i32x4.ge_u(a, b);
  }
}
export function ge_uint32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, count: usize): void {
  compare32<GeUint32>(out, a, strideA, b, strideB, count);
}

class NegUint32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return i32x4.neg(x);
  }
}
export function neg_uint32(out: usize, a: usize, bytes: usize): void {
  unary<NegUint32>(out, a, bytes);
}

class AbsInt32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return i32x4.abs(x);
  }
}
export function abs_int32(out: usize, a: usize, bytes: usize): void {
  unary<AbsInt32>(out, a, bytes);
}

class ReluInt32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return i32x4.max_s(x, i32x4.splat(0));
  }
}
export function relu_int32(out: usize, a: usize, bytes: usize): void {
  unary<ReluInt32>(out, a, bytes);
}
