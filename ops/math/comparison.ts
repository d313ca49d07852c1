/** Comparison, logic and choice, element by element, with broadcasting. The result is bool, but for `where`. */
import { applyElementwise, type TensorLike } from "../operand.ts";
import type { Tensor } from "../tensor.ts";

/** Where a equals b. NaN equals nothing. */
export function eq(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("eq", a, b);
}

/** Where a differs from b. */
export function ne(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("ne", a, b);
}

/** Where a < b. */
export function lt(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("lt", a, b);
}

/** Where a <= b. */
export function le(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("le", a, b);
}

/** Where a > b. */
export function gt(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("gt", a, b);
}

/** Where a >= b. */
export function ge(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("ge", a, b);
}

/** Where both are true. Numbers count as true unless they are 0. */
export function logicalAnd(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("logicalAnd", a, b);
}

/** Where at least one is true. */
export function logicalOr(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("logicalOr", a, b);
}

/** Where exactly one is true. */
export function logicalXor(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("logicalXor", a, b);
}

/** Where x is false. */
export function logicalNot(x: TensorLike): Tensor {
  return applyElementwise("logicalNot", x);
}

/** Where x is NaN. */
export function isnan(x: TensorLike): Tensor {
  return applyElementwise("isnan", x);
}

/** Where x is infinite, of either sign. */
export function isinf(x: TensorLike): Tensor {
  return applyElementwise("isinf", x);
}

/** Where x is neither infinite nor NaN. */
export function isfinite(x: TensorLike): Tensor {
  return applyElementwise("isfinite", x);
}

/** a where the condition is true, b elsewhere. All three broadcast; a and b promote to one dtype. */
export function where(condition: TensorLike, a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("where", condition, a, b);
}
