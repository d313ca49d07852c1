/** Dropout. Srivastava et al. (2014). */
import { ValidationError } from "../errors.ts";
import { mul } from "../math/arithmetic.ts";
import { ge, where } from "../math/comparison.ts";
import type { TensorLike } from "../operand.ts";
import { drawSeed } from "../random.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import { asFloats, call } from "./operands.ts";

export interface DropoutOptions {
  /** The probability that an element becomes 0. Default: 0.5. */
  readonly p?: number;
  /** A whole number below 2^32: equal seeds drop the same elements, on every device. Default: drawn from the stream of `manualSeed`. */
  readonly seed?: number;
  /** False lets everything pass. Default: true. */
  readonly training?: boolean;
}

/** Some elements, chosen at random, 0, and the others divided by 1 - p, so that the expected sum stays. Throws `ValidationError` for a wrong p or seed. */
export function dropout(x: TensorLike, { p = 0.5, seed, training = true }: DropoutOptions = {}): Tensor {
  if (!(p >= 0 && p <= 1)) throw new ValidationError("dropout", `not a probability: ${p}`);
  if (seed !== undefined && seed !== seed >>> 0) throw new ValidationError("dropout", `invalid seed: ${seed}`, "a whole number from 0 to 2^32 - 1");
  return scope(() => {
    const [source] = asFloats(x);
    if (!training) return source;
    const numbers = call("dropout", [source], "float32", source.shape, (output) => ({ kind: "random", seed: seed ?? drawSeed(), output }));
    return where(ge(numbers, p), mul(source, 1 / (1 - p)), 0);
  });
}
