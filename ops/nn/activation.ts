/** Activations of neural networks. */
import { cast, compute } from "../dispatch.ts";
import { isFloat } from "../dtype.ts";
import { ValidationError } from "../errors.ts";
import { apply, applyElementwise, type TensorLike } from "../operand.ts";
import { normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/** x where it is positive, 0 elsewhere; NaN stays. */
export function relu(x: TensorLike): Tensor {
  return applyElementwise("relu", x);
}

/** 1 / (1 + exp(-x)). */
export function sigmoid(x: TensorLike): Tensor {
  return applyElementwise("sigmoid", x);
}

export interface GeluOptions {
  /** "none" (default): x Φ(x). "tanh": 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))). */
  readonly approximate?: "none" | "tanh";
}

/** The Gaussian error linear unit. */
export function gelu(x: TensorLike, options: GeluOptions = {}): Tensor {
  const { approximate = "none" } = options;
  if (approximate === "none") return applyElementwise("gelu", x);
  if (approximate === "tanh") return applyElementwise("geluTanh", x);
  throw new ValidationError("gelu", `unknown approximation: ${String(approximate)}`, "one of none, tanh");
}

export interface SoftmaxOptions {
  /** Default: the last axis. */
  readonly axis?: number;
}

/** exp(x) divided by its sum along an axis, without overflow. Integers become float32. Throws `ShapeError` for a wrong axis. */
export function softmax(x: TensorLike, options: SoftmaxOptions = {}): Tensor {
  const { axis = -1 } = options;
  return apply("softmax", x, (value) => {
    const normal = normalizeAxis("softmax", axis, value.shape.length);
    const float = cast(value, isFloat(value.dtype) ? value.dtype : "float32");
    try {
      return compute("softmax", [float], float.dtype, float.shape, (output, input) => ({ kind: "softmax", axis: normal, input: input!, output }));
    } finally {
      float.storage.freeUnused();
    }
  });
}
