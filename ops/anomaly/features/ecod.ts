/** Outliers by empirical cumulative distributions (Li, Zhao, Hu, Botta, Ionescu and Chen, 2022). */
import type { DetectorOptions, SavedDetector } from "../detector.ts";
import { TailDetector } from "./tails.ts";
import { orTenth, savedOptions } from "../threshold.ts";

const kind = "anomaly.ecod";

/** Scores are sums over the features of minus the logarithm of the smallest of the tails. */
export class Ecod extends TailDetector {
  readonly kind = kind;
  protected readonly atLeast = "greater";

  constructor(options: DetectorOptions = {}) {
    super(kind, Infinity, orTenth(options));
  }

  static fromJSON(saved: SavedDetector): Ecod {
    return new Ecod(savedOptions(saved)).restore(saved);
  }
}

/**
 * A detector of rows whose numbers lie far out in the tails, without anything to set: a feature contributes the greatest of -log of the left tail, of
 * the right tail, and of the tail on the side of its skewness, as PyOD's ECOD. Without a threshold or a contamination, the contamination is 0.1. A
 * constant feature contributes 0, where PyOD's scores are NaN.
 */
export const ecod = (options?: DetectorOptions): Ecod => new Ecod(options);
