/** Many inputs through a pipeline: stacked where they can be, one after the other where not. */
import { ShapeError, ValidationError } from "../errors.ts";
import { concat, stack } from "../math/join.ts";
import { slice } from "../math/slice.ts";
import { Philox } from "../philox.ts";
import { describeValue } from "../sample.ts";
import { formatShape, shapesEqual } from "../shape.ts";
import { Tensor } from "../tensor.ts";
import { nextTurn } from "../turn.ts";
import { checkSeed } from "./random.ts";
import type { Stage } from "./stage.ts";

const op = "transforms.applyBatch";

export interface BatchOptions {
  /** How many inputs go through together at most. Default: as many as 4 MB hold, which stay in a processor's cache, and 32 images at most. */
  readonly batchSize?: number;
  /** Told how many inputs are done, after each stack or input. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops before the next stack or input: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Decides what random stages draw for each input. */
  readonly seed?: number;
}

/** How a pipeline runs one input, and a stack of them. */
export interface Runs {
  readonly one: (input: unknown, seed: number | undefined) => Promise<Tensor>;
  readonly stack: (inputs: Tensor) => Promise<Tensor>;
}

/** Some inputs that are run together. */
interface Part<Result> {
  readonly count: number;
  readonly run: () => Promise<Result>;
}

export async function applyInBatches(x: Tensor | readonly unknown[], stages: readonly Stage[], runs: Runs, options: BatchOptions): Promise<Tensor | Tensor[]> {
  const { batchSize, seed } = options;
  if (batchSize !== undefined && (!Number.isSafeInteger(batchSize) || batchSize < 1)) throw new ValidationError(op, `batchSize is not a whole number above 0: ${String(batchSize)}`);
  const seeds = seed === undefined ? undefined : new Philox(checkSeed(op, seed));
  const one = (input: unknown): Promise<Tensor> => runs.one(input, seeds?.word());
  if (x instanceof Tensor) return applyToTensor(x, stages, runs, one, options);
  if (!Array.isArray(x)) throw new ValidationError(op, `neither a tensor nor a list: ${describeValue(x)}`);
  const parts = groupsOf(x, stages, batchSize).map((group): Part<Tensor[]> => ({
    count: group.length,
    run: group.length > 1 ? () => runStack(group as Tensor[], runs) : async () => [await one(group[0])],
  }));
  return (await inOrder(parts, options)).flat();
}

/** A tensor whose first axis counts the inputs, in parts. */
async function applyToTensor(x: Tensor, stages: readonly Stage[], runs: Runs, one: (input: unknown) => Promise<Tensor>, options: BatchOptions): Promise<Tensor> {
  if (x.ndim < 2) throw new ShapeError(op, `not a batch: ${formatShape(x.shape)}`, "the first axis counts the inputs");
  const images = goTogether(stages, "images", x.ndim > 3);
  const together = images || goTogether(stages, "rows", x.ndim === 2);
  const count = x.shape[0]!;
  if (count === 0) return runs.stack(x);
  const size = together ? (options.batchSize ?? usualSize(x.nbytes / count, images)) : 1;
  const parts = Array.from({ length: Math.ceil(count / size) }, (_, i): Part<Tensor> => ({
    count: Math.min(size, count - i * size),
    run: async () => {
      const part = together ? slice(x, [i * size, (i + 1) * size]) : slice(x, i);
      const result = await (together ? runs.stack(part) : one(part));
      part.dispose();
      return result;
    },
  }));
  const results = await inOrder(parts, options);
  if (together && results.length === 1) return results[0]!;
  const whole = await (together ? concat(results) : stack(results)).ready();
  for (const result of results) result.dispose();
  return whole;
}

/** Whether all stages take such inputs together. */
const goTogether = (stages: readonly Stage[], kind: "images" | "rows", fits: boolean): boolean => fits && stages.every(({ transform: { takes } }) => takes === kind || takes === "numbers");

/** Larger stacks cost more in copying than they save in calls. */
const stackBytes = 4 * 2 ** 20;

const usualSize = (bytes: number, images: boolean): number => Math.max(1, Math.min(Math.floor(stackBytes / Math.max(bytes, 1)), images ? 32 : Infinity));

/** Inputs that follow each other and can be stacked; others alone. */
function groupsOf(list: readonly unknown[], stages: readonly Stage[], batchSize: number | undefined): unknown[][] {
  const stacks = goTogether(stages, "images", true);
  const groups: unknown[][] = [];
  for (const input of list) {
    const group = groups.at(-1);
    if (stacks && group !== undefined && areAlike(group[0], input) && group.length < (batchSize ?? usualSize((input as Tensor).nbytes, true))) group.push(input);
    else groups.push([input]);
  }
  return groups;
}

/** Grey images without an axis of channels would have one, stacked. */
const areAlike = (a: unknown, b: unknown): boolean =>
  a instanceof Tensor && b instanceof Tensor && a.ndim > 2 && a.dtype === b.dtype && a.device === b.device && shapesEqual(a.shape, b.shape);

async function runStack(group: readonly Tensor[], runs: Runs): Promise<Tensor[]> {
  const inputs = stack(group);
  const results = await runs.stack(inputs);
  const parts = group.map((_, i) => slice(results, i));
  inputs.dispose();
  results.dispose();
  return parts;
}

async function inOrder<Result>(parts: readonly Part<Result>[], { onProgress, signal }: BatchOptions): Promise<Result[]> {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const results: Result[] = [];
  let done = 0;
  for (const { count, run } of parts) {
    signal?.throwIfAborted();
    results.push(await run());
    onProgress?.({ done: (done += count), total });
    if (onProgress !== undefined || signal !== undefined) await nextTurn(); // or nobody could show progress, or stop it
  }
  return results;
}
