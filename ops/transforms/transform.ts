/** What a transform is: a name, parameters that can be written as JSON, and what it does to a tensor. */
import { ValidationError } from "../errors.ts";
import { astype } from "../math/manipulation.ts";
import { slice } from "../math/slice.ts";
import { describeValue } from "../sample.ts";
import { scope } from "../scope.ts";
import { Tensor } from "../tensor.ts";

/** Parameters that `JSON.stringify` keeps whole. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Of every `apply`. */
export interface ApplyOptions {
  /** For a random transform: makes this one call repeatable, whatever was drawn before. Others pass over it. */
  readonly seed?: number;
}

/** A transform as JSON: its registered name, its parameters, and `state` when it has learnt something. */
export interface SavedTransform {
  readonly name: string;
  readonly [parameter: string]: unknown;
}

export type Takes = "images" | "rows" | "numbers" | "one";

/** Anything that a pipeline can have as a stage. It never changes what it is given, keeps none of it, and gives a tensor of its own. */
export interface Transform {
  readonly name: string;
  readonly parameters: Parameters;
  /** Whether it draws random numbers. */
  readonly isRandom: boolean;
  /** What may go through it together: images stacked to [n, ...], rows of features, or numbers of any shape; "one" input at a time if nothing. */
  readonly takes: Takes;
  /** What it takes is its own; `any`, for who has a transform by its name knows what it is. */
  apply(x: any, options?: ApplyOptions): Tensor | Promise<Tensor>;
  /** Learns from data; absent where there is nothing to learn. */
  fit?(x: any): Promise<unknown>;
  toJSON(): SavedTransform;
}

/** A transform of images: at once, and of whole batches too. */
export interface ImageTransform extends Transform {
  apply(x: Tensor, options?: ApplyOptions): Tensor;
}

/** A transform that learns nothing and draws nothing. */
export interface PlainTransform<Input> extends Transform {
  apply(x: Input): Tensor;
}

/** A transform that a function does. The parameters are copied and frozen. */
export function plain<Input>(name: string, parameters: Parameters, takes: Takes, apply: (x: Input) => Tensor): PlainTransform<Input> {
  const kept = frozen(parameters);
  return { name, parameters: kept, isRandom: false, takes, apply, toJSON: () => ({ name, ...kept }) };
}

/** A transform of images that a function does. */
export function imageTransform(name: string, parameters: Parameters, compute: (x: Tensor) => Tensor): ImageTransform {
  const op = `transforms.${name}`;
  return plain(name, parameters, "images", (x: Tensor) => applied(expectTensor(op, x), compute));
}

/** The result of a computation, which is a tensor of its own even where nothing was to do: disposing one leaves the other. */
export function applied(x: Tensor, compute: (x: Tensor) => Tensor): Tensor {
  return scope(() => {
    const result = compute(x);
    return result === x ? slice(x) : result;
  });
}

/** A copy without what is undefined, as JSON would have it. */
export function frozen(parameters: Parameters): Parameters {
  return Object.freeze(Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined)));
}

/** The tensor in floats that are calculated with: of 64 bits if it has them, of 32 otherwise. */
export const wide = (x: Tensor): Tensor => astype(x, x.dtype === "float64" ? "float64" : "float32");

/** Throws `ValidationError` for anything but a tensor. */
export function expectTensor(op: string, x: unknown): Tensor {
  if (x instanceof Tensor) return x;
  throw new ValidationError(op, `not a tensor: ${describeValue(x)}`, "make one with tensor(...), or of a picture with transforms.toTensor(...)");
}
