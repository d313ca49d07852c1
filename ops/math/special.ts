/** Special functions, element by element. Integers and bools become float32 first. */
import { applyElementwise, type TensorLike } from "../operand.ts";
import type { Tensor } from "../tensor.ts";

/** The error function: (2/√π) ∫ exp(-t²) dt from 0 to x. */
export function erf(x: TensorLike): Tensor {
  return applyElementwise("erf", x);
}

/** 1 - erf(x), with all its digits where that is small. */
export function erfc(x: TensorLike): Tensor {
  return applyElementwise("erfc", x);
}

/** The inverse of `erf`; ±Infinity at ±1, NaN beyond. */
export function erfinv(x: TensorLike): Tensor {
  return applyElementwise("erfinv", x);
}

/** The gamma function: (x - 1)! of a whole x. ±Infinity at ±0, NaN at the negative integers. */
export function gamma(x: TensorLike): Tensor {
  return applyElementwise("gamma", x);
}

/** log |Γ(x)|; Infinity at 0 and the negative integers. */
export function lgamma(x: TensorLike): Tensor {
  return applyElementwise("lgamma", x);
}

/** The derivative of log Γ(x); ∓Infinity at ±0, NaN at the negative integers. */
export function digamma(x: TensorLike): Tensor {
  return applyElementwise("digamma", x);
}
