/** Parts of a tensor. They share its elements. */
import { ShapeError, ValidationError } from "../errors.ts";
import { apply, type TensorLike } from "../operand.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { dropAxes, sliceValue, type Value } from "../value.ts";

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
