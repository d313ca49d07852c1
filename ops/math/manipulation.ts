/** Changes of shape, order and dtype. All but `astype`, and a `reshape` that no strides can show, share the elements with their argument. */
import { cast, contiguous } from "../dispatch.ts";
import { checkDtype, type Dtype } from "../dtype.ts";
import { ShapeError } from "../errors.ts";
import { apply, asTensor, type TensorLike } from "../operand.ts";
import { broadcastShapes, checkShape, contiguousStrides, formatShape, normalizeAxes, normalizeAxis, reshapedStrides, shapesEqual, sizeOf, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { broadcastValue, dropAxes, insertAxis, permuteValue } from "../value.ts";

/** The same elements, row-major, in another shape; one length may be -1 and follows from the others. Throws `ShapeError`. */
export function reshape(x: TensorLike, shape: Shape): Tensor {
  return apply("reshape", x, (value) => {
    const known = inferLength(shape, value.shape);
    const strides = reshapedStrides(value.shape, value.strides, known);
    if (strides !== undefined) return { ...value, shape: known, strides };
    return { ...contiguous(value), shape: known, strides: contiguousStrides(known) };
  });
}

function inferLength(shape: Shape, from: Shape): Shape {
  const size = sizeOf(from);
  const unknown = shape.indexOf(-1);
  const rest = sizeOf(shape.filter((_, axis) => axis !== unknown));
  const known = unknown < 0 || rest === 0 ? shape : shape.with(unknown, size / rest);
  if (known.every((length) => Number.isInteger(length) && length >= 0) && sizeOf(known) === size) return [...known];
  throw new ShapeError("reshape", `${formatShape(from)} does not fit the shape: ${formatShape(shape)}`);
}

/** The axes in another order: `permute(x, [1, 0])`. Throws `ShapeError` unless every axis is named once. */
export function permute(x: TensorLike, axes: readonly number[]): Tensor {
  return apply("permute", x, (value) => {
    const order = axes.map((axis) => normalizeAxis("permute", axis, value.shape.length));
    if (new Set(order).size !== value.shape.length || order.length !== value.shape.length) {
      throw new ShapeError("permute", `not an order of ${value.shape.length} axes: ${formatShape(axes)}`);
    }
    return permuteValue(value, order);
  });
}

/** The axes in the given order, or reversed; of a matrix, the transpose. Throws `ShapeError` unless every axis is named once. */
export function transpose(x: TensorLike, axes?: readonly number[]): Tensor {
  const source = asTensor(x);
  return permute(source, axes ?? source.shape.map((_, axis) => source.ndim - 1 - axis));
}

/** The axes from `start` to `end`, both included, as one. Default: all. Throws `ShapeError`. */
export function flatten(x: TensorLike, start = 0, end = -1): Tensor {
  const source = asTensor(x);
  if (source.ndim === 0) return reshape(source, [1]);
  const [first, last] = [normalizeAxis("flatten", start, source.ndim), normalizeAxis("flatten", end, source.ndim)];
  if (first > last) throw new ShapeError("flatten", `axis ${first} comes after axis ${last}`);
  const joined = sizeOf(source.shape.slice(first, last + 1));
  return reshape(source, source.shape.toSpliced(first, last + 1 - first, joined));
}

/** Two axes in each other's place. Throws `ShapeError`. */
export function swapaxes(x: TensorLike, axis1: number, axis2: number): Tensor {
  const source = asTensor(x);
  const [a, b] = [normalizeAxis("swapaxes", axis1, source.ndim), normalizeAxis("swapaxes", axis2, source.ndim)];
  return permute(source, [...source.shape.keys()].with(a, b).with(b, a));
}

/** Axes moved to other places of the result; the others keep their order. Throws `ShapeError`. */
export function moveaxis(x: TensorLike, from: number | readonly number[], to: number | readonly number[]): Tensor {
  const source = asTensor(x);
  const normal = (axes: number | readonly number[]): number[] => (typeof axes === "number" ? [axes] : axes).map((axis) => normalizeAxis("moveaxis", axis, source.ndim));
  const [sources, targets] = [normal(from), normal(to)];
  if (sources.length !== targets.length || new Set(sources).size !== sources.length || new Set(targets).size !== targets.length) {
    throw new ShapeError("moveaxis", `axes do not pair up: ${formatShape(sources)} and ${formatShape(targets)}`);
  }
  const rest = [...source.shape.keys()].filter((axis) => !sources.includes(axis));
  return permute(source, Array.from({ length: source.ndim }, (_, axis) => (targets.includes(axis) ? sources[targets.indexOf(axis)]! : rest.shift()!)));
}

/** Without the given axes, or all, of length 1. Throws `ShapeError` when a named one is longer. */
export function squeeze(x: TensorLike, axis?: number | readonly number[]): Tensor {
  return apply("squeeze", x, (value) => {
    const named = axis === undefined ? [...value.shape.keys()].filter((at) => value.shape[at] === 1) : axis;
    const axes = normalizeAxes("squeeze", named, value.shape.length);
    const long = axes.find((at) => value.shape[at] !== 1);
    if (long === undefined) return dropAxes(value, axes);
    throw new ShapeError("squeeze", `axis ${long} is longer than 1: ${formatShape(value.shape)}`);
  });
}

/** With a new axis of length 1 at the given place of the result. Throws `ShapeError`. */
export function expandDims(x: TensorLike, axis: number): Tensor {
  return apply("expandDims", x, (value) => insertAxis(value, normalizeAxis("expandDims", axis, value.shape.length + 1)));
}

/** Repeated to a shape by NumPy's rule, without copying. Throws `ShapeError` when it does not fit. */
export function broadcastTo(x: TensorLike, shape: Shape): Tensor {
  return apply("broadcastTo", x, (value) => {
    const target = [...checkShape("broadcastTo", shape)];
    if (shapesEqual(broadcastShapes("broadcastTo", value.shape, target), target)) return broadcastValue(value, target);
    throw new ShapeError("broadcastTo", `${formatShape(value.shape)} does not broadcast to: ${formatShape(target)}`);
  });
}

/** The tensor in another dtype; a view when it has it already. What happens to numbers that do not fit is told in `backend.ts`. */
export function astype(x: TensorLike, dtype: Dtype): Tensor {
  return apply("astype", x, (value) => cast(value, checkDtype("astype", dtype)));
}
