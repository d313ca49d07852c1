/** Matrix products. */
import { matmul as matmulValues } from "../dispatch.ts";
import { ShapeError } from "../errors.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape, sizeOf } from "../shape.ts";
import { Tensor, valueOf } from "../tensor.ts";
import { dropAxes, insertAxis, type Value } from "../value.ts";
import { mul } from "./arithmetic.ts";
import { moveaxis, reshape } from "./manipulation.ts";

/**
 * The matrix product over the last two axes: [..., m, k] x [..., k, n] -> [..., m, n]. The leading axes broadcast. A single
 * axis on the left counts as a row and on the right as a column, and is gone from the result. float32 may accumulate in
 * float32; bools are counted as int32. Throws `ShapeError` when the inner lengths differ or an operand has no axis.
 */
export function matmul(a: TensorLike, b: TensorLike): Tensor {
  const sources = [asTensor(a), asTensor(b)] as const;
  const [left, right] = [valueOf("matmul", sources[0]), valueOf("matmul", sources[1])];
  return new Tensor(product(left, right), sources);
}

function product(a: Value, b: Value): Value {
  const [rankA, rankB] = [a.shape.length, b.shape.length];
  const shapes = `${formatShape(a.shape)} x ${formatShape(b.shape)}`;
  if (rankA === 0 || rankB === 0) throw new ShapeError("matmul", `a number is not a matrix: ${shapes}`, "multiply with mul");
  const left = rankA === 1 ? insertAxis(a, 0) : a;
  const right = rankB === 1 ? insertAxis(b, 1) : b;
  if (left.shape.at(-1) !== right.shape.at(-2)) throw new ShapeError("matmul", `inner dimensions differ: ${shapes}`);
  const result = matmulValues(left, right);
  const rank = result.shape.length;
  return dropAxes(result, [...(rankA === 1 ? [rank - 2] : []), ...(rankB === 1 ? [rank - 1] : [])]);
}

/** NumPy's `dot`: the sum over the last axis of a and the last but one of b, or its only one; with a number, the product. Throws `ShapeError` when those lengths differ. */
export function dot(a: TensorLike, b: TensorLike): Tensor {
  const [left, right] = [asTensor(a), asTensor(b)];
  if (left.ndim === 0 || right.ndim === 0) return mul(left, right);
  return scope(() => {
    const summed = right.ndim === 1 ? right : moveaxis(right, -2, 0);
    const [rows, columns] = [left.shape.slice(0, -1), summed.shape.slice(1)];
    if (left.shape.at(-1) !== summed.shape[0]) throw new ShapeError("dot", `inner dimensions differ: ${formatShape(left.shape)} x ${formatShape(right.shape)}`);
    const matrix = reshape(left, [sizeOf(rows), summed.shape[0]!]);
    return reshape(matmul(matrix, reshape(summed, [summed.shape[0]!, sizeOf(columns)])), [...rows, ...columns]);
  });
}

/** Every element of a times every element of b: [a.size, b.size]. */
export function outer(a: TensorLike, b: TensorLike): Tensor {
  const [left, right] = [asTensor(a), asTensor(b)];
  return scope(() => mul(reshape(left, [left.size, 1]), reshape(right, [right.size])));
}
