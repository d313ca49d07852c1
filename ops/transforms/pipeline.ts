/**
 * Stages one after the other. What each stage gave for an input is kept, so that a pipeline that is run again, or whose last stage changed, does
 * only what is new. Each stage is computed before the next one begins: that is what its time is measured by.
 */
import { ComputationError, DisposedError, ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { Tensor, valueOf } from "../tensor.ts";
import { applyInBatches, type BatchOptions } from "./batch.ts";
import { ResultCache } from "./cache.ts";
import { stageKeys, stageSeeds } from "./keys.ts";
import { toStages, type Stage, type StageLike } from "./stage.ts";
import type { ApplyOptions, SavedTransform, Transform } from "./transform.ts";

const op = "transforms.pipeline";

export interface PipelineOptions {
  /** Whether results are kept, and how many bytes of them at most. Default: 64 MB. false: none. */
  readonly cache?: boolean | { readonly bytes: number };
}

/** What a stage did so far. */
export interface StageStatistics {
  readonly name: string;
  /** How often its result was needed. */
  readonly calls: number;
  /** How often it was still there. Stages before it were not asked then. */
  readonly hits: number;
  /** hits / calls; 0 before the first call. */
  readonly hitRate: number;
  /** Milliseconds of computing, measured. */
  readonly ms: number;
  /** Bytes of what it computed. */
  readonly bytes: number;
}

export interface PipelineStatistics {
  readonly stages: readonly StageStatistics[];
  /** Results that are kept, and the bytes that each of them keeps. */
  readonly entries: number;
  readonly cacheBytes: number;
}

/** A pipeline as JSON. */
export interface SavedPipeline {
  readonly stages: readonly (readonly [name: string, stage: SavedTransform])[];
  readonly cache: number;
}

/** Yields what each stage gives, and gets it back when it is computed. */
type Steps = Generator<Tensor | Promise<Tensor>, Tensor, Tensor>;

interface Counts {
  calls: number;
  hits: number;
  ms: number;
  bytes: number;
}

const defaultBytes = 64 * 2 ** 20;

/**
 * Stages in order: transforms, functions, registered names, or what another pipeline was saved as. Throws `ValidationError` for no stages, unknown
 * names, and names given twice.
 */
export function pipeline(stages: readonly StageLike[] | SavedPipeline, { cache = true }: PipelineOptions = {}): Pipeline {
  if (isSaved(stages)) return new Pipeline(stages.stages, stages.cache);
  const bytes = typeof cache === "boolean" ? (cache ? defaultBytes : 0) : cache.bytes;
  if (!(bytes >= 0)) throw new ValidationError(op, `invalid bytes for the cache: ${String(bytes)}`);
  return new Pipeline(stages, bytes);
}

const isSaved = (stages: readonly StageLike[] | SavedPipeline): stages is SavedPipeline => !Array.isArray(stages) && typeof stages === "object" && stages !== null && "stages" in stages;

/** Made by `pipeline`. */
export class Pipeline {
  readonly stages: readonly Stage[];
  readonly #counts: readonly Counts[];
  readonly #cache: ResultCache;
  readonly #cacheBytes: number;
  #disposed = false;

  constructor(stages: readonly StageLike[], cacheBytes: number) {
    this.stages = toStages(op, stages);
    this.#counts = this.stages.map(() => ({ calls: 0, hits: 0, ms: 0, bytes: 0 }));
    this.#cacheBytes = cacheBytes;
    this.#cache = new ResultCache(cacheBytes);
  }

  /** The transform of a stage. Throws `ValidationError` for an unknown name. */
  stage(name: string): Transform {
    const found = this.stages.find((stage) => stage.name === name);
    if (found !== undefined) return found.transform;
    throw new ValidationError(op, `no such stage: ${name}`, `one of ${this.stages.map((stage) => stage.name).join(", ")}`);
  }

  /** Lets every stage that learns learn from what the stages before it make of the data. */
  async fit(x: unknown): Promise<this> {
    this.#expectOpen();
    let value = x;
    let isOwn = false; // nobody else may hold the value
    for (const [i, { transform, isFunction }] of this.stages.entries()) {
      await transform.fit?.(value);
      const next = i < this.stages.length - 1 ? await transform.apply(value) : undefined;
      if (isOwn && !isFunction) (value as Tensor).dispose();
      isOwn = !isFunction;
      value = next;
    }
    return this;
  }

  /**
   * What the stages make of the input, which may be whatever the first of them takes. It is known again by its identity: kept results are for the same
   * tensor or object, which nobody may have changed in between, and functions are taken to give the same for the same. Random stages draw anew each time, and nothing is kept from the first of them on, unless a
   * seed is given: it decides what all of them draw.
   */
  apply(x: unknown, { seed }: ApplyOptions = {}): Promise<Tensor> {
    return this.#settle(this.#run(x, seed, true));
  }

  /** The same at once. Throws `ComputationError` where a stage gives a promise. */
  applyNow(x: unknown, { seed }: ApplyOptions = {}): Tensor {
    const steps = this.#run(x, seed, true);
    let step = steps.next();
    while (!step.done) {
      if (step.value instanceof Promise) throw new ComputationError("transforms.applyNow", "a stage gives its result later", "use await pipeline.apply(x)");
      const result = this.#expectTensor(step.value);
      void valueOf(op, result).storage.buffer; // computes it
      step = steps.next(result);
    }
    return step.value;
  }

  /**
   * Many inputs: a list gives a list, and a tensor [n, ...] one of n results. Where all stages allow it, images of equal size go through stacked,
   * some at a time, so that each stage is one call, whose rows the threads of the wasm device share; their results share the memory of their stack. Stacks are not kept in the cache. Random stages draw for each input.
   */
  applyBatch(x: Tensor, options?: BatchOptions): Promise<Tensor>;
  applyBatch(x: readonly unknown[], options?: BatchOptions): Promise<Tensor[]>;
  applyBatch(x: Tensor | readonly unknown[], options: BatchOptions = {}): Promise<Tensor | Tensor[]> {
    const one = (input: unknown, seed: number | undefined): Promise<Tensor> => this.apply(input, seed === undefined ? {} : { seed });
    return applyInBatches(x, this.stages, { one, stack: (inputs) => this.#settle(this.#run(inputs, undefined, false)) }, options);
  }

  /** What each stage did so far. */
  stats(): PipelineStatistics {
    const stages = this.stages.map(({ name }, i) => {
      const { calls, hits, ms, bytes } = this.#counts[i]!;
      return { name, calls, hits, hitRate: calls === 0 ? 0 : hits / calls, ms, bytes };
    });
    return { stages, entries: this.#cache.entries, cacheBytes: this.#cache.bytes };
  }

  /** Forgets all results that were kept. */
  clearCache(): void {
    this.#cache.clear();
  }

  /** Forgets all results. The pipeline cannot be used any more. */
  dispose(): void {
    this.#disposed = true;
    this.clearCache();
  }

  /** The stages in order, each with its parameters. */
  toString(): string {
    return this.stages.map(({ name, transform: { parameters } }) => `${name} ${JSON.stringify(parameters)}`).join("\n");
  }

  /** How notebooks show it. */
  [Symbol.for("Jupyter.display")](): { "text/plain": string } {
    return { "text/plain": String(this) };
  }

  /** Names, parameters and what was learnt: `transforms.pipeline(JSON.parse(text))` reads it. Throws `ValidationError` for functions. */
  toJSON(): SavedPipeline {
    return { stages: this.stages.map(({ name, transform }) => [name, transform.toJSON()] as const), cache: this.#cacheBytes };
  }

  async #settle(steps: Steps): Promise<Tensor> {
    let step = steps.next();
    while (!step.done) {
      const result = await step.value;
      step = steps.next(await this.#expectTensor(result).ready());
    }
    return step.value;
  }

  *#run(x: unknown, seed: number | undefined, cached: boolean): Steps {
    this.#expectOpen();
    const seeds = stageSeeds(op, this.stages, seed);
    const keys = cached && this.#cacheBytes > 0 ? stageKeys(x, this.stages, seeds) : [];
    let at = keys.findLastIndex((key) => key !== undefined && this.#cache.has(key));
    let value: unknown = x;
    let isOwn = at >= 0; // nobody else may hold the value
    if (isOwn) {
      value = this.#cache.get(keys[at]!)!;
      this.#counts[at]!.calls++;
      this.#counts[at]!.hits++;
    }
    for (at++; at < this.stages.length; at++) {
      const { transform, isFunction } = this.stages[at]!;
      const start = performance.now();
      const result: Tensor = yield transform.apply(value, seeds[at] === undefined ? {} : { seed: seeds[at] });
      this.#count(at, performance.now() - start, result);
      const key = keys[at];
      if (key !== undefined) this.#cache.set(key, result);
      if (isOwn && !isFunction) (value as Tensor).dispose();
      isOwn = !isFunction;
      value = result;
    }
    return value as Tensor;
  }

  #count(at: number, ms: number, { nbytes }: Tensor): void {
    const counts = this.#counts[at]!;
    counts.calls++;
    counts.ms += ms;
    counts.bytes += nbytes;
  }

  #expectTensor(result: unknown): Tensor {
    if (result instanceof Tensor) return result;
    throw new ValidationError(op, `a stage gave no tensor: ${describeValue(result)}`);
  }

  #expectOpen(): void {
    if (this.#disposed) throw new DisposedError(op, "the pipeline was disposed");
  }
}
