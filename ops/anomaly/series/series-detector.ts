/** Detectors that score each moment of a series: what they have in common. */
import { ComputationError, ValidationError } from "../../errors.ts";
import type { Sample } from "../../sample.ts";
import { keepScope } from "../../scope.ts";
import { concatenated } from "../../stats/concatenated.ts";
import type { Tensor } from "../../tensor.ts";
import { Detector, type Explanation, type Reason, type SavedDetector } from "../detector.ts";
import { rounded } from "../rounded.ts";
import { savedThreshold } from "../threshold.ts";
import { readSeries, seriesTensor } from "./series.ts";

/** What a detector says of one value; the rest of the explanation is the same for all. */
export interface Explained {
  readonly score: number;
  readonly reasons: readonly Reason[];
  /** In words. */
  readonly cause: string;
}

export abstract class SeriesDetector extends Detector<Sample> {
  /** The fewest values that can be scored. */
  protected readonly least: number = 1;

  /** One score for each value. */
  protected abstract scoresOf(values: Float64Array): Float64Array | Promise<Float64Array>;
  /** Why the value at that place scored as it did. */
  protected abstract explainValue(values: Float64Array, row: number): Promise<Explained>;

  /** Whether it knows what it needs for scores. */
  protected get isReady(): boolean {
    return this.learnt > 0;
  }

  override async score(data: Sample): Promise<Tensor> {
    this.checkReady("score");
    return this.timed(data);
  }

  protected async scores(data: Sample): Promise<Tensor> {
    return seriesTensor(this.kind, await keepScope(this.#scoresFrom(data)));
  }

  async #scoresFrom(data: Sample): Promise<Float64Array> {
    return this.scoresOf(await readSeries(`${this.kind}.score`, data, this.least));
  }

  async explain(data: Sample, row: number): Promise<Explanation> {
    this.checkReady("explain");
    const values = await readSeries(`${this.kind}.explain`, data, this.least);
    const observed = values[row];
    if (observed === undefined) throw new ValidationError(`${this.kind}.explain`, `no value ${row} to explain among ${values.length}`);
    const { threshold } = this;
    const { cause, ...explained } = await this.explainValue(values, row);
    const isAnomaly = explained.score > threshold;
    const text = `observed ${rounded(observed)}; ${cause}; score ${rounded(explained.score)}, ${isAnomaly ? "above" : "not above"} the threshold ${rounded(threshold)}`;
    return { row, threshold, isAnomaly, text, ...explained };
  }

  protected checkReady(what: string): void {
    if (!this.isReady) throw new ComputationError(`${this.kind}.${what}`, "nothing was learnt yet", "call fit first");
  }
}

/** Those that learn from a series as a whole: they keep it, so that a continuation can join it. `Known` is what was learnt, as JSON can hold it. */
export abstract class StudyingDetector<Known> extends SeriesDetector {
  #history: Float64Array = new Float64Array(0);
  #known: Known | undefined;

  /** What there is to learn from a series. */
  protected abstract study(history: Float64Array): Known | Promise<Known>;
  /** Its own options, for JSON. */
  protected abstract readonly own: Readonly<Record<string, unknown>>;

  /** What was learnt. Throws `ComputationError` before `fit`. */
  get known(): Known {
    if (this.#known === undefined) this.checkReady("known");
    return this.#known!;
  }

  protected async learn(data: Sample): Promise<number> {
    return this.#learnFrom((await readSeries(`${this.kind}.fit`, data, this.least)).slice());
  }

  /** The data is taken for the continuation of what was learnt before. */
  protected async learnMore(data: Sample): Promise<number> {
    const more = await readSeries(`${this.kind}.partialFit`, data, this.learnt === 0 ? this.least : 1);
    await this.#learnFrom(concatenated([this.#history, more]));
    return more.length;
  }

  async #learnFrom(history: Float64Array): Promise<number> {
    this.#known = await this.study(history);
    this.#history = history;
    return history.length;
  }

  /** With the series that was learnt, which `partialFit` needs. */
  toJSON(): SavedDetector {
    const { kind, threshold, contamination } = this;
    const state = this.#known === undefined ? {} : { state: { known: this.#known, history: Array.from(this.#history) } };
    return { kind, threshold, options: { contamination, ...this.own }, ...state };
  }

  /** Takes over what `toJSON` saved. */
  protected restore({ threshold, state }: SavedDetector): this {
    this.threshold = savedThreshold(threshold);
    if (state === undefined) return this;
    const { known, history } = state as { known: Known; history: readonly number[] };
    this.#known = known;
    this.#history = Float64Array.from(history);
    this.learnt = history.length;
    return this;
  }
}
