/** Changes of shape and order. All but `reshape` of a transposed tensor, `concat` and `stack` share the elements with their argument. */
import { assemble, cast, contiguous } from "../dispatch.ts";
import { checkDtype, promote, type Dtype } from "../dtype.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import { apply, asTensor, type TensorLike } from "../operand.ts";
import { broadcastShapes, checkShape, contiguousStrides, formatShape, normalizeAxes, normalizeAxis, shapesEqual, sizeOf, type Shape } from "../shape.ts";
import { Tensor, valueOf } from "../tensor.ts";
import { broadcastValue, dropAxes, insertAxis, permuteValue, sliceValue, type Value } from "../value.ts";

/** The same elements, row-major, in another shape; one length may be -1 and follows from the others. Throws `ShapeError`. */
export function reshape(x: TensorLike, shape: Shape): Tensor {
  return apply("reshape", x, (value) => {
    const known = inferLength(shape, value.shape);
    const packed = contiguous(value);
    return { ...packed, shape: known, strides: contiguousStrides(known) };
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

/** An index (the axis goes), or a range `[start?, stop?, step?]` with Python's meaning; null, undefined or [] takes all. */
export type SliceIndex = number | readonly (number | null | undefined)[] | null | undefined;

/**
 * A part of the tensor, one index for each axis from the front: `slice(x, 0, [1, -1], [null, null, -1])` is
 * `x[0, 1:-1, ::-1]` in NumPy. Shares the elements. Throws `ShapeError` for an index out of range and too many indices,
 * `ValidationError` for a step of 0 and numbers that are not whole.
 */
export function slice(x: TensorLike, ...indices: SliceIndex[]): Tensor {
  return apply("slice", x, (value) => {
    if (indices.length > value.shape.length) {
      throw new ShapeError("slice", `too many indices: ${indices.length} for ${formatShape(value.shape)}`);
    }
    const dropped = indices.flatMap((index, axis) => (typeof index === "number" ? [axis] : []));
    const sliced = indices.reduce<Value>((part, index, axis) => sliceAxis(part, axis, index), value);
    return dropAxes(sliced, dropped);
  });
}

function sliceAxis(value: Value, axis: number, index: SliceIndex): Value {
  const length = value.shape[axis]!;
  if (typeof index === "number") {
    const at = index < 0 ? index + length : index;
    if (Number.isInteger(index) && at >= 0 && at < length) return sliceValue(value, axis, at, 1, 1);
    throw new ShapeError("slice", `index out of range: ${index} for axis ${axis} of ${formatShape(value.shape)}`);
  }
  const [start, step, count] = sliceRange(index ?? [], length);
  return sliceValue(value, axis, start, step, count);
}

/** Python's `range(*slice(...).indices(length))`: start, step and the number of elements. */
function sliceRange([start, stop, step]: readonly (number | null | undefined)[], length: number): [number, number, number] {
  const stride = step ?? 1;
  if (![start ?? 0, stop ?? 0, stride].every(Number.isInteger) || stride === 0) {
    throw new ValidationError("slice", `invalid range: [${start ?? ""}, ${stop ?? ""}, ${stride}]`);
  }
  const [low, high] = stride > 0 ? [0, length] : [-1, length - 1];
  const clip = (at: number): number => Math.min(Math.max(at < 0 ? at + length : at, low), high);
  const from = start == null ? (stride > 0 ? low : high) : clip(start);
  const to = stop == null ? (stride > 0 ? high : low) : clip(stop);
  return [from, stride, Math.max(0, Math.ceil((to - from) / stride))];
}

export interface AxisOptions {
  /** Default: 0. */
  readonly axis?: number;
}

/** The tensors one after the other along an axis; dtypes promote. Throws `ShapeError` when other lengths differ, `ValidationError` for none. */
export function concat(tensors: readonly TensorLike[], { axis = 0 }: AxisOptions = {}): Tensor {
  return join("concat", tensors, (values) => {
    const at = normalizeAxis("concat", axis, values[0]!.shape.length);
    for (const { shape } of values) {
      if (shape.length === values[0]!.shape.length && shapesEqual(shape.with(at, 0), values[0]!.shape.with(at, 0))) continue;
      const shapes = values.map((value) => formatShape(value.shape)).join(", ");
      throw new ShapeError("concat", `lengths differ beside axis ${at}: ${shapes}`);
    }
    return [at, values];
  });
}

/** The tensors, all of one shape, along a new axis; dtypes promote. Throws `ShapeError` when shapes differ, `ValidationError` for none. */
export function stack(tensors: readonly TensorLike[], { axis = 0 }: AxisOptions = {}): Tensor {
  return join("stack", tensors, (values) => {
    const { shape } = values[0]!;
    const other = values.find((value) => !shapesEqual(value.shape, shape));
    if (other !== undefined) throw new ShapeError("stack", `shapes differ: ${formatShape(shape)} and ${formatShape(other.shape)}`);
    const at = normalizeAxis("stack", axis, shape.length + 1);
    return [at, values.map((value) => insertAxis(value, at))];
  });
}

function join(op: string, tensors: readonly TensorLike[], arrange: (values: Value[]) => [axis: number, values: Value[]]): Tensor {
  if (tensors.length === 0) throw new ValidationError(op, "no tensors");
  const sources = tensors.map(asTensor);
  const [axis, values] = arrange(sources.map((source) => valueOf(op, source)));
  const dtype = values.map((value) => value.dtype).reduce(promote);
  let end = 0;
  const parts = values.map((value) => {
    const start = end;
    const length = value.shape[axis]!;
    end += length;
    return { value, window: (whole: Value) => sliceValue(whole, axis, start, 1, length) };
  });
  return new Tensor(assemble(op, dtype, values[0]!.shape.with(axis, end), parts), sources);
}

/** The tensor in another dtype; a view when it has it already. What happens to numbers that do not fit is told in `backend.ts`. */
export function astype(x: TensorLike, dtype: Dtype): Tensor {
  return apply("astype", x, (value) => cast(value, checkDtype("astype", dtype)));
}
