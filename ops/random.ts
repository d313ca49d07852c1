/**
 * Seeded random numbers, equal on every device: they are made on the host by Philox4x32-10 (Salmon et al., "Parallel
 * random numbers: as easy as 1, 2, 3", 2011). The key is the seed, the counter numbers the blocks of four 32-bit words drawn
 * since `manualSeed`; every call starts a new block.
 */
import { generate, tensor, type TensorOptions } from "./creation.ts";
import type { Dtype } from "./dtype.ts";
import { ValidationError } from "./errors.ts";
import { onDeviceOf } from "./indices.ts";
import { lt } from "./math/comparison.ts";
import { take } from "./math/indexing.ts";
import { astype } from "./math/manipulation.ts";
import { Philox } from "./philox.ts";
import { scope } from "./scope.ts";
import type { Shape } from "./shape.ts";
import { Tensor } from "./tensor.ts";

let stream = new Philox(Math.floor(Math.random() * 2 ** 53));

/** Starts the random numbers over from a seed. Without it they start differently each time. Throws `ValidationError` unless the seed is a whole number from 0 to 2^53 - 1. */
export function manualSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new ValidationError("manualSeed", `invalid seed: ${seed}`);
  stream = new Philox(seed);
}

/** A uint32 from the stream: the seed of random numbers that a device draws itself. */
export function drawSeed(): number {
  stream.startBlock();
  return stream.word();
}

/** Numbers spread evenly over [0, 1). Default dtype: float32, with 24 random bits; float64 has 53. */
export function rand(shape: Shape = [], { dtype = "float32" }: TensorOptions = {}): Tensor {
  return draw("rand", shape, dtype, uniformFor(dtype));
}

/** Numbers spread evenly from `low` up to but not including `high`. Default dtype: float32. Throws `ValidationError` for bounds that are not finite. */
export function uniform(low: number, high: number, shape: Shape = [], { dtype = "float32" }: TensorOptions = {}): Tensor {
  if (!Number.isFinite(high - low)) throw new ValidationError("uniform", `invalid range: [${low}, ${high})`);
  const next = uniformFor(dtype);
  return draw("uniform", shape, dtype, () => low + (high - low) * next());
}

/** Normally distributed numbers with mean 0 and variance 1, by Box and Muller. Default dtype: float32. */
export function randn(shape: Shape = [], { dtype = "float32" }: TensorOptions = {}): Tensor {
  return draw("randn", shape, dtype, standardNormal());
}

/** Normally distributed numbers with the given mean and standard deviation. Default dtype: float32. Throws `ValidationError` for a negative deviation. */
export function normal(mean: number, std: number, shape: Shape = [], { dtype = "float32" }: TensorOptions = {}): Tensor {
  if (!(std >= 0)) throw new ValidationError("normal", `invalid standard deviation: ${std}`);
  const next = standardNormal();
  return draw("normal", shape, dtype, () => mean + std * next());
}

/** Whole numbers from `low` up to but not including `high`. Default dtype: int32. Throws `ValidationError` for an empty range. */
export function randint(low: number, high: number, shape: Shape = [], { dtype = "int32" }: TensorOptions = {}): Tensor {
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || high <= low) {
    throw new ValidationError("randint", `invalid range: [${low}, ${high})`);
  }
  return draw("randint", shape, dtype, () => low + Math.floor(stream.uniform53() * (high - low)));
}

/**
 * True with probability `p`; a tensor of probabilities gives one answer for each of its elements, with its shape. Default dtype: bool, and
 * for a single number a shape of []. Throws `ValidationError` unless a number is from 0 to 1.
 */
export function bernoulli(p: number | Tensor, shape: Shape = [], { dtype = "bool" }: TensorOptions = {}): Tensor {
  if (typeof p === "number") {
    if (!(p >= 0 && p <= 1)) throw new ValidationError("bernoulli", `not a probability: ${p}`);
    return draw("bernoulli", shape, dtype, () => Number(stream.uniform53() < p));
  }
  return scope(() => {
    stream.startBlock();
    const numbers = Float64Array.from({ length: p.size }, uniformFor("float32"));
    return astype(lt(onDeviceOf("bernoulli", p, numbers, "float32", p.shape), p), dtype);
  });
}

/** The whole numbers below `n` (int32), or the slices of a tensor along its first axis, in random order (Fisher and Yates). Throws `ValidationError` for an invalid `n`. */
export function permutation(n: number | Tensor): Tensor {
  const count = typeof n === "number" ? n : (n.shape[0] ?? -1);
  if (!Number.isInteger(count) || count < 0 || count > 2 ** 31) throw new ValidationError("permutation", `nothing to put in order: ${n instanceof Tensor ? "a single number" : n}`);
  stream.startBlock();
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(stream.uniform53() * (i + 1));
    const moved = order[i]!;
    order[i] = order[j]!;
    order[j] = moved;
  }
  return typeof n === "number" ? tensor(order) : take(n, order, { axis: 0 });
}

/** Numbers by Box and Muller, who make two at a time. */
function standardNormal(): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const second = spare;
      spare = undefined;
      return second;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - stream.uniform53()));
    const angle = 2 * Math.PI * stream.uniform53();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
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
