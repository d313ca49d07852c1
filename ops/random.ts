/**
 * Seeded random numbers, equal on every device: they are made on the host by Philox4x32-10 (Salmon et al., "Parallel
 * random numbers: as easy as 1, 2, 3", 2011). The key is the seed, the counter numbers the blocks of four 32-bit words drawn
 * since `manualSeed`; every call starts a new block.
 */
import { generate, type TensorOptions } from "./creation.ts";
import type { Dtype } from "./dtype.ts";
import { ValidationError } from "./errors.ts";
import { Philox } from "./philox.ts";
import type { Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

let stream = new Philox(Math.floor(Math.random() * 2 ** 53));

/** Starts the random numbers over from a seed. Without it they start differently each time. Throws `ValidationError` unless the seed is a whole number from 0 to 2^53 - 1. */
export function manualSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new ValidationError("manualSeed", `invalid seed: ${seed}`);
  stream = new Philox(seed);
}

/** Numbers spread evenly over [0, 1). Default dtype: float32, with 24 random bits; float64 has 53. */
export function rand(shape: Shape = [], { dtype = "float32" }: TensorOptions = {}): Tensor {
  return draw("rand", shape, dtype, uniformFor(dtype));
}

/** Normally distributed numbers with mean 0 and variance 1, by Box and Muller. Default dtype: float32. */
export function randn(shape: Shape = [], { dtype = "float32" }: TensorOptions = {}): Tensor {
  let spare: number | undefined;
  return draw("randn", shape, dtype, () => {
    if (spare !== undefined) {
      const second = spare;
      spare = undefined;
      return second;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - stream.uniform53()));
    const angle = 2 * Math.PI * stream.uniform53();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  });
}

/** Whole numbers from `low` up to but not including `high`. Default dtype: int32. Throws `ValidationError` for an empty range. */
export function randint(low: number, high: number, shape: Shape = [], { dtype = "int32" }: TensorOptions = {}): Tensor {
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || high <= low) {
    throw new ValidationError("randint", `invalid range: [${low}, ${high})`);
  }
  return draw("randint", shape, dtype, () => low + Math.floor(stream.uniform53() * (high - low)));
}

/** The bits that the dtype holds, so that rounding never yields 1. */
function uniformFor(dtype: Dtype): () => number {
  if (dtype === "float64") return () => stream.uniform53();
  const bits = { float16: 11, bfloat16: 8 }[dtype as string] ?? 24;
  return () => (stream.word() >>> (32 - bits)) / 2 ** bits;
}

function draw(op: string, shape: Shape, dtype: Dtype, next: () => number): Tensor {
  stream.startBlock();
  return generate(op, shape, dtype, next);
}
