/** Softmax and its logarithm. */
import type { TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { asFloats, call } from "./operands.ts";

export interface SoftmaxOptions {
  /** Negative ones count from the end. Default: the last axis. */
  readonly axis?: number;
}

/**
 * exp(x) divided by its sum along an axis, without overflow. Integers become float32. Where all is -Infinity the result is NaN.
 * Throws `ShapeError` for a wrong axis.
 */
export function softmax(x: TensorLike, options: SoftmaxOptions = {}): Tensor {
  return normalized("softmax", x, options, false);
}

/** The logarithm of `softmax`, which keeps its digits where softmax would be 0: x - max - log Σ exp(x - max). Throws `ShapeError` for a wrong axis. */
export function logSoftmax(x: TensorLike, options: SoftmaxOptions = {}): Tensor {
  return normalized("logSoftmax", x, options, true);
}

function normalized(op: string, x: TensorLike, { axis: named = -1 }: SoftmaxOptions, log: boolean): Tensor {
  return scope(() => {
    const [source] = asFloats(x);
    const axis = normalizeAxis(op, named, source.ndim);
    return call(op, [source], source.dtype, source.shape, (output, input) => ({ kind: "softmax", log, axis, input, output }));
  });
}
