/** What functions accept as indices, and numbers from the host on the device of a tensor. */
import { hostData } from "./creation.ts";
import { isInteger, type Dtype } from "./dtype.ts";
import { encodeElements } from "./elements.ts";
import { DtypeError } from "./errors.ts";
import { astype } from "./math/manipulation.ts";
import type { TensorLike } from "./operand.ts";
import type { Shape } from "./shape.ts";
import { Tensor, valueOf } from "./tensor.ts";
import { upload } from "./transfer.ts";

/** Indices as an int32 tensor on the device of `x`; none at all may have any dtype. Throws `DtypeError` for floats and bools, which are no indices. */
export function asIndices(op: string, x: Tensor, indices: TensorLike): Tensor {
  if (!(indices instanceof Tensor)) return indicesFromHost(op, x, indices);
  if (!isInteger(indices.dtype)) throw notWhole(op, indices.dtype);
  return astype(indices, "int32");
}

function indicesFromHost(op: string, x: Tensor, indices: Exclude<TensorLike, Tensor>): Tensor {
  const { elements, shape, dtype } = hostData(op, indices);
  const whole = dtype !== "bool" && Array.from(elements, Number).every(Number.isInteger);
  if (!whole) throw notWhole(op, dtype);
  return onDeviceOf(op, x, elements, "int32", shape);
}

const notWhole = (op: string, dtype: Dtype): DtypeError => new DtypeError(op, `indices are not integers: ${dtype}`, "cast them with astype; a mask goes to maskedSelect");

/** Numbers on the device of `x`. */
export function onDeviceOf(op: string, x: Tensor, numbers: ArrayLike<number | boolean>, dtype: Dtype, shape: Shape = [numbers.length]): Tensor {
  const { backend } = valueOf(op, x).storage;
  return new Tensor(upload(op, backend, encodeElements(op, numbers, dtype), dtype, shape), [x]);
}
