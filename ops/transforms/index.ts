/** Data made ready for a model: images, features, pipelines. */
import "../methods.ts"; // for the tensors that come from here

export type { BatchOptions } from "./batch.ts";
export type { Categorical, Categories, Category } from "./categories.ts";
export { colorJitter, type ColorJitterOptions, type Jitter } from "./color-jitter.ts";
export { adjustBrightness, adjustContrast, adjustSaturation, grayscale, type GrayscaleOptions } from "./color.ts";
export { convertDtype } from "./convert-dtype.ts";
export { centerCrop, crop, type Box } from "./crop.ts";
export { oneHot, ordinal, type Encoder, type OneHotOptions, type OrdinalOptions } from "./encode.ts";
export type { FeatureTransform, Features, InvertibleTransform } from "./feature.ts";
export type { Interpolation } from "./filters.ts";
export { adjustHue } from "./hue.ts";
export { impute, type ImputeOptions, type ImputeStrategy, type Imputation } from "./impute.ts";
export type { Layout, LayoutOptions } from "./layout.ts";
export { normalize, type NormalizeOptions } from "./normalize.ts";
export { pad, type PadImageOptions, type PadMode, type Padding } from "./pad.ts";
export { pipeline, type Pipeline, type PipelineOptions, type PipelineStatistics, type SavedPipeline, type StageStatistics } from "./pipeline.ts";
export { polynomial, type PolynomialOptions } from "./polynomial.ts";
export { power, type PowerOptions, type PowerState } from "./power.ts";
export {
  randomCrop,
  randomHorizontalFlip,
  randomResizedCrop,
  randomVerticalFlip,
  type RandomCropOptions,
  type RandomFlipOptions,
  type RandomResizedCropOptions,
} from "./random-crop.ts";
export type { RandomOptions, RandomTransform } from "./random.ts";
export { fromJSON, register, registered } from "./registry.ts";
export { resize, type ResamplingOptions, type ResizeOptions } from "./resize.ts";
export { clip, log1p, normalizeRows, type ClipOptions, type RowNorm } from "./rows.ts";
export { minMax, robust, standardise, type MinMaxOptions, type RobustOptions, type Scaling, type StandardiseOptions } from "./scalers.ts";
export type { Size } from "./size.ts";
export type { Stage, StageFunction, StageLike } from "./stage.ts";
export { toImage, toTensor, type Picture, type ToTensorOptions } from "./to-tensor.ts";
export type { ApplyOptions, ImageTransform, Parameters, PlainTransform, SavedTransform, Transform } from "./transform.ts";
