/** `WasmTransformPipeline`: transforms one after the other, with what came out of each kept for the next time. */
import { ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { centerCrop } from "../transforms/crop.ts";
import type { Layout } from "../transforms/layout.ts";
import { normalize } from "../transforms/normalize.ts";
import { pipeline, type Pipeline } from "../transforms/pipeline.ts";
import { fromJSON, registered } from "../transforms/registry.ts";
import { resize } from "../transforms/resize.ts";
import type { Transform } from "../transforms/transform.ts";
import { guarded } from "./error.ts";
import { WasmTensor } from "./tensor.ts";
import { layoutOf, WasmTransform } from "./transforms.ts";

/** For pictures of that many colours. */
type Factory = (layout: Layout, channels: number) => Transform;

/** What the names stand for: what networks that were trained on ImageNet expect. */
const usual: Readonly<Record<string, Factory>> = {
  normalize: (layout, channels) => (channels === 3 ? normalize({ layout }) : normalize({ mean: halves(channels), std: halves(channels), layout })),
  resize: (layout) => resize(256, { layout }),
  center_crop: (layout) => centerCrop(224, { layout }),
};

const halves = (count: number): number[] => Array.from({ length: count }, () => 0.5);

export class WasmTransformPipeline {
  readonly #cached: boolean;
  readonly #factories: Factory[] = [];
  /** One for each form of pictures that came. */
  readonly #pipelines = new Map<string, Pipeline>();

  /** With `cache_enabled`, the results of each stage are kept, and used again for the same tensor. */
  constructor(cacheEnabled: boolean) {
    this.#cached = cacheEnabled;
  }

  /** Appends "normalize" (ImageNet's means, or 0.5), "resize" (the shorter edge to 256), "center_crop" (224 x 224), a name of `transforms.register`, or a transform with parameters of its own. */
  add_transform(transform: string | WasmTransform): void {
    guarded("WasmTransformPipeline.add_transform", () => {
      this.#factories.push(transform instanceof WasmTransform ? (layout, channels) => transform.transformFor(layout, channels) : factoryOf(transform));
      this.#clear();
    });
  }

  execute(input: WasmTensor): WasmTensor {
    return guarded("WasmTransformPipeline.execute", () => {
      if (this.#factories.length === 0) throw new ValidationError("execute", "the pipeline has no transform", 'add one: add_transform("resize")');
      const { layout, channels } = layoutOf(input.shape());
      return new WasmTensor(this.#pipelineFor(layout, channels).applyNow(input.tensor));
    });
  }

  /** JSON: for each stage how often it ran, how often its result was there already, milliseconds (measured) and bytes. */
  get_stats(): string {
    const stages = [...this.#pipelines.values()].flatMap((one) => one.stats().stages);
    const sum = (part: (stage: (typeof stages)[number]) => number): number => stages.reduce((total, stage) => total + part(stage), 0);
    const [calls, hits] = [sum((stage) => stage.calls), sum((stage) => stage.hits)];
    return JSON.stringify({ cache_enabled: this.#cached, total_calls: calls, cache_hits: hits, hit_rate: calls === 0 ? 0 : (100 * hits) / calls, total_ms: sum((stage) => stage.ms), stages });
  }

  /** Gives back what was kept. */
  free(): void {
    this.#clear();
  }

  #pipelineFor(layout: Layout, channels: number): Pipeline {
    const key = `${layout} ${channels}`;
    const known = this.#pipelines.get(key);
    if (known !== undefined) return known;
    const made = pipeline(this.#factories.map((factory) => factory(layout, channels)), { cache: this.#cached });
    this.#pipelines.set(key, made);
    return made;
  }

  #clear(): void {
    for (const one of this.#pipelines.values()) one.dispose();
    this.#pipelines.clear();
  }
}

function factoryOf(name: string): Factory {
  if (Object.hasOwn(usual, name)) return usual[name]!;
  if (registered().includes(name)) return () => fromJSON(name);
  throw new ValidationError("add_transform", `unknown transform: ${describeValue(name)}`, `one of ${[...new Set([...Object.keys(usual), ...registered()])].join(", ")}`);
}
