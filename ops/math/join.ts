/** Several tensors as one. */
import { assemble } from "../dispatch.ts";
import { promote } from "../dtype.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import { asTensor, type TensorLike } from "../operand.ts";
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
