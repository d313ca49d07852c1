/** Arithmetic, element by element, with broadcasting. Dtypes promote as `dtype.ts` says; integers wrap. */
import { apply, applyElementwise, type TensorLike } from "../operand.ts";
import type { Tensor } from "../tensor.ts";

/** a + b. For bool: or. */
export function add(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("add", a, b);
}

/** a - b. Bools become int32. */
export function sub(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("sub", a, b);
}

/** a * b. For bool: and. */
export function mul(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("mul", a, b);
}

/** a / b, always a float. */
export function div(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("div", a, b);
}

/** The greatest integer at most a / b. An integer divided by 0 gives 0. */
export function floorDivide(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("floorDivide", a, b);
}

/** What `floorDivide` leaves, with the sign of b. An integer modulo 0 gives 0. */
export function mod(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("mod", a, b);
}

/** a to the power b. An integer to a negative power gives the truncated quotient. */
export function pow(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("pow", a, b);
}

/** The greater of a and b; NaN where either is. */
export function maximum(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("maximum", a, b);
}

/** The lesser of a and b; NaN where either is. */
export function minimum(a: TensorLike, b: TensorLike): Tensor {
  return applyElementwise("minimum", a, b);
}

/** -x. Bools become int32. */
export function neg(x: TensorLike): Tensor {
  return applyElementwise("neg", x);
}

/** The magnitude of x. */
export function abs(x: TensorLike): Tensor {
  return applyElementwise("abs", x);
}

/** -1, 0 or 1; NaN for NaN. */
export function sign(x: TensorLike): Tensor {
  return applyElementwise("sign", x);
}

/** x no less than `min` and no greater than `max`; NaN stays. Default: no bound. */
export function clamp(x: TensorLike, min?: TensorLike, max?: TensorLike): Tensor {
  if (min === undefined) return max === undefined ? apply("clamp", x, (value) => value) : minimum(x, max);
  if (max === undefined) return maximum(x, min);
  const raised = maximum(x, min);
  try {
    return minimum(raised, max);
  } finally {
    raised.dispose();
  }
}
