/** Several tensors together. */
import { assemble } from "../dispatch.ts";
import { promote } from "../dtype.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import { apply, asTensor, type TensorLike } from "../operand.ts";
import { formatShape, normalizeAxis, shapesEqual } from "../shape.ts";
import { Tensor, valueOf } from "../tensor.ts";
import { insertAxis, sliceValue, type Value } from "../value.ts";

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

export interface MeshgridOptions {
  /** "xy" (default): the first tensor runs along the columns and the second along the rows, as for plots. "ij": every tensor along its own axis. */
  readonly indexing?: "xy" | "ij";
}

/** For vectors, the coordinates of every point of their grid: one tensor for each, all of the grid's shape. They share the elements. Throws `ShapeError` for more than one axis, `ValidationError`. */
export function meshgrid(tensors: readonly TensorLike[], { indexing = "xy" }: MeshgridOptions = {}): Tensor[] {
  if (indexing !== "xy" && indexing !== "ij") throw new ValidationError("meshgrid", `unknown indexing: ${String(indexing)}`, "one of xy, ij");
  const sources = tensors.map(asTensor);
  const place = (i: number): number => (indexing === "xy" && i < 2 && sources.length > 1 ? 1 - i : i);
  const shape = sources.map((_, axis) => sources[place(axis)]!.size);
  return sources.map((source, i) =>
    apply("meshgrid", source, (value) => {
      if (value.shape.length > 1) throw new ShapeError("meshgrid", `not a vector: ${formatShape(value.shape)}`);
      const strides = shape.map((_, axis) => (axis === place(i) ? (value.strides[0] ?? 0) : 0));
      return { ...value, shape, strides };
    }),
  );
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
