/** Powers, logarithms and rounding, element by element. Integers and bools become float32 first, but for rounding and `square`. */
import { applyElementwise, asTensor, type TensorLike } from "../operand.ts";
import type { Tensor } from "../tensor.ts";

/** e to the power x. */
export function exp(x: TensorLike): Tensor {
  return applyElementwise("exp", x);
}

/** exp(x) - 1, accurate near 0. */
export function expm1(x: TensorLike): Tensor {
  return applyElementwise("expm1", x);
}

/** The natural logarithm; -Infinity at 0, NaN below. */
export function log(x: TensorLike): Tensor {
  return applyElementwise("log", x);
}

/** log(1 + x), accurate near 0. */
export function log1p(x: TensorLike): Tensor {
  return applyElementwise("log1p", x);
}

/** The logarithm to base 2. */
export function log2(x: TensorLike): Tensor {
  return applyElementwise("log2", x);
}

/** The logarithm to base 10. */
export function log10(x: TensorLike): Tensor {
  return applyElementwise("log10", x);
}

/** The square root; NaN below 0. */
export function sqrt(x: TensorLike): Tensor {
  return applyElementwise("sqrt", x);
}

/** 1 / sqrt(x); Infinity at 0, NaN below. */
export function rsqrt(x: TensorLike): Tensor {
  return applyElementwise("rsqrt", x);
}

/** x times x, in the dtype of x. */
export function square(x: TensorLike): Tensor {
  const source = asTensor(x);
  return applyElementwise("mul", source, source);
}

/** 1 / x, always a float. */
export function reciprocal(x: TensorLike): Tensor {
  return applyElementwise("div", 1, asTensor(x));
}

/** The greatest integer at most x. Integers keep their dtype. */
export function floor(x: TensorLike): Tensor {
  return applyElementwise("floor", x);
}

/** The least integer at least x. Integers keep their dtype. */
export function ceil(x: TensorLike): Tensor {
  return applyElementwise("ceil", x);
}

/** The nearest integer, halves to the even one. Integers keep their dtype. */
export function round(x: TensorLike): Tensor {
  return applyElementwise("round", x);
}
