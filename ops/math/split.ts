/** One tensor as several. The parts share its elements. */
import { ShapeError, ValidationError } from "../errors.ts";
import { asTensor, apply, type TensorLike } from "../operand.ts";
import { formatShape, normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { sliceValue } from "../value.ts";
import type { AxisOptions } from "./join.ts";

/** Parts of `size` elements along an axis, the last one perhaps shorter, or parts of the given sizes, which must add up. Throws `ValidationError`, `ShapeError`. */
export function split(x: TensorLike, size: number | readonly number[], { axis = 0 }: AxisOptions = {}): Tensor[] {
  const source = asTensor(x);
  const at = normalizeAxis("split", axis, source.ndim);
  const length = source.shape[at]!;
  const sizes = typeof size === "number" ? equalParts("split", length, size) : size;
  if (!sizes.every((part) => Number.isInteger(part) && part >= 0) || sizes.reduce((sum, part) => sum + part, 0) !== length) {
    throw new ShapeError("split", `sizes do not add up to axis ${at} of ${formatShape(source.shape)}: ${sizes.join(", ")}`);
  }
  return cut(source, at, sizes);
}

/** About `count` parts of equal size along an axis: the last one may be shorter, and there may be fewer. Throws `ValidationError`, `ShapeError`. */
export function chunk(x: TensorLike, count: number, { axis = 0 }: AxisOptions = {}): Tensor[] {
  const source = asTensor(x);
  const at = normalizeAxis("chunk", axis, source.ndim);
  if (!Number.isInteger(count) || count < 1) throw new ValidationError("chunk", `invalid count: ${count}`);
  const length = source.shape[at]!;
  return cut(source, at, equalParts("chunk", length, Math.max(1, Math.ceil(length / count))));
}

function equalParts(op: string, length: number, size: number): number[] {
  if (!Number.isInteger(size) || size < 1) throw new ValidationError(op, `invalid size: ${size}`);
  return Array.from({ length: Math.max(1, Math.ceil(length / size)) }, (_, i) => Math.min(size, length - i * size));
}

function cut(source: Tensor, axis: number, sizes: readonly number[]): Tensor[] {
  let end = 0;
  return sizes.map((size) => {
    const start = end;
    end += size;
    return apply("split", source, (value) => sliceValue(value, axis, start, 1, size));
  });
}
