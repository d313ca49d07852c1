/** Operations on the bits of integers, element by element, with broadcasting; of bools, logic. All throw `DtypeError` for floats. */
import { isFloat } from "../dtype.ts";
import { DtypeError } from "../errors.ts";
import { applyElementwise, asTensor, type TensorLike } from "../operand.ts";
import { Tensor } from "../tensor.ts";

/** The bits that both have. */
export function bitwiseAnd(a: TensorLike, b: TensorLike): Tensor {
  return applyToBits("bitwiseAnd", a, b);
}

/** The bits that at least one has. */
export function bitwiseOr(a: TensorLike, b: TensorLike): Tensor {
  return applyToBits("bitwiseOr", a, b);
}

/** The bits that exactly one has. */
export function bitwiseXor(a: TensorLike, b: TensorLike): Tensor {
  return applyToBits("bitwiseXor", a, b);
}

/** The bits that x does not have. */
export function bitwiseNot(x: TensorLike): Tensor {
  return applyToBits("bitwiseNot", x);
}

/** a times 2 to the power b, wrapped to the dtype. */
export function leftShift(a: TensorLike, b: TensorLike): Tensor {
  return applyToBits("leftShift", a, b);
}

/** a divided by 2 to the power b, rounded down: the sign stays. */
export function rightShift(a: TensorLike, b: TensorLike): Tensor {
  return applyToBits("rightShift", a, b);
}

function applyToBits(op: string, ...operands: readonly TensorLike[]): Tensor {
  const weak = operands.some((operand) => typeof operand === "object");
  const checked = operands.map((operand) => {
    const whole = weak && typeof operand !== "object" && Number.isInteger(Number(operand));
    const source = whole ? operand : asTensor(operand);
    if (source instanceof Tensor && isFloat(source.dtype)) throw new DtypeError(op, `bits of a float: ${source.dtype}`, "cast to an integer dtype first");
    return source;
  });
  return applyElementwise(op, ...checked);
}
