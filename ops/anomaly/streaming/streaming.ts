/** A detector that is fed value by value and judges each by the values before it. */
import { ValidationError } from "../../errors.ts";
import { drawSeed } from "../../random.ts";
import { describeValue, type Sample } from "../../sample.ts";
import { concatenated } from "../../stats/concatenated.ts";
import { rolling } from "../../stats/rolling.ts";
import type { DetectorOptions, DetectorStatistics, SavedDetector } from "../detector.ts";
import { elementsOf } from "../input.ts";
import { rounded } from "../rounded.ts";
import { readSeries } from "../series/series.ts";
import { SeriesDetector, type Explained } from "../series/series-detector.ts";
import { savedThreshold } from "../threshold.ts";
import { makeJudge, methods, type Judge, type StreamingMethod } from "./judges.ts";

const kind = "anomaly.streaming";

/** Each value moves others of an ordered window. */
const mostValues = 2 ** 24;

const usualThreshold: Record<StreamingMethod, number> = { zscore: 3, modified: 3.5, iqr: 1.5, halfSpaceTrees: 0.995 };

export interface StreamingOptions extends DetectorOptions {
  /** How a value is compared with the window: by standard deviations from the mean, by robust ones from the median, by interquartile ranges from the quartiles, or by half-space trees. Default: "zscore". */
  readonly method?: StreamingMethod;
  /** How many values before it a value is judged by. Default: 100. */
  readonly window?: number;
  /** With fewer values before it a value scores 0. At most the window. Default: the lesser of 20 and the window; half-space trees wait for their first window. */
  readonly warmup?: number;
  /** Of the half-space trees. Default: drawn from the stream of `manualSeed`. */
  readonly seed?: number;
}

/** What `update` tells of a value. What there is nothing to tell of is NaN. */
export interface StreamedValue {
  /** How many values came before it. */
  readonly index: number;
  readonly value: number;
  /** The greater the stranger; 0 before the warm-up is over, and where all that is usual is one value. */
  readonly score: number;
  readonly isAnomaly: boolean;
  /** The mean or the median of the window. */
  readonly expected: number;
  /** Values from `low` to `high` are no anomalies. */
  readonly low: number;
  readonly high: number;
}

export interface StreamingStatistics extends DetectorStatistics {
  readonly method: StreamingMethod;
  readonly window: number;
  readonly warmup: number;
  /** How many values the window has now. */
  readonly filled: number;
}

export class Streaming extends SeriesDetector {
  readonly kind = kind;
  readonly method: StreamingMethod;
  readonly window: number;
  readonly seed: number;
  #warmup: number;
  #judge: Judge;

  constructor({ method = "zscore", window = 100, warmup = Math.min(20, window), seed = drawSeed(), ...options }: StreamingOptions = {}) {
    if (!methods.includes(method)) throw new ValidationError(kind, `unknown method: ${describeValue(method)}`, `one of ${methods.join(", ")}`);
    super(kind, usualThreshold[method], options);
    if (!Number.isInteger(window) || window < 2 || window > mostValues) throw new ValidationError(kind, `window is not a whole number from 2 to ${mostValues}: ${describeValue(window)}`);
    this.method = method;
    this.window = window;
    this.seed = seed;
    this.#warmup = checkedWarmup(warmup, window);
    this.#judge = this.#newJudge();
  }

  #newJudge(): Judge {
    const { method, window, seed } = this;
    return makeJudge({ method, window, seed });
  }

  get warmup(): number {
    return this.#warmup;
  }

  /** Changes the threshold or the warm-up from the next value on. Throws `ValidationError`, and changes nothing, for what is out of range. */
  set({ threshold = this.threshold, warmup = this.#warmup }: { readonly threshold?: number; readonly warmup?: number }): this {
    if (typeof threshold !== "number" || Number.isNaN(threshold)) throw new ValidationError(`${kind}.set`, `threshold is not a number: ${describeValue(threshold)}`);
    this.#warmup = checkedWarmup(warmup, this.window);
    this.threshold = threshold;
    return this;
  }

  /** Judges a value by those before it, then takes it into the window. At once. Throws `ValidationError` for what is not a finite number. */
  update(value: number): StreamedValue {
    if (!Number.isFinite(value)) throw new ValidationError(`${kind}.update`, `the value is not a finite number: ${describeValue(value)}`, "leave missing values out");
    const judged = this.#tell(this.#judge, value);
    const index = this.learnt++;
    this.#judge.push(value);
    this.count([judged.score]);
    return { index, value, ...judged };
  }

  #tell(judge: Judge, value: number): Omit<StreamedValue, "index" | "value"> {
    if (judge.count < this.#warmup) return { score: 0, isAnomaly: false, expected: NaN, low: NaN, high: NaN };
    const { score, expected, band } = judge.judge(value);
    const [low, high] = band(this.threshold);
    return { score, isAnomaly: score > this.threshold, expected, low, high };
  }

  /** Scoring needs no `fit`: the first values of a series are its warm-up. */
  protected override get isReady(): boolean {
    return true;
  }

  protected async learn(data: Sample): Promise<number> {
    const values = await readSeries(`${kind}.fit`, data);
    this.#judge = this.#newJudge();
    return this.#take(values);
  }

  protected async learnMore(data: Sample): Promise<number> {
    return this.#take(await readSeries(`${kind}.partialFit`, data));
  }

  #take(values: Float64Array): number {
    for (const value of values) this.#judge.push(value);
    return values.length;
  }

  /** What `update` would tell of the values if they came next; they are not taken in. */
  protected scoresOf(values: Float64Array): Float64Array | Promise<Float64Array> {
    if (this.method === "zscore") return this.#rollingScores(values);
    const judge = this.#judge.copy();
    return values.map((value) => {
      const { score } = this.#tell(judge, value);
      judge.push(value);
      return score;
    });
  }

  async #rollingScores(values: Float64Array): Promise<Float64Array> {
    const before = this.#judge.values;
    const joined = concatenated([before, values]);
    const window = Math.min(this.window, joined.length);
    const scores = rolling(joined, { window, minPeriods: Math.min(this.#warmup, window), closed: "left" }).zscore();
    const numbers = await elementsOf(scores);
    scores.dispose();
    return numbers.subarray(before.length).map((z) => (Number.isFinite(z) ? Math.abs(z) : 0));
  }

  protected async explainValue(values: Float64Array, row: number): Promise<Explained> {
    const judge = this.#judge.copy();
    for (const value of values.subarray(0, row)) judge.push(value);
    const value = values[row]!;
    const { score, expected, low, high } = this.#tell(judge, value);
    const known = judge.count;
    if (known < this.#warmup) return { score, reasons: [], cause: `${known} values before it are too few to judge it by` };
    const usual = Number.isNaN(low) ? "" : `, usual are ${rounded(low)} to ${rounded(high)}`;
    return { score, reasons: [{ name: this.method, value, expected, contribution: score }], cause: `expected ${rounded(expected)} by the ${known} values before it${usual}` };
  }

  override statistics(): StreamingStatistics {
    const { method, window, warmup } = this;
    return { ...super.statistics(), method, window, warmup, filled: this.#judge.count };
  }

  toJSON(): SavedDetector {
    const { threshold, contamination, method, window, warmup, seed, learnt, seen, found } = this;
    const trees = this.#judge.saved?.();
    const state = { values: Array.from(this.#judge.values), learnt, seen, found, ...(trees && { trees }) };
    return { kind, threshold, options: { contamination, method, window, warmup, seed }, state };
  }

  static fromJSON({ threshold, options, state }: SavedDetector): Streaming {
    const detector = new Streaming({ ...options, threshold: savedThreshold(threshold) });
    const { values, trees, learnt, seen, found } = state as { values: number[]; trees?: SavedDetector; learnt: number; seen: number; found: number };
    const { method, window, seed } = detector;
    detector.#judge = makeJudge({ method, window, seed }, values, trees);
    return Object.assign(detector, { learnt, seen, found });
  }
}

function checkedWarmup(warmup: number, window: number): number {
  if (Number.isInteger(warmup) && warmup >= 1 && warmup <= window) return warmup;
  throw new ValidationError(kind, `warmup is not a whole number from 1 to the window, ${window}: ${describeValue(warmup)}`);
}

/**
 * A detector for streams: `update(value)` judges each value by the `window` values before it, which do not contain it, so that it cannot hide itself. Nothing is carried
 * from window to window but the values: a value of 1e16 that left leaves no trace. Thresholds are 3 standard deviations (ddof 0) for "zscore", 3.5 for
 * "modified", 1.5 for "iqr", and 0.995 for "halfSpaceTrees", whose score is River's. Where the usual has no width (a constant window), the score is 0.
 *
 * As a detector of series it scores each value as `update` would. Throws `ValidationError` for an unknown method, and a window or warm-up out of range.
 */
export const streaming = (options?: StreamingOptions): Streaming => new Streaming(options);
