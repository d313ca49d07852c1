/** Images of another size. */
import { integerBounds, isInteger, type Dtype } from "../dtype.ts";
import { DtypeError, ShapeError, ValidationError } from "../errors.ts";
import { round } from "../math/functions.ts";
import { clamp } from "../math/arithmetic.ts";
import { take } from "../math/indexing.ts";
import { astype, reshape } from "../math/manipulation.ts";
import { onDeviceOf } from "../indices.ts";
import { formatShape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { interpolations, nearestPlaces, weightsFor, type Interpolation, type Mixing } from "./filters.ts";
import { checkLayout, imageAxes, type LayoutOptions } from "./layout.ts";
import { resample } from "./resample.ts";
import { checkElements, checkSize, type Size } from "./size.ts";
import { imageTransform, type ImageTransform } from "./transform.ts";

export interface ResamplingOptions extends LayoutOptions {
  /**
   * How pixels mix. "nearest" and "nearest-exact" as torch; "bilinear" (default); "bicubic" with a = -0.5, without antialias -0.75, both as torch;
   * "lanczos3", "box" and "hamming" as Pillow; "area": the mean of all pixels that a new one covers in part.
   */
  readonly interpolation?: Interpolation;
  /** Whether an image that shrinks is smoothed first, so that fine patterns vanish instead of turning into coarse ones. Default: true. */
  readonly antialias?: boolean;
}

export interface ResizeOptions extends ResamplingOptions {
  /** The longest that the longer edge may get where `size` is one number: the image shrinks further until it fits. */
  readonly maxSize?: number;
}

/**
 * Images as [height, width], or with their shorter edge as long as `size` and the longer one in proportion, cut to a whole number as torchvision
 * does. With antialias the results are Pillow's: within 4e-6 for float32 in [0, 1], and equal for uint8, whose pixels are rounded between the
 * horizontal and the vertical pass. NaN reaches every pixel whose neighbours it is among. Other integers are calculated in float32 and rounded.
 * Throws `ValidationError` for sizes that are not above 0 and unknown modes, `DtypeError` for bool unless "nearest", `ShapeError` for an image without pixels.
 */
export function resize(size: Size, { interpolation = "bilinear", antialias = true, maxSize, layout = "CHW" }: ResizeOptions = {}): ImageTransform {
  const op = "transforms.resize";
  checkSize(op, size);
  checkResampling(op, { interpolation, antialias, layout });
  checkMaxSize(op, size, maxSize);
  return imageTransform("resize", { size, interpolation, antialias, maxSize, layout }, (x) => {
    const { height, width } = imageAxes(op, x.shape, layout);
    return resizeTo(op, x, resizedSize(height, width, size, maxSize), { interpolation, antialias, layout });
  });
}

/** Throws `ValidationError` for an unknown mode, layout or choice of antialias. */
export function checkResampling(op: string, { interpolation, antialias, layout }: Required<ResamplingOptions>): void {
  checkLayout(op, layout);
  if (!interpolations.includes(interpolation)) throw new ValidationError(op, `unknown interpolation: ${String(interpolation)}`, `one of ${interpolations.join(", ")}`);
  if (typeof antialias !== "boolean") throw new ValidationError(op, `antialias is not true or false: ${String(antialias)}`);
}

function checkMaxSize(op: string, size: Size, maxSize: number | undefined): void {
  if (maxSize === undefined) return;
  if (typeof size !== "number") throw new ValidationError(op, `maxSize needs a single size: ${JSON.stringify(size)}`, "leave maxSize away, or give the shorter edge only");
  if (!Number.isInteger(maxSize) || maxSize <= size) throw new ValidationError(op, `maxSize is not a whole number above the size, ${size}: ${maxSize}`);
}

/** What an image of that size becomes: the shorter edge as asked for, the longer one truncated. */
function resizedSize(height: number, width: number, size: Size, maxSize: number | undefined): readonly [number, number] {
  if (typeof size !== "number") return size;
  const [short, long] = [Math.min(height, width), Math.max(height, width)];
  let newShort = size;
  let newLong = Math.trunc((size * long) / short);
  if (maxSize !== undefined && newLong > maxSize) [newShort, newLong] = [Math.trunc((maxSize * newShort) / newLong), maxSize];
  return height <= width ? [newShort, newLong] : [newLong, newShort];
}

/** The images as [height, width]: what other transforms resize with. */
export function resizeTo(op: string, x: Tensor, [height, width]: readonly [number, number], { interpolation, antialias, layout }: Required<ResamplingOptions>): Tensor {
  const axes = imageAxes(op, x.shape, layout);
  if (axes.height === 0 || axes.width === 0) throw new ShapeError(op, `an image without pixels: ${formatShape(x.shape)}`);
  const shape = x.shape.with(axes.rows, height).with(axes.columns, width);
  checkElements(op, shape);
  if (height === 0 || width === 0) throw new ShapeError(op, `nothing is left of the image: ${formatShape(x.shape)} as [${height}, ${width}]`);
  if (interpolation === "nearest" || interpolation === "nearest-exact") {
    const pick = (from: Tensor, axis: number): Tensor => {
      const [length, results] = [x.shape[axis]!, shape[axis]!];
      return length === results ? from : take(from, onDeviceOf(op, x, nearestPlaces(length, results, interpolation === "nearest-exact"), "int32"), { axis });
    };
    return reshape(pick(pick(x, axes.rows), axes.columns), shape);
  }
  return mix(op, x, shape, [axes.columns, axes.rows], interpolation, antialias);
}

/** Along the width first, as Pillow and torch do: with bytes the order shows. */
function mix(op: string, x: Tensor, shape: readonly number[], order: readonly number[], mode: Mixing, antialias: boolean): Tensor {
  if (x.dtype === "bool") throw new DtypeError(op, "true and false do not mix: bool", `use interpolation "nearest", or cast with astype("float32")`);
  const arithmetic = x.dtype === "uint8" ? "int32" : x.dtype === "float64" ? "float64" : "float32";
  const changed = order.filter((axis) => x.shape[axis] !== shape[axis]);
  if (changed.length === 0 || sizeOf(shape) === 0) return reshape(x, shape);
  const start = arithmetic === "int32" ? x : astype(x, arithmetic);
  const result = changed.reduce((from, axis) => resample(op, from, axis, weightsFor(mode, antialias, x.shape[axis]!, shape[axis]!), arithmetic), start);
  return astype(isInteger(x.dtype) && arithmetic === "float32" ? withinBounds(result, x.dtype) : result, x.dtype);
}

/** Rounded, and where a filter overshoots no further than the dtype holds. */
function withinBounds(x: Tensor, dtype: Dtype): Tensor {
  const [low, high] = integerBounds(dtype);
  return clamp(round(x), low, high);
}
