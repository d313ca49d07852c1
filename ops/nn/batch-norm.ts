/** Batch normalization of [n, c, ...]: every channel by its own mean and variance. Ioffe and Szegedy, "Batch normalization" (2015). */
import { ShapeError } from "../errors.ts";
import { add, div, mul, sub } from "../math/arithmetic.ts";
import { sqrt } from "../math/functions.ts";
import { astype } from "../math/manipulation.ts";
import { mean } from "../math/reduce.ts";
import type { TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { asFloats, expectShape, perChannel, wideDtype, type Optional } from "./operands.ts";

export interface BatchNormOptions {
  /** A factor for each channel, [c]. Default: 1. */
  readonly weight?: Optional;
  /** A term for each channel, [c]. Default: 0. */
  readonly bias?: Optional;
  /** Added to the variance under the root. Default: 1e-5. */
  readonly eps?: number;
}

export interface BatchNormTrainingOptions extends BatchNormOptions {
  /** How much of the batch's statistics goes into the running ones. Default: 0.1. */
  readonly momentum?: number;
}

/** What a training step yields: the normalized batch, and new running statistics for the next one. */
export interface TrainedBatch {
  readonly output: Tensor;
  readonly runningMean: Tensor;
  readonly runningVar: Tensor;
}

/**
 * (x - runningMean) / √(runningVar + eps) * weight + bias, for evaluation. All vectors are [c]. Elementwise throughout, so that it runs
 * inside the convolution before it. Throws `ShapeError` when the vectors do not fit the channels.
 */
export function batchNorm(x: TensorLike, runningMean: TensorLike, runningVar: TensorLike, options: BatchNormOptions = {}): Tensor {
  return scope(() => {
    const [source, center, variance, weight, bias] = asFloats(x, runningMean, runningVar, options.weight, options.bias);
    checkChannels("batchNorm", source, { runningMean: center, runningVar: variance, weight, bias });
    return normalize(source, center, variance, weight, bias, options.eps);
  });
}

/**
 * The same for training: by the batch's own mean and variance (which divides by the count). The running statistics are not changed; new ones
 * are returned, (1 - momentum) running + momentum batch, where the batch's variance divides by the count less one.
 * Throws `ShapeError` when the vectors do not fit the channels, or a channel has less than two elements.
 */
export function batchNormTraining(x: TensorLike, runningMean: TensorLike, runningVar: TensorLike, options: BatchNormTrainingOptions = {}): TrainedBatch {
  const { momentum = 0.1, eps } = options;
  return scope(() => {
    const [source, runningCenter, runningVariance, weight, bias] = asFloats(x, runningMean, runningVar, options.weight, options.bias);
    checkChannels("batchNormTraining", source, { runningMean: runningCenter, runningVar: runningVariance, weight, bias });
    const count = source.size / source.shape[1]!;
    if (count <= 1) throw new ShapeError("batchNormTraining", `no two elements in a channel: ${formatShape(source.shape)}`);
    const axes = source.shape.map((_, axis) => axis).filter((axis) => axis !== 1);
    const wide = astype(source, wideDtype(source.dtype));
    const center = mean(wide, { axis: axes });
    const distance = sub(wide, perChannel(center, source.ndim));
    const variance = mean(mul(distance, distance), { axis: axes });
    const blend = (running: Tensor, batch: Tensor): Tensor => astype(add(mul(running, 1 - momentum), mul(batch, momentum)), running.dtype);
    return {
      output: normalize(source, center, variance, weight, bias, eps),
      runningMean: blend(runningCenter, center),
      runningVar: blend(runningVariance, mul(variance, count / (count - 1))),
    };
  });
}

function checkChannels(op: string, x: Tensor, vectors: Record<string, Tensor | undefined>): void {
  const channels = x.shape[1];
  if (channels === undefined) throw new ShapeError(op, `no axis of channels: ${formatShape(x.shape)}`, "x is [n, c, ...]");
  for (const [name, vector] of Object.entries(vectors)) expectShape(op, name, vector, [channels]);
}

/** The mean is taken off first: folded into the bias, a great one would cost digits. */
function normalize(x: Tensor, center: Tensor, variance: Tensor, weight: Tensor | undefined, bias: Tensor | undefined, eps = 1e-5): Tensor {
  const wide = wideDtype(x.dtype);
  const channels = (vector: Tensor): Tensor => perChannel(astype(vector, wide), x.ndim);
  const scale = div(weight === undefined ? 1 : channels(weight), sqrt(add(channels(variance), eps)));
  const scaled = mul(sub(astype(x, wide), channels(center)), scale);
  return astype(bias === undefined ? scaled : add(scaled, channels(bias)), x.dtype);
}
