/** How a value is judged by the values before it. At once. */
import { momentsOf } from "../../stats/moments.ts";
import { quantileSorted } from "../../stats/quantile.ts";
import { SortedWindow } from "../../stats/windows.ts";
import type { SavedDetector } from "../detector.ts";
import { HalfSpaceTrees } from "../half-space-trees/half-space-trees.ts";
import { quartilesOf } from "../univariate/iqr.ts";
import { usualOf as robustUsual } from "../univariate/modified-zscore.ts";
import type { Usual } from "../univariate/univariate.ts";
import { spreadOf } from "../univariate/zscore.ts";

export const methods = ["zscore", "modified", "iqr", "halfSpaceTrees"] as const;
export type StreamingMethod = (typeof methods)[number];

export interface Judgement {
  readonly score: number;
  /** What would have been most usual. */
  readonly expected: number;
  /** From where to where a value scores at most `threshold`; NaN where a method has no such band. */
  band(threshold: number): readonly [number, number];
}

export interface Judge {
  /** How many values it judges by. */
  readonly count: number;
  /** These values, the oldest first. */
  readonly values: Float64Array;
  judge(value: number): Judgement;
  push(value: number): void;
  /** Another one that knows the same. */
  copy(): Judge;
  /** What it knows beside the values, for JSON. */
  saved?(): SavedDetector;
}

export interface JudgeOptions {
  readonly method: StreamingMethod;
  readonly window: number;
  readonly seed: number;
}

/** A judge that saw these values, of which it keeps as many as the window holds. */
export function makeJudge({ method, window, seed }: JudgeOptions, values: Iterable<number> = [], trees?: SavedDetector): Judge {
  if (method === "halfSpaceTrees") return trees === undefined ? newForest(window, seed, values) : new ForestJudge(window, values, HalfSpaceTrees.fromJSON(trees));
  return new BandJudge(window, values, usualBy[method]);
}

interface Band extends Usual {
  readonly expected: number;
}

/** The usual of the values in a window, which are ascending. */
const usualBy: Record<Exclude<StreamingMethod, "halfSpaceTrees">, (sorted: Float64Array) => Band> = {
  zscore: (sorted) => {
    const moments = momentsOf(sorted);
    return { low: moments.mean, high: moments.mean, width: spreadOf(moments), expected: moments.mean };
  },
  modified: (sorted) => {
    const usual = robustUsual(sorted);
    return { ...usual, expected: usual.low };
  },
  iqr: (sorted) => ({ ...quartilesOf(sorted), expected: quantileSorted(sorted, 0.5) }),
};

/** By how many widths a value lies outside of the usual; 0 where the usual has no width. All is calculated anew from the values in the window. */
class BandJudge implements Judge {
  readonly #window: SortedWindow;
  readonly #length: number;
  readonly #usualOf: (sorted: Float64Array) => Band;

  constructor(length: number, values: Iterable<number>, usualOf: (sorted: Float64Array) => Band) {
    this.#window = new SortedWindow(length);
    this.#length = length;
    this.#usualOf = usualOf;
    for (const value of values) this.push(value);
  }

  get count(): number {
    return this.#window.sorted.length;
  }

  get values(): Float64Array {
    return this.#window.values;
  }

  judge(value: number): Judgement {
    const { low, high, width, expected } = this.#usualOf(this.#window.sorted);
    const score = width === 0 ? 0 : Math.max(low - value, value - high, 0) / width;
    return { score, expected, band: (threshold) => [low - threshold * width, high + threshold * width] };
  }

  push(value: number): void {
    this.#window.push(value);
  }

  copy(): Judge {
    return new BandJudge(this.#length, this.values, this.#usualOf);
  }
}

/** More trees than for many features: they all cut the same one. */
const trees = 25;

function newForest(window: number, seed: number, values: Iterable<number>): ForestJudge {
  const judge = new ForestJudge(window, [], new HalfSpaceTrees({ window, trees, seed, scale: true }));
  for (const value of values) judge.push(value);
  return judge;
}

/** The score of half-space trees, and the median as what is expected. */
class ForestJudge implements Judge {
  readonly #window: SortedWindow;
  readonly #length: number;
  readonly #trees: HalfSpaceTrees;

  constructor(length: number, values: Iterable<number>, forest: HalfSpaceTrees) {
    this.#window = new SortedWindow(length);
    this.#length = length;
    this.#trees = forest;
    for (const value of values) this.#window.push(value);
  }

  get count(): number {
    return this.#window.sorted.length;
  }

  get values(): Float64Array {
    return this.#window.values;
  }

  judge(value: number): Judgement {
    return { score: this.#trees.scoreOne([value]), expected: quantileSorted(this.#window.sorted, 0.5), band: () => [NaN, NaN] };
  }

  push(value: number): void {
    this.#window.push(value);
    this.#trees.learnOne([value]);
  }

  copy(): Judge {
    return new ForestJudge(this.#length, this.values, HalfSpaceTrees.fromJSON(this.saved()));
  }

  saved(): SavedDetector {
    return this.#trees.toJSON();
  }
}
