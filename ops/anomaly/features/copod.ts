/** Outliers by empirical copulas (Li, Zhao, Botta, Ionescu and Hu, 2020). */
import type { DetectorOptions, SavedDetector } from "../detector.ts";
import { TailDetector } from "./tails.ts";
import { orTenth, savedOptions } from "../threshold.ts";

const kind = "anomaly.copod";

/** Scores are sums over the features of minus the logarithm of the tail on the side of the skewness, or of the mean of both when that is greater. */
export class Copod extends TailDetector {
  readonly kind = kind;
  protected readonly atLeast = "mean";

  constructor(options: DetectorOptions = {}) {
    super(kind, Infinity, orTenth(options));
  }

  static fromJSON(saved: SavedDetector): Copod {
    return new Copod(savedOptions(saved)).restore(saved);
  }
}

/**
 * A detector of rows whose numbers lie far out in the tails, without anything to set: a feature contributes -log of the tail on the side of its skewness,
 * or the mean of -log of both tails when that is greater, as PyOD's COPOD. Without a threshold or a contamination, the contamination is 0.1. A
 * constant feature contributes 0, where PyOD's scores are NaN.
 */
export const copod = (options?: DetectorOptions): Copod => new Copod(options);
