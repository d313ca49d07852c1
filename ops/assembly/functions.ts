// Elementwise float32 kernels of functions that are computed on float32 lanes.
import { clampedSix, elu, erf, erfc, gelu, geluTanh, mish, sigmoid, silu, softplus, tanh } from "./activation";
import { exp, log } from "./exponential";
import { binary, Binary, unary, Unary } from "./loops";
import { choose, splat } from "./vector";

class ExpFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return exp(x);
  }
}
export function exp_float32(out: usize, a: usize, bytes: usize): void {
  unary<ExpFloat32>(out, a, bytes);
}

class LogFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return log(x);
  }
}
export function log_float32(out: usize, a: usize, bytes: usize): void {
  unary<LogFloat32>(out, a, bytes);
}

class TanhFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return tanh(x);
  }
}
export function tanh_float32(out: usize, a: usize, bytes: usize): void {
  unary<TanhFloat32>(out, a, bytes);
}

class SigmoidFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return sigmoid(x);
  }
}
export function sigmoid_float32(out: usize, a: usize, bytes: usize): void {
  unary<SigmoidFloat32>(out, a, bytes);
}

class SiluFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return silu(x);
  }
}
export function silu_float32(out: usize, a: usize, bytes: usize): void {
  unary<SiluFloat32>(out, a, bytes);
}

class SoftplusFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return softplus(x);
  }
}
export function softplus_float32(out: usize, a: usize, bytes: usize): void {
  unary<SoftplusFloat32>(out, a, bytes);
}

class MishFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return mish(x);
  }
}
export function mish_float32(out: usize, a: usize, bytes: usize): void {
  unary<MishFloat32>(out, a, bytes);
}

class ErfFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return erf(x);
  }
}
export function erf_float32(out: usize, a: usize, bytes: usize): void {
  unary<ErfFloat32>(out, a, bytes);
}

class ErfcFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return erfc(x);
  }
}
export function erfc_float32(out: usize, a: usize, bytes: usize): void {
  unary<ErfcFloat32>(out, a, bytes);
}

class GeluFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return gelu(x);
  }
}
export function gelu_float32(out: usize, a: usize, bytes: usize): void {
  unary<GeluFloat32>(out, a, bytes);
}

class GeluTanhFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return geluTanh(x);
  }
}
export function geluTanh_float32(out: usize, a: usize, bytes: usize): void {
  unary<GeluTanhFloat32>(out, a, bytes);
}

class RsqrtFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.div(splat(1), f32x4.sqrt(x));
  }
}
export function rsqrt_float32(out: usize, a: usize, bytes: usize): void {
  unary<RsqrtFloat32>(out, a, bytes);
}

class SeluFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.mul(splat(1.0507009873554805), elu(x, splat(1.6732632423543772)));
  }
}
export function selu_float32(out: usize, a: usize, bytes: usize): void {
  unary<SeluFloat32>(out, a, bytes);
}

class HardsigmoidFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    return f32x4.div(clampedSix(x), splat(6));
  }
}
export function hardsigmoid_float32(out: usize, a: usize, bytes: usize): void {
  unary<HardsigmoidFloat32>(out, a, bytes);
}

class HardswishFloat32 extends Unary {
  // @ts-ignore: decorator
  @inline run(x: v128): v128 {
    const inside = f32x4.div(f32x4.mul(f32x4.pmax(x, splat(-3)), clampedSix(x)), splat(6));
    return choose(f32x4.ge(x, splat(3)), x, inside);
  }
}
export function hardswish_float32(out: usize, a: usize, bytes: usize): void {
  unary<HardswishFloat32>(out, a, bytes);
}

class EluFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return elu(a, b);
  }
}
export function elu_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<EluFloat32>(out, a, strideA, b, strideB, bytes);
}

class LeakyReluFloat32 extends Binary {
  // @ts-ignore: decorator
  @inline run(a: v128, b: v128): v128 {
    return choose(f32x4.gt(a, splat(0)), a, f32x4.mul(a, b));
  }
}
export function leakyRelu_float32(out: usize, a: usize, strideA: usize, b: usize, strideB: usize, bytes: usize): void {
  binary<LeakyReluFloat32>(out, a, strideA, b, strideB, bytes);
}
