/**
 * Colours of RGB images, as torchvision changes them. Integers are calculated in float32 and cut to whole numbers; what leaves the range of the dtype
 * ([0, 1] for floats) becomes its end.
 */
import { integerBounds, isFloat, type Dtype } from "../dtype.ts";
import { DtypeError, ShapeError, ValidationError } from "../errors.ts";
import { add, clamp, mul } from "../math/arithmetic.ts";
import { floor } from "../math/functions.ts";
import { astype, broadcastTo } from "../math/manipulation.ts";
import { mean } from "../math/reduce.ts";
import { slice } from "../math/slice.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { checkLayout, imageAxes, type ImageAxes, type Layout, type LayoutOptions } from "./layout.ts";
import { imageTransform, wide, type ImageTransform } from "./transform.ts";

export interface GrayscaleOptions extends LayoutOptions {
  /** 1 (default), or 3 equal ones. */
  readonly channels?: 1 | 3;
}

/** 0.2989 red + 0.587 green + 0.114 blue. An image with one channel stays as it is. Throws `ShapeError` unless there are 1 or 3 channels. */
export function grayscale({ channels = 1, layout = "CHW" }: GrayscaleOptions = {}): ImageTransform {
  const op = "transforms.grayscale";
  checkLayout(op, layout);
  if (channels !== 1 && channels !== 3) throw new ValidationError(op, `channels are not 1 or 3: ${String(channels)}`);
  return imageTransform("grayscale", { channels, layout }, (x) => {
    const axes = colorAxes(op, x, layout);
    const grey = axes.channels === 1 ? x : astype(greyOf(wide(x), axes), x.dtype);
    return channels === 3 && axes.channel !== undefined ? broadcastTo(grey, x.shape.with(axes.channel, 3)) : grey;
  });
}

/** Every colour times the factor: 0 is black, 1 changes nothing. Throws `ValidationError` for a negative factor. */
export const adjustBrightness = (factor: number, options?: LayoutOptions): ImageTransform => adjusted("adjustBrightness", factor, brightened, options);

/** Away from the mean grey of the image: factor 0 is grey all over, 1 changes nothing. Throws `ValidationError` for a negative factor. */
export const adjustContrast = (factor: number, options?: LayoutOptions): ImageTransform => adjusted("adjustContrast", factor, contrasted, options);

/** Away from each pixel's own grey: factor 0 is without colours, 1 changes nothing. Throws `ValidationError` for a negative factor. */
export const adjustSaturation = (factor: number, options?: LayoutOptions): ImageTransform => adjusted("adjustSaturation", factor, saturated, options);

/** Changes an image by a factor. */
export type Adjustment = (op: string, x: Tensor, factor: number, layout: Layout) => Tensor;

function adjusted(name: string, factor: number, adjust: Adjustment, { layout = "CHW" }: LayoutOptions = {}): ImageTransform {
  const op = `transforms.${name}`;
  checkLayout(op, layout);
  if (!(Number.isFinite(factor) && factor >= 0)) throw new ValidationError(op, `invalid factor: ${String(factor)}`, "a number that is not negative; 1 changes nothing");
  return imageTransform(name, { factor, layout }, (x) => adjust(op, x, factor, layout));
}

export const brightened: Adjustment = (op, x, factor, layout) => {
  colorAxes(op, x, layout);
  return withinRange(mul(wide(x), factor), x.dtype);
};

export const contrasted: Adjustment = (op, x, factor, layout) => {
  const axes = colorAxes(op, x, layout);
  const image = [axes.rows, axes.columns, ...(axes.channel === undefined ? [] : [axes.channel])];
  return blend(x, mean(wholeGrey(x, axes), { axis: image, keepdims: true }), factor);
};

export const saturated: Adjustment = (op, x, factor, layout) => {
  const axes = colorAxes(op, x, layout);
  return axes.channels === 1 ? x : blend(x, wholeGrey(x, axes), factor);
};

/** Throws `ShapeError` unless there are 1 or 3 channels, `DtypeError` for bool. */
export function colorAxes(op: string, x: Tensor, layout: Layout): ImageAxes {
  const axes = imageAxes(op, x.shape, layout);
  if (axes.channels !== 1 && axes.channels !== 3) throw new ShapeError(op, `not 1 or 3 channels: ${formatShape(x.shape)} as ${layout}`);
  if (x.dtype === "bool") throw new DtypeError(op, "images are not bool", `cast with astype("float32")`);
  return axes;
}

/** One channel of an image, whose axis stays. */
export const channelOf = (x: Tensor, { channel }: ImageAxes, at: number): Tensor => slice(x, ...x.shape.map((_, axis) => (axis === channel ? [at, at + 1] : null)));

function greyOf(x: Tensor, axes: ImageAxes): Tensor {
  return [0.2989, 0.587, 0.114].map((weight, at) => mul(channelOf(x, axes, at), weight)).reduce((sum, part) => add(sum, part));
}

function wholeGrey(x: Tensor, axes: ImageAxes): Tensor {
  const grey = axes.channels === 1 ? wide(x) : greyOf(wide(x), axes);
  return isFloat(x.dtype) ? grey : floor(grey);
}

const blend = (x: Tensor, other: Tensor, factor: number): Tensor => withinRange(add(mul(wide(x), factor), mul(other, 1 - factor)), x.dtype);

const withinRange = (x: Tensor, dtype: Dtype): Tensor => astype(clamp(x, 0, isFloat(dtype) ? 1 : integerBounds(dtype)[1]), dtype);
