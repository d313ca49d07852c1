/** Sizes as arguments. */
import { MemoryError, ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { formatShape, sizeOf, type Shape } from "../shape.ts";

/** [height, width] in pixels, or one number: what it stands for is told where it is taken. */
export type Size = number | readonly [height: number, width: number];

/** Throws `ValidationError` unless the size is one or two whole numbers above 0. */
export function checkSize(op: string, size: Size): void {
  const lengths: unknown = typeof size === "number" ? [size, size] : size;
  const isLength = (length: unknown): boolean => Number.isSafeInteger(length) && (length as number) > 0;
  if (Array.isArray(lengths) && lengths.length === 2 && lengths.every(isLength)) return;
  const shown = Array.isArray(size) ? `[${size.join(", ")}]` : describeValue(size);
  throw new ValidationError(op, `invalid size: ${shown}`, "a whole number above 0, or [height, width]");
}

/** [height, width]; one number is both. */
export function squareSize(op: string, size: Size): readonly [number, number] {
  checkSize(op, size);
  return typeof size === "number" ? [size, size] : [size[0], size[1]];
}

/** More would not fit any memory, and the tables of weights and places alone would take minutes. */
const mostElements = 2 ** 32;

/** Throws `MemoryError` for more elements than any device holds. */
export function checkElements(op: string, shape: Shape): void {
  if (sizeOf(shape) > mostElements) throw new MemoryError(op, `too many elements: ${formatShape(shape)}`);
}

/** To the nearest whole number, and from the middle between two to the even one, as Python's `round`. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  if (x - floor !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}
