/**
 * Transforms that draw random numbers. They are drawn on the host, so that a seed gives the same result on every device. A batch is one image:
 * all its images are treated alike, as in torchvision.
 */
import { ValidationError } from "../errors.ts";
import { Philox } from "../philox.ts";
import { drawSeed } from "../random.ts";
import type { Tensor } from "../tensor.ts";
import { applied, expectTensor, frozen, type ApplyOptions, type ImageTransform, type Parameters } from "./transform.ts";

export interface RandomOptions {
  /** Makes the sequence of results repeatable. Default: as `manualSeed` has it. */
  readonly seed?: number;
}

/** A random transform of images. */
export interface RandomTransform<Drawn = unknown> extends ImageTransform {
  /** What the last `apply` did; undefined before the first. */
  readonly drawn: Drawn | undefined;
}

/** What is drawn from. */
export class Draws {
  readonly #words: Philox;

  constructor(seed: number) {
    this.#words = new Philox(seed);
  }

  /** From `low` up to but not including `high`. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * this.#words.uniform53();
  }

  /** A whole number below `count`. */
  below(count: number): number {
    return Math.floor(this.#words.uniform53() * count);
  }

  /** True with that probability. */
  chance(probability: number): boolean {
    return this.#words.uniform53() < probability;
  }

  /** The list in random order (Fisher and Yates). */
  shuffled<T>(list: readonly T[]): T[] {
    const order = [...list];
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }
}

/** How a random transform works: what it draws for an image, and what it does with it. */
interface RandomWork<Drawn> {
  readonly draw: (draws: Draws, x: Tensor) => Drawn;
  readonly compute: (x: Tensor, drawn: Drawn) => Tensor;
}

export function randomTransform<Drawn>(name: string, parameters: Parameters, { seed }: RandomOptions, { draw, compute }: RandomWork<Drawn>): RandomTransform<Drawn> {
  const op = `transforms.${name}`;
  const own = seed === undefined ? undefined : new Draws(checkSeed(op, seed));
  const kept = frozen({ ...parameters, seed });
  let drawn: Drawn | undefined;
  return {
    name,
    parameters: kept,
    isRandom: true,
    takes: "one",
    get drawn() {
      return drawn;
    },
    apply(x: Tensor, { seed: once }: ApplyOptions = {}): Tensor {
      const source = expectTensor(op, x);
      const draws = once === undefined ? (own ?? new Draws(drawSeed())) : new Draws(checkSeed(op, once));
      const now = draw(draws, source);
      const result = applied(source, (image) => compute(image, now));
      drawn = now;
      return result;
    },
    toJSON: () => ({ name, ...kept }),
  };
}

/** Throws `ValidationError` unless it is a whole number from 0 to 2^53 - 1. */
export function checkSeed(op: string, seed: number): number {
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new ValidationError(op, `invalid seed: ${String(seed)}`, "a whole number that is not negative");
}

/** Throws `ValidationError` unless it is from 0 to 1. */
export function checkProbability(op: string, p: number): number {
  if (typeof p === "number" && p >= 0 && p <= 1) return p;
  throw new ValidationError(op, `not a probability: ${String(p)}`, "a number from 0 to 1");
}

/** [low, high], finite and in order, and not below `least`. Throws `ValidationError`. */
export function checkRange(op: string, name: string, range: readonly [number, number], least: number, most = Infinity): readonly [number, number] {
  const [low, high] = range as readonly (number | undefined)[];
  if (range.length === 2 && Number.isFinite(low) && Number.isFinite(high) && low! <= high! && low! >= least && high! <= most) return range;
  throw new ValidationError(op, `invalid ${name}: ${JSON.stringify(range)}`, `two numbers, the lower one first, ${most === Infinity ? `not below ${least}` : `from ${least} to ${most}`}`);
}
