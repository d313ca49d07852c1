/** Tukey's fences: values far outside of the quartiles. */
import type { Sample } from "../../sample.ts";
import { quantileSorted } from "../../stats/quantile.ts";
import type { DetectorOptions, SavedDetector } from "../detector.ts";
import { exactNumbers } from "../input.ts";
import { checkPositive } from "../series/series.ts";
import { savedOptions } from "../threshold.ts";
import { OrderedDetector, type Usual } from "./univariate.ts";

const kind = "anomaly.iqr";

export interface Fences {
  readonly q1: number;
  readonly q3: number;
  /** q1 - k (q3 - q1) and q3 + k (q3 - q1): what lies outside is an outlier. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * The quartiles of a sample and the fences around them, `k` interquartile ranges away (1.5 by default). At once. Source: Tukey, "Exploratory
 * Data Analysis" (1977). Throws `ValidationError` for no value, for NaN or an infinity, and for a `k` that is not above 0.
 */
export function iqrFences(values: Sample, k = 1.5): Fences {
  checkPositive("anomaly.iqrFences", "k", k);
  const { low: q1, high: q3, width } = quartilesOf(exactNumbers("anomaly.iqrFences", values).toSorted());
  return { q1, q3, lower: q1 - k * width, upper: q3 + k * width };
}

export function quartilesOf(sorted: Float64Array): Usual {
  const [low, high] = [quantileSorted(sorted, 0.25), quantileSorted(sorted, 0.75)];
  return { low, high, width: high - low };
}

/** Scores are distances from the box of the quartiles in interquartile ranges, 0 inside of it; the default threshold is 1.5. */
export class Iqr extends OrderedDetector {
  readonly kind = kind;
  protected readonly unit = "interquartile ranges";

  constructor(options: DetectorOptions = {}) {
    super(kind, 1.5, options);
  }

  protected usualOf(sorted: Float64Array): Usual {
    return quartilesOf(sorted);
  }

  toJSON(): SavedDetector {
    const { threshold, contamination } = this;
    return { kind, threshold, options: { contamination }, ...this.state };
  }

  static fromJSON(saved: SavedDetector): Iqr {
    return new Iqr(savedOptions(saved)).restore(saved);
  }
}

/**
 * A detector by Tukey's fences: the score is how many interquartile ranges a value lies outside of the quartiles, the default threshold 1.5;
 * 3 finds what is "far out". Where the quartiles are equal, all scores are 0 and `constant` tells so.
 */
export const iqr = (options?: DetectorOptions): Iqr => new Iqr(options);
