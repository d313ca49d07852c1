/** What functions accept beside tensors, and how they turn it into values and back. */
import { tensor } from "./creation.ts";
import { elementwise } from "./dispatch.ts";
import type { Argument } from "./graph/node.ts";
import type { TypedArray } from "./dtype.ts";
import type { Nested } from "./nested.ts";
import { Tensor, valueOf } from "./tensor.ts";
import type { Value } from "./value.ts";

/** A tensor, or what `tensor` makes one of. A bare number or boolean takes the dtype of the tensor it meets. */
export type TensorLike = Tensor | Nested | TypedArray;

export function asTensor(x: TensorLike): Tensor {
  return x instanceof Tensor ? x : tensor(x);
}

/** Computes a value from the value of one operand and wraps it. */
export function apply(op: string, x: TensorLike, compute: (value: Value) => Value): Tensor {
  const source = asTensor(x);
  return new Tensor(compute(valueOf(op, source)), [source]);
}

/** An elementwise operation of `defs/`; bare numbers stay weak as long as one operand is a tensor. */
export function applyElementwise(op: string, ...operands: readonly TensorLike[]): Tensor {
  const sources: Tensor[] = [];
  const weak = operands.some((operand) => typeof operand === "object");
  const args = operands.map((operand): Argument => {
    if (weak && typeof operand !== "object") return operand;
    const source = asTensor(operand);
    sources.push(source);
    return valueOf(op, source);
  });
  return new Tensor(elementwise(op, args), sources);
}
