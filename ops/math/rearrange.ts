/** Elements turned round, moved along, or written several times. */
import { ShapeError, ValidationError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import { apply, asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape, normalizeAxes, normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { sliceValue } from "../value.ts";
import { take } from "./indexing.ts";
import { concat } from "./join.ts";
import { broadcastTo, reshape } from "./manipulation.ts";

/** The elements in reverse order along the given axes. Default: all. Shares the elements. Throws `ShapeError`. */
export function flip(x: TensorLike, axis?: number | readonly number[]): Tensor {
  return apply("flip", x, (value) => {
    const axes = normalizeAxes("flip", axis, value.shape.length);
    return axes.reduce((part, at) => sliceValue(part, at, part.shape[at]! - 1, -1, part.shape[at]!), value);
  });
}

export interface RollOptions {
  /** One for each shift. Default: the tensor counts as flat. */
  readonly axis?: number | readonly number[];
}

/** Every element moved on by `shift` places, the last ones to the front. Several shifts go with several axes. Throws `ShapeError`, `ValidationError` for a shift that is not whole. */
export function roll(x: TensorLike, shift: number | readonly number[], { axis }: RollOptions = {}): Tensor {
  const source = asTensor(x);
  const shifts = typeof shift === "number" ? [shift] : shift;
  if (!shifts.every(Number.isInteger)) throw new ValidationError("roll", `invalid shift: ${shifts.join(", ")}`);
  return scope(() => {
    if (axis === undefined) return reshape(rollAlong(reshape(source, [source.size]), 0, shifts.reduce((sum, one) => sum + one, 0)), source.shape);
    const axes = (typeof axis === "number" ? [axis] : axis).map((at) => normalizeAxis("roll", at, source.ndim));
    if (axes.length !== shifts.length) throw new ShapeError("roll", `${shifts.length} shifts for ${axes.length} axes`);
    return axes.reduce((part, at, i) => rollAlong(part, at, shifts[i]!), reshape(source, source.shape));
  });
}

function rollAlong(x: Tensor, axis: number, shift: number): Tensor {
  const length = x.shape[axis]!;
  const start = length === 0 ? 0 : (((-shift % length) + length) % length);
  if (start === 0) return x;
  const part = (from: number, count: number): Tensor => apply("roll", x, (value) => sliceValue(value, axis, from, 1, count));
  return concat([part(start, length - start), part(0, start)], { axis });
}

/** The whole tensor side by side, `repetitions` times along each axis; a single number or a short list is for the last axes. Throws `ValidationError` for a count that is not whole or negative. */
export function tile(x: TensorLike, repetitions: number | readonly number[]): Tensor {
  const source = asTensor(x);
  const given = checkCounts("tile", typeof repetitions === "number" ? [repetitions] : repetitions);
  const rank = Math.max(given.length, source.ndim);
  const counts = [...Array.from({ length: rank - given.length }, () => 1), ...given];
  const lengths = [...Array.from({ length: rank - source.ndim }, () => 1), ...source.shape];
  return scope(() => {
    const apart = reshape(source, lengths.flatMap((length) => [1, length]));
    const repeated = broadcastTo(apart, lengths.flatMap((length, axis) => [counts[axis]!, length]));
    return reshape(repeated, lengths.map((length, axis) => length * counts[axis]!));
  });
}

export interface RepeatOptions {
  /** Default: the tensor counts as flat. */
  readonly axis?: number;
}

/** Each element along an axis several times over, as NumPy's `repeat` does: [1, 2] twice is [1, 1, 2, 2]. One count for all, or one for each. Throws `ShapeError`, `ValidationError`. */
export function repeat(x: TensorLike, counts: number | readonly number[], { axis }: RepeatOptions = {}): Tensor {
  const given = asTensor(x);
  return scope(() => {
    const source = axis === undefined ? reshape(given, [given.size]) : given;
    const at = normalizeAxis("repeat", axis ?? 0, source.ndim);
    const length = source.shape[at]!;
    if (typeof counts === "number") {
      checkCounts("repeat", [counts]);
      const apart = reshape(source, source.shape.toSpliced(at + 1, 0, 1));
      return reshape(broadcastTo(apart, source.shape.toSpliced(at + 1, 0, counts)), source.shape.with(at, length * counts));
    }
    if (counts.length !== length) throw new ShapeError("repeat", `${counts.length} counts for axis ${at} of ${formatShape(source.shape)}`);
    const places = checkCounts("repeat", counts).flatMap((count, place) => Array.from({ length: count }, () => place));
    return take(source, onDeviceOf("repeat", source, places, "int32"), { axis: at });
  });
}

function checkCounts(op: string, counts: readonly number[]): readonly number[] {
  if (counts.every((count) => Number.isInteger(count) && count >= 0)) return counts;
  throw new ValidationError(op, `invalid count: ${counts.join(", ")}`);
}
