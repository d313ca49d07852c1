/** Parts of images. They share the image's pixels unless it has to be padded. */
import { ShapeError, ValidationError } from "../errors.ts";
import { slice, type SliceIndex } from "../math/slice.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { checkLayout, imageAxes, type ImageAxes, type Layout, type LayoutOptions } from "./layout.ts";
import { padImage } from "./pad.ts";
import { roundHalfEven, squareSize, type Size } from "./size.ts";
import { imageTransform, type ImageTransform } from "./transform.ts";

/** A part of an image, in pixels. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** The part of every image that the box names. Throws `ValidationError` for a box that is none, `ShapeError` for one that is not inside the image. */
export function crop(box: Box, { layout = "CHW" }: LayoutOptions = {}): ImageTransform {
  const op = "transforms.crop";
  checkLayout(op, layout);
  const { top, left, height, width } = box;
  const whole = (number: number, least: number): boolean => Number.isSafeInteger(number) && number >= least;
  if (!whole(top, 0) || !whole(left, 0) || !whole(height, 1) || !whole(width, 1)) {
    throw new ValidationError(op, `invalid box: ${JSON.stringify(box)}`, "whole numbers { top, left, height, width }");
  }
  return imageTransform("crop", { top, left, height, width, layout }, (x) => cropTo(op, x, box, layout));
}

/** The box of an image. Throws `ShapeError` when it is not inside. */
export function cropTo(op: string, x: Tensor, { top, left, height, width }: Box, layout: Layout): Tensor {
  const axes = imageAxes(op, x.shape, layout);
  if (top + height > axes.height || left + width > axes.width) {
    throw new ShapeError(op, `${height} x ${width} from (${top}, ${left}) is not inside the image: ${axes.height} x ${axes.width}`);
  }
  const indices = x.shape.map((_, axis): SliceIndex => (axis === axes.rows ? [top, top + height] : axis === axes.columns ? [left, left + width] : null));
  return slice(x, ...indices);
}

/**
 * The middle of every image, [height, width] or a square. An image that is smaller is padded with zeros. Odd rests are rounded half to even, as
 * torchvision does. Throws `ValidationError` for a size that is not above 0.
 */
export function centerCrop(size: Size, { layout = "CHW" }: LayoutOptions = {}): ImageTransform {
  const op = "transforms.centerCrop";
  checkLayout(op, layout);
  const target = squareSize(op, size);
  return imageTransform("centerCrop", { size, layout }, (x) => {
    const padded = padToSize(op, x, target, layout);
    return cropTo(op, padded, middleBox(imageAxes(op, padded.shape, layout), target), layout);
  });
}

/** The box of that size in the middle. */
export function middleBox(axes: ImageAxes, [height, width]: readonly [number, number]): Box {
  return { top: roundHalfEven((axes.height - height) / 2), left: roundHalfEven((axes.width - width) / 2), height, width };
}

/** The image itself, or with zeros around it until it is as large as asked for; an odd pixel goes below and to the right. */
function padToSize(op: string, x: Tensor, [height, width]: readonly [number, number], layout: Layout): Tensor {
  const axes = imageAxes(op, x.shape, layout);
  if (axes.channels * axes.height * axes.width === 0) throw new ShapeError(op, `an image without pixels: ${formatShape(x.shape)}`);
  const rows = Math.max(0, height - axes.height);
  const columns = Math.max(0, width - axes.width);
  const half = (rest: number): number => Math.floor(rest / 2);
  return padImage(op, x, { left: half(columns), top: half(rows), right: columns - half(columns), bottom: rows - half(rows) }, "constant", 0, layout);
}
