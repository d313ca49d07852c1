/** What the functions of neural networks share: operands of one float dtype, checks of shapes, and calls on tensors. */
import type { Call, View } from "../backend.ts";
import { compute, type ComputeOptions } from "../dispatch.ts";
import { isFloat, promote, type Dtype } from "../dtype.ts";
import { ShapeError } from "../errors.ts";
import { astype, reshape } from "../math/manipulation.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { formatShape, shapesEqual, type Shape } from "../shape.ts";
import { Tensor, valueOf } from "../tensor.ts";

/** An operand that may be left out, as `undefined` or `null`. */
export type Optional = TensorLike | null | undefined;

type Floats<Operands extends readonly Optional[]> = {
  [K in keyof Operands]: [Operands[K]] extends [TensorLike] ? Tensor : Tensor | undefined;
};

/** The operands as tensors of the float dtype that they promote to; integers and bools count as float32. */
export function asFloats<const Operands extends readonly Optional[]>(...operands: Operands): Floats<Operands> {
  const tensors = operands.map((operand) => (operand == null ? undefined : asTensor(operand)));
  const dtype = tensors
    .filter((tensor) => tensor !== undefined)
    .map((tensor): Dtype => (isFloat(tensor.dtype) ? tensor.dtype : "float32"))
    .reduce(promote);
  return tensors.map((tensor) => tensor && astype(tensor, dtype)) as Floats<Operands>;
}

/** The dtype that sums over a float tensor are kept in: half floats would lose them. */
export const wideDtype = (dtype: Dtype): "float32" | "float64" => (dtype === "float64" ? "float64" : "float32");

type Inputs = readonly (Tensor | undefined)[];

/** A call on tensors of one device; `build` gets the view of the result, then those of the inputs, undefined where there is none. */
export function call(op: string, inputs: Inputs, dtype: Dtype, shape: Shape, build: (output: View, ...inputs: never[]) => Call, options?: ComputeOptions): Tensor {
  const present = inputs.filter((input) => input !== undefined);
  const values = present.map((input) => valueOf(op, input));
  const onViews = (output: View, ...views: View[]): Call => {
    const given = inputs.map((input) => (input === undefined ? undefined : views.shift()));
    return (build as (...views: unknown[]) => Call)(output, ...given);
  };
  return new Tensor(compute(op, values, dtype, shape, onViews, options), present);
}

/** Throws `ShapeError` unless the tensor, when it is given, has the shape. */
export function expectShape(op: string, name: string, tensor: Tensor | undefined, shape: Shape): void {
  if (tensor === undefined || shapesEqual(tensor.shape, shape)) return;
  throw new ShapeError(op, `${name} has the wrong shape: ${formatShape(tensor.shape)} where ${formatShape(shape)} is expected`);
}

/** A vector with one number a channel as [c, 1, ...], which broadcasts against [n, c, ...] of the given rank. */
export function perChannel(vector: Tensor, rank: number): Tensor {
  return reshape(vector, [vector.size, ...Array.from({ length: rank - 2 }, () => 1)]);
}
