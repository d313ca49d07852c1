/** Trigonometric and hyperbolic functions, element by element. Integers and bools become float32 first. */
import { applyElementwise, type TensorLike } from "../operand.ts";
import type { Tensor } from "../tensor.ts";

/** The sine of x in radians. */
export function sin(x: TensorLike): Tensor {
  return applyElementwise("sin", x);
}

/** The cosine of x in radians. */
export function cos(x: TensorLike): Tensor {
  return applyElementwise("cos", x);
}

/** The tangent of x in radians. */
export function tan(x: TensorLike): Tensor {
  return applyElementwise("tan", x);
}

/** The angle in radians, from -π/2 to π/2, whose sine is x; NaN beyond ±1. */
export function asin(x: TensorLike): Tensor {
  return applyElementwise("asin", x);
}

/** The angle in radians, from 0 to π, whose cosine is x; NaN beyond ±1. */
export function acos(x: TensorLike): Tensor {
  return applyElementwise("acos", x);
}

/** The angle in radians, from -π/2 to π/2, whose tangent is x. */
export function atan(x: TensorLike): Tensor {
  return applyElementwise("atan", x);
}

/** The angle in radians, from -π to π, of the point at height y and distance x: the signs tell the quadrant, those of zeros too. */
export function atan2(y: TensorLike, x: TensorLike): Tensor {
  return applyElementwise("atan2", y, x);
}

/** The hyperbolic sine. */
export function sinh(x: TensorLike): Tensor {
  return applyElementwise("sinh", x);
}

/** The hyperbolic cosine. */
export function cosh(x: TensorLike): Tensor {
  return applyElementwise("cosh", x);
}

/** The hyperbolic tangent. */
export function tanh(x: TensorLike): Tensor {
  return applyElementwise("tanh", x);
}

/** The inverse of `sinh`. */
export function asinh(x: TensorLike): Tensor {
  return applyElementwise("asinh", x);
}

/** The inverse of `cosh`, at least 0; NaN below 1. */
export function acosh(x: TensorLike): Tensor {
  return applyElementwise("acosh", x);
}

/** The inverse of `tanh`; ±Infinity at ±1, NaN beyond. */
export function atanh(x: TensorLike): Tensor {
  return applyElementwise("atanh", x);
}
