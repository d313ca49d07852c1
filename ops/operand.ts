/** What functions accept beside tensors, and how they turn it into values and back. */
import type { HostCall, HostKernel, HostShader } from "./backend.ts";
import { tensor } from "./creation.ts";
import { computeOnHost, elementwise } from "./dispatch.ts";
import type { Dtype, TypedArray } from "./dtype.ts";
import type { Argument } from "./graph/node.ts";
import type { Nested } from "./nested.ts";
import type { Shape } from "./shape.ts";
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

/**
 * Computes results by a function of the host, or by the kernel or shader where the device has it: `work` gets the elements of the tensors, which are
 * on one device, row-major in their compute dtypes, and returns those of each result. The results wait for nothing; on webgpu the elements are read
 * first, unless there is a shader.
 */
export function applyOnHost(
  op: string,
  sources: readonly Tensor[],
  results: readonly { readonly dtype: Dtype; readonly shape: Shape }[],
  work: HostCall["compute"],
  kernel?: HostKernel,
  shader?: HostShader,
): Tensor[] {
  const values = computeOnHost(op, sources.map((source) => valueOf(op, source)), results, work, kernel, shader);
  return values.map((value) => new Tensor(value, sources));
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
