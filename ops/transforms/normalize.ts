/** Colours around 0. */
import { isFloat } from "../dtype.ts";
import { DtypeError, ShapeError, ValidationError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import { div, sub } from "../math/arithmetic.ts";
import { astype } from "../math/manipulation.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { channelShape, checkLayout, imageAxes, type LayoutOptions } from "./layout.ts";
import { imageTransform, wide, type ImageTransform } from "./transform.ts";

export interface NormalizeOptions extends LayoutOptions {
  /** What is taken off each channel: one number for each, or one for all. Default: ImageNet's [0.485, 0.456, 0.406]. */
  readonly mean?: number | readonly number[];
  /** What each channel is divided by then. Default: ImageNet's [0.229, 0.224, 0.225]. */
  readonly std?: number | readonly number[];
}

/**
 * (x - mean) / std, channel by channel, as torchvision has it; of [h, w] and of images with one channel one number is asked for. Throws
 * `ValidationError` for a standard deviation that is not above 0 and for numbers that are not finite, `ShapeError` when there are not as many
 * numbers as channels, `DtypeError` for images of integers.
 */
export function normalize({ mean = [0.485, 0.456, 0.406], std = [0.229, 0.224, 0.225], layout = "CHW" }: NormalizeOptions = {}): ImageTransform {
  const op = "transforms.normalize";
  checkLayout(op, layout);
  const means = numbersFor(op, "mean", mean, Number.isFinite);
  const deviations = numbersFor(op, "std", std, (number) => Number.isFinite(number) && number > 0);
  return imageTransform("normalize", { mean, std, layout }, (x) => {
    if (!isFloat(x.dtype)) throw new DtypeError(op, `not an image of floats: ${x.dtype}`, `convert it before: transforms.convertDtype("float32")`);
    const perChannel = (name: string, numbers: readonly number[], single: boolean): Tensor => {
      const axes = imageAxes(op, x.shape, layout);
      if (!single && numbers.length !== axes.channels) {
        throw new ShapeError(op, `${name} has ${numbers.length} numbers for ${axes.channels} channels: ${formatShape(x.shape)} as ${layout}`);
      }
      return onDeviceOf(op, x, numbers, x.dtype === "float64" ? "float64" : "float32", single ? [] : channelShape(axes, x.ndim));
    };
    return astype(div(sub(wide(x), perChannel("mean", means, typeof mean === "number")), perChannel("std", deviations, typeof std === "number")), x.dtype);
  });
}

function numbersFor(op: string, name: string, numbers: unknown, isValid: (number: number) => boolean): readonly number[] {
  const list: readonly unknown[] = Array.isArray(numbers) ? numbers : [numbers];
  const wrong = list.find((number) => typeof number !== "number" || !isValid(number));
  if (list.length > 0 && wrong === undefined) return list as number[];
  throw new ValidationError(op, `invalid ${name}: ${String(list.length === 0 ? "none" : wrong)}`, name === "std" ? "finite numbers above 0" : "finite numbers");
}
