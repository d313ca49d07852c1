/** Diagonals and triangles of matrices. Offset 0 is the main diagonal, 1 the one above it, -1 the one below. */
import { ShapeError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import { apply, asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape, normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { permuteValue, type Value } from "../value.ts";
import { ge, le, where } from "./comparison.ts";
import { reshape } from "./manipulation.ts";
import { pad } from "./pad.ts";
import { sum } from "./reduce.ts";
import { slice } from "./slice.ts";

export interface DiagonalOptions {
  /** Default: 0. */
  readonly offset?: number;
  /** The rows. Default: 0. */
  readonly axis1?: number;
  /** The columns. Default: 1. */
  readonly axis2?: number;
}

/** The diagonal over two axes, as the last axis of the result. Shares the elements. Throws `ShapeError`. */
export function diagonal(x: TensorLike, { offset = 0, axis1 = 0, axis2 = 1 }: DiagonalOptions = {}): Tensor {
  return apply("diagonal", x, (value) => {
    const rank = value.shape.length;
    const [rows, columns] = [normalizeAxis("diagonal", axis1, rank), normalizeAxis("diagonal", axis2, rank)];
    if (rows === columns) throw new ShapeError("diagonal", `the same axis twice: ${axis1} and ${axis2}`);
    const others = [...value.shape.keys()].filter((axis) => axis !== rows && axis !== columns);
    return lastDiagonal(permuteValue(value, [...others, rows, columns]), offset);
  });
}

/** Over the last two axes. */
function lastDiagonal(value: Value, offset: number): Value {
  const [rows, columns] = value.shape.slice(-2) as [number, number];
  const [down, right] = value.strides.slice(-2) as [number, number];
  const length = Math.max(0, Math.min(rows + Math.min(offset, 0), columns - Math.max(offset, 0)));
  const start = length === 0 ? 0 : offset < 0 ? -offset * down : offset * right;
  return { ...value, shape: [...value.shape.slice(0, -2), length], strides: [...value.strides.slice(0, -2), down + right], offset: value.offset + start };
}

/** A square matrix with the vector on a diagonal, or the diagonal of a matrix. Default offset: 0. Throws `ShapeError` for other ranks. */
export function diag(x: TensorLike, offset = 0): Tensor {
  const source = asTensor(x);
  if (source.ndim === 2) return diagonal(source, { offset });
  if (source.ndim !== 1) throw new ShapeError("diag", `neither vector nor matrix: ${formatShape(source.shape)}`);
  const length = source.size;
  const side = length + Math.abs(offset);
  return scope(() => {
    const apart = pad(reshape(source, [length, 1]), [[0, 0], [0, side]]); // each element is side + 1 places after the one before
    const start = offset < 0 ? -offset * side : offset;
    const flat = pad(reshape(apart, [length * (side + 1)]), [start, side * side]);
    return reshape(slice(flat, [0, side * side]), [side, side]);
  });
}

/** The sum of a diagonal over the first two axes. Default offset: 0. Throws `ShapeError`. */
export function trace(x: TensorLike, offset = 0): Tensor {
  return scope(() => sum(diagonal(x, { offset }), { axis: -1 }));
}

/** Matrices (the last two axes) with zeros above a diagonal. Default offset: 0. Throws `ShapeError` when there are fewer axes. */
export function tril(x: TensorLike, offset = 0): Tensor {
  return triangle("tril", asTensor(x), offset, le);
}

/** Matrices (the last two axes) with zeros below a diagonal. Default offset: 0. Throws `ShapeError` when there are fewer axes. */
export function triu(x: TensorLike, offset = 0): Tensor {
  return triangle("triu", asTensor(x), offset, ge);
}

function triangle(op: string, x: Tensor, offset: number, keeps: (column: Tensor, row: Tensor) => Tensor): Tensor {
  if (x.ndim < 2) throw new ShapeError(op, `not a matrix: ${formatShape(x.shape)}`);
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  const count = (length: number, start: number, shape: readonly number[]): Tensor =>
    onDeviceOf(op, x, Array.from({ length }, (_, i) => start + i), "int32", shape);
  return scope(() => where(keeps(count(columns, 0, [columns]), count(rows, offset, [rows, 1])), x, x.dtype === "bool" ? false : 0));
}
