/** Normalization within each example: over the last axes, or over groups of channels. Sums are kept in float32 or wider. */
import { ShapeError } from "../errors.ts";
import { add, mul } from "../math/arithmetic.ts";
import { reshape } from "../math/manipulation.ts";
import type { TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape, shapesEqual, sizeOf, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { asFloats, call, expectShape, perChannel, type Optional } from "./operands.ts";

export interface RmsNormOptions {
  /** A factor for each element that is normalized together, in their shape. Default: 1. */
  readonly weight?: Optional;
  /** Added under the root. Default: 2^-23, the epsilon of float32, or 2^-52 for float64. */
  readonly eps?: number;
}

export interface LayerNormOptions {
  /** A factor for each element that is normalized together, in their shape. Default: 1. */
  readonly weight?: Optional;
  /** A term for each element that is normalized together, in their shape. Default: 0. */
  readonly bias?: Optional;
  /** Added to the variance under the root. Default: 1e-5. */
  readonly eps?: number;
}

export interface GroupNormOptions {
  /** A factor for each channel, [c]. Default: 1. */
  readonly weight?: Optional;
  /** A term for each channel, [c]. Default: 0. */
  readonly bias?: Optional;
  /** Added to the variance under the root. Default: 1e-5. */
  readonly eps?: number;
}

/**
 * (x - mean) / √(variance + eps) * weight + bias, over the last axes, whose lengths are `normalizedShape`: a number for one axis, by default the
 * last one. The variance divides by the count. Ba et al., "Layer normalization" (2016). Throws `ShapeError` when x does not end in that shape.
 */
export function layerNorm(x: TensorLike, normalizedShape?: number | Shape, { weight, bias, eps = 1e-5 }: LayerNormOptions = {}): Tensor {
  return scope(() => normLast("layerNorm", asFloats(x, weight, bias), normalizedShape, true, eps));
}

/**
 * x / √(mean of x² + eps) * weight, over the last axes, which are named as for `layerNorm`. Zhang and Sennrich, "Root mean square layer
 * normalization" (2019). Throws `ShapeError` when x does not end in that shape.
 */
export function rmsNorm(x: TensorLike, normalizedShape?: number | Shape, { weight, eps }: RmsNormOptions = {}): Tensor {
  return scope(() => {
    const [source, factor] = asFloats(x, weight);
    return normLast("rmsNorm", [source, factor, undefined], normalizedShape, false, eps ?? (source.dtype === "float64" ? 2 ** -52 : 2 ** -23));
  });
}

/**
 * [n, c, ...] normalized over each example's groups of channels and all their places, then times the channel's weight and plus its bias.
 * Wu and He, "Group normalization" (2018). Throws `ShapeError` unless the channels part into equal groups.
 */
export function groupNorm(x: TensorLike, groups: number, { weight, bias, eps = 1e-5 }: GroupNormOptions = {}): Tensor {
  return scope(() => normGroups("groupNorm", asFloats(x, weight, bias), () => groups, eps));
}

/** `groupNorm` with every channel a group of its own. Ulyanov et al., "Instance normalization" (2016). Throws `ShapeError` for fewer than two axes. */
export function instanceNorm(x: TensorLike, { weight, bias, eps = 1e-5 }: GroupNormOptions = {}): Tensor {
  return scope(() => normGroups("instanceNorm", asFloats(x, weight, bias), (channels) => channels, eps));
}

type Operands = readonly [x: Tensor, weight: Tensor | undefined, bias: Tensor | undefined];

function normLast(op: string, [x, weight, bias]: Operands, normalizedShape: number | Shape | undefined, centered: boolean, eps: number): Tensor {
  const lengths = typeof normalizedShape === "number" ? [normalizedShape] : (normalizedShape ?? x.shape.slice(-1));
  const outer = x.shape.slice(0, x.ndim - lengths.length);
  if (lengths.length === 0 || !shapesEqual(x.shape, [...outer, ...lengths])) {
    throw new ShapeError(op, `shape does not end in the normalized one: ${formatShape(x.shape)} and ${formatShape(lengths)}`);
  }
  expectShape(op, "weight", weight, lengths);
  expectShape(op, "bias", bias, lengths);
  if (lengths.length === 1) return normRows(op, [x, weight, bias], centered, eps);
  const length = sizeOf(lengths);
  const flat = (tensor: Tensor | undefined): Tensor | undefined => tensor && reshape(tensor, [length]);
  const rows = normRows(op, [reshape(x, [...outer, length]), flat(weight), flat(bias)], centered, eps);
  return reshape(rows, x.shape);
}

function normGroups(op: string, [x, weight, bias]: Operands, groupsOf: (channels: number) => number, eps: number): Tensor {
  const [batch, channels] = x.shape;
  if (batch === undefined || channels === undefined) throw new ShapeError(op, `no axis of channels: ${formatShape(x.shape)}`, "x is [n, c, ...]");
  const groups = groupsOf(channels);
  if (!(Number.isInteger(groups) && groups >= 0 && (groups > 0 ? channels % groups === 0 : channels === 0))) {
    throw new ShapeError(op, `channels do not part into ${groups} groups: ${formatShape(x.shape)}`);
  }
  expectShape(op, "weight", weight, [channels]);
  expectShape(op, "bias", bias, [channels]);
  const length = groups === 0 ? 0 : sizeOf(x.shape.slice(1)) / groups;
  const rows = normRows(op, [reshape(x, [batch, groups, length]), undefined, undefined], true, eps);
  const scaled = weight === undefined ? reshape(rows, x.shape) : mul(reshape(rows, x.shape), perChannel(weight, x.ndim));
  return bias === undefined ? scaled : add(scaled, perChannel(bias, x.ndim));
}

function normRows(op: string, [x, weight, bias]: Operands, centered: boolean, epsilon: number): Tensor {
  return call(op, [x, weight, bias], x.dtype, x.shape, (output, input, weight, bias) => ({ kind: "norm", centered, epsilon, input, weight, bias, output }), { fuses: true });
}
