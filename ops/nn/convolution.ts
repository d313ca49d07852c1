/** Convolution, as machine learning means it: cross-correlation, the kernel is not flipped. */
import { ShapeError, ValidationError } from "../errors.ts";
import type { TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { asFloats, call, expectShape, type Optional } from "./operands.ts";
import { asRows, onImages, pairOf, placesOf, type Pairwise, type Rank } from "./window.ts";

export interface ConvolutionOptions<Size> {
  /** How far the kernel moves. Default: 1. */
  readonly stride?: Size;
  /** Zeros added at both ends; "valid" adds none; "same" as many as keep the lengths, the odd one at the end (for stride 1). Default: 0. */
  readonly padding?: Size | "same" | "valid";
  /** The distance of the kernel's elements. Default: 1. */
  readonly dilation?: Size;
  /** Parts the channels: each group of outputs sees its own group of inputs; with as many groups as channels it is depthwise. Default: 1. */
  readonly groups?: number;
}

/**
 * x [n, c, h, w] or [c, h, w], weight [o, c / groups, kh, kw], bias [o] -> [n, o, h', w'] with
 * h' = ⌊(h + 2 padding - dilation (kh - 1) - 1) / stride⌋ + 1, w' likewise. Pairs are vertical, horizontal.
 * Throws `ShapeError` when channels do not match or the kernel is greater than the padded image, `ValidationError` for a wrong option.
 */
export function conv2d(x: TensorLike, weight: TensorLike, bias?: Optional, options: ConvolutionOptions<Pairwise> = {}): Tensor {
  return convolve("conv2d", 2, x, weight, bias, options);
}

/** The same over one axis: x [n, c, l] or [c, l], weight [o, c / groups, k], bias [o] -> [n, o, l']. Throws as `conv2d` does. */
export function conv1d(x: TensorLike, weight: TensorLike, bias?: Optional, options: ConvolutionOptions<number> = {}): Tensor {
  return convolve("conv1d", 1, x, weight, bias, options);
}

function convolve(op: string, rank: Rank, x: TensorLike, weight: TensorLike, bias: Optional, options: ConvolutionOptions<Pairwise>): Tensor {
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
  if (typeof padding === "string" && padding !== "same" && padding !== "valid") {
    throw new ValidationError(op, `unknown padding: ${String(padding)}`, "a number, same or valid");
  }
  return scope(() => {
    const [source, kernel, terms] = asFloats(x, weight, bias);
    checkChannels(op, rank, source, kernel, groups);
    expectShape(op, "bias", terms, [kernel.shape[0]!]);
    const filters = rank === 1 ? asRows(kernel) : kernel;
    const window = {
      size: [filters.shape[2]!, filters.shape[3]!] as const,
      stride: pairOf(op, rank, "stride", stride, 1),
      dilation: pairOf(op, rank, "dilation", dilation, 1),
      padding: padding === "same" ? padding : pairOf(op, rank, "padding", padding === "valid" ? 0 : padding, 0),
    };
    return onImages(op, rank, source, (images) => {
      const { places, padding } = placesOf(op, images.shape, window);
      const shape = [images.shape[0]!, filters.shape[0]!, ...places];
      const { stride, dilation } = window;
      return call(
        op, [images, filters, terms], images.dtype, shape,
        (output, input, weight, bias) => ({ kind: "conv2d", input, weight, bias, stride, padding, dilation, groups, output }),
        { fuses: true },
      );
    });
  });
}

function checkChannels(op: string, rank: Rank, x: Tensor, weight: Tensor, groups: number): void {
  const shapes = `x ${formatShape(x.shape)}, weight ${formatShape(weight.shape)}`;
  if (!Number.isInteger(groups) || groups < 1) throw new ValidationError(op, `invalid number of groups: ${groups}`);
  if (weight.ndim !== rank + 2) throw new ShapeError(op, `weight is not ${rank === 1 ? "[o, c, k]" : "[o, c, kh, kw]"}: ${formatShape(weight.shape)}`);
  const channels = x.shape.at(-rank - 1);
  if (channels !== weight.shape[1]! * groups) {
    const grouped = groups === 1 ? "" : `, ${groups} groups`;
    throw new ShapeError(op, `channels of the weight do not match: ${shapes}${grouped}`, "the weight's second axis is the channels of x over the groups");
  }
  if (weight.shape[0]! % groups !== 0) throw new ShapeError(op, `outputs do not part into ${groups} groups: ${shapes}`);
}
