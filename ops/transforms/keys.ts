/** What the results of a pipeline's stages are known by, and what its random stages draw from. */
import { Philox } from "../philox.ts";
import { checkSeed } from "./random.ts";
import type { Stage } from "./stage.ts";

/**
 * What the result of each stage is known by: the input, and the parameters and states of the stages so far; undefined from the first one on whose
 * result is never the same again.
 */
export function stageKeys(x: unknown, stages: readonly Stage[], seeds: readonly (number | undefined)[]): (string | undefined)[] {
  let key: string | undefined = typeof x === "object" && x !== null ? `${identityOf(x)}` : undefined;
  return stages.map(({ transform, isFunction }, i) => {
    if (key === undefined || (transform.isRandom && seeds[i] === undefined)) return (key = undefined);
    const stage = isFunction ? "function" : JSON.stringify(transform.toJSON());
    return (key = `${key}|${stage}${transform.isRandom ? `#${seeds[i]}` : ""}`);
  });
}

/** A seed for every stage out of that of a call, or none. */
export function stageSeeds(op: string, stages: readonly Stage[], seed: number | undefined): (number | undefined)[] {
  if (seed === undefined) return stages.map(() => undefined);
  const words = new Philox(checkSeed(op, seed));
  return stages.map(() => words.word());
}

const numbers = new WeakMap<object, number>();
let next = 0;

/** A number for an object, which no other one gets. Tensors never change, so it stands for what is in them. */
function identityOf(x: object): number {
  let number = numbers.get(x);
  if (number === undefined) numbers.set(x, (number = next++));
  return number;
}
