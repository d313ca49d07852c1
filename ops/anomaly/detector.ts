/**
 * What every detector can do, whatever it looks at: rows of features or a series. Learning and scoring are each detector's own; the threshold, the
 * counters and what is kept as JSON are the same for all and stand here.
 */
import { ComputationError, ValidationError } from "../errors.ts";
import { gt } from "../math/index.ts";
import { describeValue } from "../sample.ts";
import { withOwned } from "../stats/owned.ts";
import type { Tensor } from "../tensor.ts";
import { quantileOf } from "./threshold.ts";

export interface DetectorOptions {
  /** Scores above it are anomalies. Default: the detector's own, told where it is made. Can be changed at any time. */
  readonly threshold?: number;
  /** The share of the data for `fit` that is taken for anomalies, above 0 and at most 0.5: sets the threshold to the R-7 quantile of their scores that so many exceed. */
  readonly contamination?: number;
}

/** Why a row, or a moment of a series, scored as it did. */
export interface Explanation {
  readonly row: number;
  readonly score: number;
  readonly threshold: number;
  readonly isAnomaly: boolean;
  /** What made the score, the most important first. */
  readonly reasons: readonly Reason[];
  /** The same as a sentence. */
  readonly text: string;
}

export interface Reason {
  /** What was looked at: `feature 3`, `season`, ... */
  readonly name: string;
  readonly value: number;
  /** What would have been usual. */
  readonly expected?: number;
  /** Its part of the score, in the detector's own unit. */
  readonly contribution: number;
}

/** What a detector did so far. */
export interface DetectorStatistics {
  readonly detector: string;
  readonly threshold: number;
  /** Rows learnt from. */
  readonly learnt: number;
  /** Rows scored by `predict`, `anomalies` or one by one, and how many of them were anomalies. */
  readonly seen: number;
  readonly anomalies: number;
  /** Milliseconds, measured. */
  readonly fitMs: number;
  readonly scoreMs: number;
}

/** A detector as JSON. `kind` finds the class that reads it again. */
export interface SavedDetector {
  readonly kind: string;
  readonly threshold: number;
  readonly options: Readonly<Record<string, unknown>>;
  /** What was learnt; absent before `fit`. */
  readonly state?: unknown;
}

/** An anomaly that was found. */
export interface Anomaly {
  /** The row, or the place in the series. */
  readonly index: number;
  readonly score: number;
}

export abstract class Detector<Input> {
  /** As in its JSON. */
  abstract readonly kind: string;
  /** Scores above it are anomalies; takes effect with the next `predict`. */
  threshold: number;
  readonly contamination: number | undefined;
  protected learnt = 0;
  protected seen = 0;
  protected found = 0;
  protected fitMs = 0;
  protected scoreMs = 0;

  constructor(op: string, usual: number, { threshold = usual, contamination }: DetectorOptions = {}) {
    if (typeof threshold !== "number" || Number.isNaN(threshold)) throw new ValidationError(op, `threshold is not a number: ${describeValue(threshold)}`);
    if (contamination !== undefined && (typeof contamination !== "number" || !(contamination > 0 && contamination <= 0.5))) {
      throw new ValidationError(op, `contamination is not in (0, 0.5]: ${describeValue(contamination)}`, "the share of anomalies, such as 0.01");
    }
    this.threshold = threshold;
    this.contamination = contamination;
  }

  /** Learns what is usual, forgetting what was learnt before. Returns how many rows it learnt from. */
  protected abstract learn(data: Input): Promise<number>;
  /** Learns from more data. Returns how many rows it learnt from. */
  protected abstract learnMore(data: Input): Promise<number>;
  /** One score a row, the greater the stranger. */
  protected abstract scores(data: Input): Promise<Tensor>;
  /** Why that row of the data scored as it did. Throws `ValidationError` for a row that is not there. */
  abstract explain(data: Input, row: number): Promise<Explanation>;
  /** For `JSON.stringify`; `anomaly.fromJSON` reads it. */
  abstract toJSON(): SavedDetector;

  /** Learns what is usual, forgetting what was learnt before. */
  async fit(data: Input): Promise<this> {
    const start = performance.now();
    this.learnt = await withOwned(this.kind, data, (own) => this.learn(own));
    if (this.contamination !== undefined) this.threshold = quantileOf(await readAndDispose(await this.#scored(data)), 1 - this.contamination);
    this.fitMs += performance.now() - start;
    return this;
  }

  /** Learns from more data, keeping what was learnt before. */
  async partialFit(data: Input): Promise<this> {
    const start = performance.now();
    this.learnt += await withOwned(this.kind, data, (own) => this.learnMore(own));
    this.fitMs += performance.now() - start;
    return this;
  }

  /** One score a row [n], the greater the stranger. Throws `ComputationError` before `fit`. */
  async score(data: Input): Promise<Tensor> {
    if (this.learnt === 0) throw new ComputationError(`${this.kind}.score`, "nothing was learnt yet", "call fit first");
    return this.timed(data);
  }

  protected async timed(data: Input): Promise<Tensor> {
    const start = performance.now();
    const scores = await this.#scored(data);
    this.scoreMs += performance.now() - start;
    return scores;
  }

  #scored(data: Input): Promise<Tensor> {
    return withOwned(this.kind, data, (own) => this.scores(own));
  }

  /** Whether each row is an anomaly, bool [n]: its score is above the threshold. */
  async predict(data: Input): Promise<Tensor> {
    const scores = await this.score(data);
    try {
      this.count(await scores.data());
      return gt(scores, this.threshold);
    } finally {
      scores.dispose();
    }
  }

  /** The rows that are anomalies, in order. */
  async anomalies(data: Input): Promise<Anomaly[]> {
    const scores = await readAndDispose(await this.score(data));
    this.count(scores);
    return Array.from(scores, (score, index) => ({ index, score })).filter(({ score }) => score > this.threshold);
  }

  /** What it did so far. */
  statistics(): DetectorStatistics {
    const { kind, threshold, learnt, seen, found, fitMs, scoreMs } = this;
    return { detector: kind, threshold, learnt, seen, anomalies: found, fitMs, scoreMs };
  }

  /** What it is, what it knows, and what it found. */
  toString(): string {
    const { kind, threshold, learnt, seen, found } = this;
    const count = (rows: number): string => `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}`;
    const says = [`threshold ${threshold}`, learnt === 0 ? "nothing learnt yet" : `learnt from ${count(learnt)}`, ...(seen > 0 ? [`${found.toLocaleString("en")} of ${count(seen)} were anomalies`] : [])];
    return `${kind}: ${says.join(", ")}`;
  }

  /** How notebooks show it. */
  [Symbol.for("Jupyter.display")](): { "text/plain": string } {
    return { "text/plain": String(this) };
  }

  protected count(scores: ArrayLike<number>): void {
    this.seen += scores.length;
    for (let i = 0; i < scores.length; i++) if (scores[i]! > this.threshold) this.found++;
  }
}

async function readAndDispose(scores: Tensor): Promise<ArrayLike<number>> {
  try {
    return await scores.data();
  } finally {
    scores.dispose();
  }
}
