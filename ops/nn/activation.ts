/** Activations: functions of one element, with PyTorch's formulas and defaults. Integers and bools become float32 (not for `relu`), NaN stays, and an infinity gives the limit. */
import { ValidationError } from "../errors.ts";
import { applyElementwise, type TensorLike } from "../operand.ts";
import type { Tensor } from "../tensor.ts";

/** x where it is positive, 0 elsewhere. Integers keep their dtype. */
export function relu(x: TensorLike): Tensor {
  return applyElementwise("relu", x);
}

export interface LeakyReluOptions {
  /** The factor of what is negative. Default: 0.01. */
  readonly slope?: number;
}

/** x where it is positive, slope x elsewhere. */
export function leakyRelu(x: TensorLike, { slope = 0.01 }: LeakyReluOptions = {}): Tensor {
  return applyElementwise("leakyRelu", x, slope);
}

export interface EluOptions {
  /** What -Infinity becomes, but for its sign. Default: 1. */
  readonly alpha?: number;
}

/** The exponential linear unit: x where it is positive, alpha (exp(x) - 1) elsewhere. */
export function elu(x: TensorLike, { alpha = 1 }: EluOptions = {}): Tensor {
  return applyElementwise("elu", x, alpha);
}

/** 1.0507 elu(x) with alpha 1.6733: keeps mean 0 and variance 1 (Klambauer et al., "Self-normalizing neural networks", 2017). */
export function selu(x: TensorLike): Tensor {
  return applyElementwise("selu", x);
}

/** 1 / (1 + exp(-x)). */
export function sigmoid(x: TensorLike): Tensor {
  return applyElementwise("sigmoid", x);
}

/** x sigmoid(x), also named swish. */
export function silu(x: TensorLike): Tensor {
  return applyElementwise("silu", x);
}

/** log(1 + exp(x)), without overflow. */
export function softplus(x: TensorLike): Tensor {
  return applyElementwise("softplus", x);
}

/** x tanh(softplus(x)) (Misra, 2019). */
export function mish(x: TensorLike): Tensor {
  return applyElementwise("mish", x);
}

/** x hardsigmoid(x): silu of straight lines. */
export function hardswish(x: TensorLike): Tensor {
  return applyElementwise("hardswish", x);
}

/** (x + 3) / 6, held between 0 and 1: sigmoid of straight lines. */
export function hardsigmoid(x: TensorLike): Tensor {
  return applyElementwise("hardsigmoid", x);
}

export interface GeluOptions {
  /** "none" (default): x Φ(x). "tanh": 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))). */
  readonly approximate?: "none" | "tanh";
}

/** The Gaussian error linear unit. Throws `ValidationError` for another approximation. */
export function gelu(x: TensorLike, { approximate = "none" }: GeluOptions = {}): Tensor {
  if (approximate === "none") return applyElementwise("gelu", x);
  if (approximate === "tanh") return applyElementwise("geluTanh", x);
  throw new ValidationError("gelu", `unknown approximation: ${String(approximate)}`, "one of none, tanh");
}
