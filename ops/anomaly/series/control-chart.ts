/** Charts of a process that should keep a level: what EWMA and CUSUM have in common, in batch and value by value. */
import { ComputationError, ValidationError } from "../../errors.ts";
import { describeValue, type Sample } from "../../sample.ts";
import { isConstant, mergeMoments, momentsOf, noMoments, stdOf, type Moments } from "../../stats/moments.ts";
import type { DetectorOptions, Reason, SavedDetector } from "../detector.ts";
import { rounded } from "../rounded.ts";
import { savedThreshold } from "../threshold.ts";
import { checkPositive, readSeries } from "./series.ts";
import { SeriesDetector, type Explained } from "./series-detector.ts";

export interface ControlChartOptions extends DetectorOptions {
  /** The level that the process should keep. Default: the mean of what was learnt. */
  readonly target?: number;
  /** The standard deviation of single values. Default: that of what was learnt, ddof 1. With both given, `fit` is not needed. */
  readonly sd?: number;
}

/** What `update` tells of a value. */
export interface ChartPoint {
  /** How many values came before it since the start, or since `reset`. */
  readonly index: number;
  readonly value: number;
  readonly score: number;
  readonly isAnomaly: boolean;
}

/** `State` is what a chart carries from one value to the next, as JSON can hold it. */
export abstract class ControlChart<State extends object> extends SeriesDetector {
  readonly target: number | undefined;
  readonly sd: number | undefined;
  #moments: Moments = noMoments;
  #running: State | undefined;
  #index = 0;

  constructor(op: string, usual: number, options: ControlChartOptions) {
    super(op, usual, options);
    const { target, sd } = options;
    if (target !== undefined && !Number.isFinite(target)) throw new ValidationError(op, `target is not a finite number: ${describeValue(target)}`);
    if (sd !== undefined) checkPositive(op, "sd", sd);
    this.target = target;
    this.sd = sd;
  }

  /** Before the first value. */
  protected abstract begin(): State;
  /** Takes a value, in standard deviations from the target, into the state and returns the score. */
  protected abstract step(state: State, z: number): number;
  /** What the state says, with the most important first. */
  protected abstract reasonsOf(state: State, score: number, level: Level): Reason[];
  /** Its own options, for JSON. */
  protected abstract readonly own: Readonly<Record<string, unknown>>;

  protected async learn(data: Sample): Promise<number> {
    return this.#take(noMoments, data);
  }

  protected async learnMore(data: Sample): Promise<number> {
    return this.#take(this.#moments, data);
  }

  async #take(before: Moments, data: Sample): Promise<number> {
    const more = momentsOf(await readSeries(`${this.kind}.fit`, data));
    const moments = mergeMoments(before, more);
    if (this.sd === undefined && (moments.count < 2 || isConstant(moments))) {
      const problem = moments.count < 2 ? "one value has no standard deviation" : `the series is constant: ${moments.mean}`;
      throw new ValidationError(`${this.kind}.fit`, problem, "give the standard deviation: { sd }");
    }
    this.#moments = moments;
    return more.count;
  }

  /** What the values are measured with. Throws `ComputationError` when it was neither given nor learnt. */
  get level(): Level {
    if (!this.isReady) throw new ComputationError(this.kind, "nothing was learnt yet", "call fit first, or give target and sd");
    return { target: this.target ?? this.#moments.mean, sd: this.sd ?? stdOf(this.#moments) };
  }

  protected override get isReady(): boolean {
    return this.learnt > 0 || (this.target !== undefined && this.sd !== undefined);
  }

  /** The chart of the data by itself: what `update` took in does not count. */
  protected scoresOf(values: Float64Array): Float64Array {
    const { target, sd } = this.level;
    const state = this.begin();
    return values.map((value) => this.step(state, (value - target) / sd));
  }

  /** Takes the next value of a stream: the scores are those of `score` for all values together. Throws `ValidationError` for what is not a finite number. */
  update(value: number): ChartPoint {
    if (!Number.isFinite(value)) throw new ValidationError(`${this.kind}.update`, `the value is not a finite number: ${describeValue(value)}`);
    const { target, sd } = this.level;
    this.#running ??= this.begin();
    const score = this.step(this.#running, (value - target) / sd);
    this.count([score]);
    return { index: this.#index++, value, score, isAnomaly: score > this.threshold };
  }

  /** Begins the stream anew, as after an alarm that was seen to; what was learnt stays. */
  reset(): void {
    this.#running = undefined;
    this.#index = 0;
  }

  protected async explainValue(values: Float64Array, row: number): Promise<Explained> {
    const { level } = this;
    const state = this.begin();
    let score = 0;
    for (let i = 0; i <= row; i++) score = this.step(state, (values[i]! - level.target) / level.sd);
    const reasons = this.reasonsOf(state, score, level);
    return { score, reasons, cause: `${reasons.map(({ name, value }) => `${name} ${rounded(value)}`).join(", ")}; target ${rounded(level.target)}` };
  }

  toJSON(): SavedDetector {
    const { kind, threshold, contamination, target, sd, learnt } = this;
    return { kind, threshold, options: { contamination, target, sd, ...this.own }, state: { learnt, moments: this.#moments, running: this.#running, index: this.#index } };
  }

  /** Takes over what `toJSON` saved. */
  protected restore({ threshold, state }: SavedDetector): this {
    const { learnt, moments, running, index } = state as { learnt: number; moments: Moments; running?: State; index: number };
    this.threshold = savedThreshold(threshold);
    this.learnt = learnt;
    this.#moments = learnt === 0 ? noMoments : moments;
    this.#running = running;
    this.#index = index;
    return this;
  }
}

export interface Level {
  readonly target: number;
  readonly sd: number;
}
