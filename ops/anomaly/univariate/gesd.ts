/** The generalized ESD test as a detector. */
import { isConstant, momentsOf, stdOf } from "../../stats/moments.ts";
import type { SavedDetector } from "../detector.ts";
import { checkAlpha, criticalValue, takeExtremes, type GesdOptions, type GesdStep } from "./gesd-test.ts";
import { OrderedDetector, type Usual } from "./univariate.ts";

const kind = "anomaly.gesd";

/** Scores are |x - mean| / standard deviation (ddof 1) of the values that it learnt from but for the outliers among them. */
export class Gesd extends OrderedDetector {
  readonly kind = kind;
  protected readonly unit = "standard deviations of the rest";
  readonly alpha: number;
  readonly maxOutliers: number | undefined;
  #steps: readonly GesdStep[] = [];

  constructor(options: GesdOptions = {}) {
    super(kind, Infinity);
    const { alpha = 0.05, maxOutliers } = options;
    checkAlpha(kind, alpha);
    this.alpha = alpha;
    this.maxOutliers = maxOutliers;
  }

  /** The steps of the test of all values that it learnt from. */
  get steps(): readonly GesdStep[] {
    return this.#steps;
  }

  /** The threshold becomes the critical value that the next outlier would have had to exceed. */
  protected usualOf(sorted: Float64Array): Usual {
    const { alpha, maxOutliers } = this;
    const { steps, taken, outliers } = takeExtremes(kind, sorted, { alpha, ...(maxOutliers !== undefined && { maxOutliers }) });
    const gone = new Set(taken.slice(0, outliers));
    const rest = sorted.filter((_, place) => !gone.has(place));
    const moments = momentsOf(rest);
    this.#steps = steps;
    this.threshold = criticalValue(sorted.length, Math.min(outliers + 1, sorted.length - 2), alpha);
    return { low: moments.mean, high: moments.mean, width: isConstant(moments) ? 0 : stdOf(moments) };
  }

  toJSON(): SavedDetector {
    const { threshold, alpha, maxOutliers } = this;
    return { kind, threshold, options: { alpha, maxOutliers }, ...this.state };
  }

  static fromJSON(saved: SavedDetector): Gesd {
    return new Gesd(saved.options).restore(saved);
  }
}

/**
 * A detector of outliers in a normal sample that do not hide each other: `fit` runs the test of Rosner, whose table is `steps`; the score of a value is its
 * distance from the mean of the rest in standard deviations (ddof 1), and the threshold is the critical value of the step after the last outlier. The same test
 * without a detector: `gesdTest`. Throws `ValidationError` for fewer than 3 values.
 */
export const gesd = (options?: GesdOptions): Gesd => new Gesd(options);
