/** Pooling: the greatest or the mean of windows. */
import type { Pool2dCall } from "../backend.ts";
import { ValidationError } from "../errors.ts";
import type { TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { asFloats, call } from "./operands.ts";
import { onImages, pairOf, placesOf, type Pairwise, type Rank } from "./window.ts";

export interface MaxPoolOptions<Size> {
  /** How far the window moves. Default: its size. */
  readonly stride?: Size;
  /** Places added at both ends, which are never the greatest; at most half of the size. Default: 0. */
  readonly padding?: Size;
  /** The distance of the window's elements. Default: 1. */
  readonly dilation?: Size;
}

export interface AvgPoolOptions<Size> {
  /** How far the window moves. Default: its size. */
  readonly stride?: Size;
  /** Zeros added at both ends; at most half of the size. Default: 0. */
  readonly padding?: Size;
  /** Whether these zeros count in the mean. Default: true. */
  readonly countIncludePad?: boolean;
}

/**
 * The greatest of each window, NaN where there is one: x [n, c, h, w] or [c, h, w] -> [n, c, h', w'] with
 * h' = ⌊(h + 2 padding - dilation (size - 1) - 1) / stride⌋ + 1, w' likewise. Pairs are vertical, horizontal.
 * Throws `ShapeError` when the window is greater than the padded image, `ValidationError` for a wrong option.
 */
export function maxPool2d(x: TensorLike, size: Pairwise, options: MaxPoolOptions<Pairwise> = {}): Tensor {
  return pool("maxPool2d", 2, "max", x, size, options);
}

/** The same over one axis: x [n, c, l] or [c, l] -> [n, c, l']. Throws as `maxPool2d` does. */
export function maxPool1d(x: TensorLike, size: number, options: MaxPoolOptions<number> = {}): Tensor {
  return pool("maxPool1d", 1, "max", x, size, options);
}

/** The mean of each window: shapes and errors are those of `maxPool2d`. */
export function avgPool2d(x: TensorLike, size: Pairwise, options: AvgPoolOptions<Pairwise> = {}): Tensor {
  return pool("avgPool2d", 2, "mean", x, size, options);
}

/** The same over one axis: x [n, c, l] or [c, l] -> [n, c, l']. Throws as `maxPool2d` does. */
export function avgPool1d(x: TensorLike, size: number, options: AvgPoolOptions<number> = {}): Tensor {
  return pool("avgPool1d", 1, "mean", x, size, options);
}

type PoolOptions = MaxPoolOptions<Pairwise> & AvgPoolOptions<Pairwise>;

function pool(op: string, rank: Rank, kind: Pool2dCall["op"], x: TensorLike, size: Pairwise, options: PoolOptions): Tensor {
  const { stride = size, padding = 0, dilation = 1, countIncludePad: countPadding = true } = options;
  const window = {
    size: pairOf(op, rank, "size", size, 1),
    stride: pairOf(op, rank, "stride", stride, 1),
    dilation: pairOf(op, rank, "dilation", dilation, 1),
    padding: pairOf(op, rank, "padding", padding, 0),
  };
  if (window.padding.some((added, axis) => 2 * added > window.size[axis]!)) {
    throw new ValidationError(op, `padding is more than half of the window: ${formatShape(window.padding)} for ${formatShape(window.size)}`);
  }
  return scope(() => {
    const [source] = asFloats(x);
    return onImages(op, rank, source, (images) => {
      const { places } = placesOf(op, images.shape, window);
      const shape = [...images.shape.slice(0, 2), ...places];
      return call(op, [images], images.dtype, shape, (output, input) => ({ kind: "pool2d", op: kind, ...window, countPadding, input, output }));
    });
  });
}
