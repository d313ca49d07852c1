/** The transforms of this library by name, made of their parameters: what stages that are named, and those in JSON, are made with. */
import { colorJitter } from "./color-jitter.ts";
import { adjustBrightness, adjustContrast, adjustSaturation, grayscale } from "./color.ts";
import { convertDtype } from "./convert-dtype.ts";
import type { Dtype } from "../dtype.ts";
import { centerCrop, crop, type Box } from "./crop.ts";
import { oneHot, ordinal } from "./encode.ts";
import { adjustHue } from "./hue.ts";
import { impute } from "./impute.ts";
import type { LayoutOptions } from "./layout.ts";
import { normalize } from "./normalize.ts";
import { pad, type PadImageOptions, type Padding } from "./pad.ts";
import { polynomial } from "./polynomial.ts";
import { power } from "./power.ts";
import { randomCrop, randomHorizontalFlip, randomResizedCrop, randomVerticalFlip, type RandomCropOptions, type RandomResizedCropOptions } from "./random-crop.ts";
import { resize, type ResizeOptions } from "./resize.ts";
import { clip, log1p, normalizeRows } from "./rows.ts";
import { minMax, robust, standardise } from "./scalers.ts";
import type { Size } from "./size.ts";
import type { Transform } from "./transform.ts";

/** Makes a transform of its parameters, and of its `state` if it has learnt something. */
export type Factory = (parameters: never) => Transform;

/** An argument that stands before the options. */
type With<Name extends string, Value, Options> = Options & Readonly<Record<Name, Value>>;

export const builtin: Readonly<Record<string, Factory>> = {
  adjustBrightness: ({ factor, ...options }: With<"factor", number, LayoutOptions>) => adjustBrightness(factor, options),
  adjustContrast: ({ factor, ...options }: With<"factor", number, LayoutOptions>) => adjustContrast(factor, options),
  adjustHue: ({ factor, ...options }: With<"factor", number, LayoutOptions>) => adjustHue(factor, options),
  adjustSaturation: ({ factor, ...options }: With<"factor", number, LayoutOptions>) => adjustSaturation(factor, options),
  centerCrop: ({ size, ...options }: With<"size", Size, LayoutOptions>) => centerCrop(size, options),
  clip,
  colorJitter,
  convertDtype: ({ dtype }: { readonly dtype: Dtype }) => convertDtype(dtype),
  crop: ({ top, left, height, width, ...options }: Box & LayoutOptions) => crop({ top, left, height, width }, options),
  grayscale,
  impute,
  log1p,
  minMax,
  normalize,
  normalizeRows,
  oneHot,
  ordinal,
  pad: ({ padding, ...options }: With<"padding", Padding, PadImageOptions>) => pad(padding, options),
  polynomial,
  power,
  randomCrop: ({ size, ...options }: With<"size", Size, RandomCropOptions>) => randomCrop(size, options),
  randomHorizontalFlip,
  randomResizedCrop: ({ size, ...options }: With<"size", Size, RandomResizedCropOptions>) => randomResizedCrop(size, options),
  randomVerticalFlip,
  resize: ({ size, ...options }: With<"size", Size, ResizeOptions>) => resize(size, options),
  robust,
  standardise,
};
