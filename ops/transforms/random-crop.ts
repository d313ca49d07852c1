/** Random parts of images, and random mirror images. */
import { ShapeError } from "../errors.ts";
import { flip } from "../math/rearrange.ts";
import { cropTo, middleBox, type Box } from "./crop.ts";
import { checkLayout, imageAxes, type Layout, type LayoutOptions } from "./layout.ts";
import { checkPadding, padImage, sidesOf, type PadImageOptions, type Padding } from "./pad.ts";
import { checkProbability, checkRange, randomTransform, type Draws, type RandomOptions, type RandomTransform } from "./random.ts";
import { checkResampling, resizeTo, type ResamplingOptions } from "./resize.ts";
import { roundHalfEven, squareSize, type Size } from "./size.ts";
import type { Tensor } from "../tensor.ts";

export interface RandomCropOptions extends PadImageOptions, RandomOptions {
  /** Pixels that are put around the image first. Default: none. */
  readonly padding?: Padding;
  /** Whether an image that is too small is padded on both sides until it is not. Default: false. */
  readonly padIfNeeded?: boolean;
}

/** A part of that size from anywhere in the image. `drawn` is its box in the padded image. Throws `ShapeError` for an image that is smaller, unless `padIfNeeded`. */
export function randomCrop(size: Size, { padding = 0, padIfNeeded = false, mode = "constant", fill = 0, layout = "CHW", seed }: RandomCropOptions = {}): RandomTransform<Box> {
  const op = "transforms.randomCrop";
  checkPadding(op, { mode, fill, layout });
  const [height, width] = squareSize(op, size);
  const sides = sidesOf(op, padding);
  const padded = (x: Tensor): Tensor => {
    const around = padImage(op, x, sides, mode, fill, layout);
    if (!padIfNeeded) return around;
    const axes = imageAxes(op, around.shape, layout);
    const [rows, columns] = [Math.max(0, height - axes.height), Math.max(0, width - axes.width)];
    return padImage(op, around, { left: columns, right: columns, top: rows, bottom: rows }, mode, fill, layout);
  };
  const paddedLength = (length: number, before: number, after: number, least: number): number => {
    const around = length + before + after;
    return padIfNeeded ? around + 2 * Math.max(0, least - around) : around;
  };
  return randomTransform("randomCrop", { size, padding, padIfNeeded, mode, fill, layout }, { seed }, {
    draw: (draws, x) => {
      const axes = imageAxes(op, x.shape, layout);
      const rows = paddedLength(axes.height, sides.top, sides.bottom, height) - height;
      const columns = paddedLength(axes.width, sides.left, sides.right, width) - width;
      if (rows < 0 || columns < 0) throw new ShapeError(op, `${height} x ${width} is larger than the image: ${rows + height} x ${columns + width}`, "padIfNeeded: true pads it");
      return { top: draws.below(rows + 1), left: draws.below(columns + 1), height, width };
    },
    compute: (x, box) => cropTo(op, padded(x), box, layout),
  });
}

export interface RandomResizedCropOptions extends ResamplingOptions, RandomOptions {
  /** The least and the greatest share of the area. Default: [0.08, 1]. */
  readonly scale?: readonly [number, number];
  /** The least and the greatest width by height. Default: [3/4, 4/3]. */
  readonly ratio?: readonly [number, number];
}

/** A part of random area and shape, resized. `drawn` is its box. Ten attempts, then the largest part in the middle of an allowed shape, as torchvision does. */
export function randomResizedCrop(size: Size, { scale = [0.08, 1], ratio = [3 / 4, 4 / 3], interpolation = "bilinear", antialias = true, layout = "CHW", seed }: RandomResizedCropOptions = {}): RandomTransform<Box> {
  const op = "transforms.randomResizedCrop";
  const target = squareSize(op, size);
  checkResampling(op, { interpolation, antialias, layout });
  checkRange(op, "scale", scale, Number.MIN_VALUE, 1);
  checkRange(op, "ratio", ratio, Number.MIN_VALUE);
  return randomTransform("randomResizedCrop", { size, scale, ratio, interpolation, antialias, layout }, { seed }, {
    draw: (draws, x) => {
      const { height, width } = imageAxes(op, x.shape, layout);
      return drawBox(draws, height, width, scale, ratio) ?? largestBox(op, x, ratio, layout);
    },
    compute: (x, box) => resizeTo(op, cropTo(op, x, box, layout), target, { interpolation, antialias, layout }),
  });
}

function drawBox(draws: Draws, imageHeight: number, imageWidth: number, scale: readonly [number, number], ratio: readonly [number, number]): Box | undefined {
  for (let attempt = 0; attempt < 10; attempt++) {
    const area = imageHeight * imageWidth * draws.uniform(...scale);
    const shape = Math.exp(draws.uniform(Math.log(ratio[0]), Math.log(ratio[1])));
    const width = roundHalfEven(Math.sqrt(area * shape));
    const height = roundHalfEven(Math.sqrt(area / shape));
    if (width < 1 || height < 1 || width > imageWidth || height > imageHeight) continue;
    return { top: draws.below(imageHeight - height + 1), left: draws.below(imageWidth - width + 1), height, width };
  }
  return undefined;
}

function largestBox(op: string, x: Tensor, [least, most]: readonly [number, number], layout: Layout): Box {
  const axes = imageAxes(op, x.shape, layout);
  const shape = axes.width / axes.height;
  const height = shape < least ? Math.min(axes.height, roundHalfEven(axes.width / least)) : axes.height;
  const width = shape > most ? Math.min(axes.width, roundHalfEven(axes.height * most)) : axes.width;
  return middleBox(axes, [height, width]);
}

export interface RandomFlipOptions extends LayoutOptions, RandomOptions {
  /** How often. Default: 0.5. */
  readonly p?: number;
}

/** Left and right exchanged, with probability `p`. */
export const randomHorizontalFlip = (options: RandomFlipOptions = {}): RandomTransform<{ readonly flipped: boolean }> => randomFlip("randomHorizontalFlip", "columns", options);

/** Top and bottom exchanged, with probability `p`. */
export const randomVerticalFlip = (options: RandomFlipOptions = {}): RandomTransform<{ readonly flipped: boolean }> => randomFlip("randomVerticalFlip", "rows", options);

function randomFlip(name: string, axis: "rows" | "columns", { p = 0.5, layout = "CHW", seed }: RandomFlipOptions): RandomTransform<{ readonly flipped: boolean }> {
  const op = `transforms.${name}`;
  checkLayout(op, layout);
  checkProbability(op, p);
  return randomTransform(name, { p, layout }, { seed }, {
    draw: (draws) => ({ flipped: draws.chance(p) }),
    compute: (x, { flipped }) => {
      const axes = imageAxes(op, x.shape, layout); // what is no image is refused however the dice fall
      return flipped ? flip(x, axes[axis]) : x;
    },
  });
}
