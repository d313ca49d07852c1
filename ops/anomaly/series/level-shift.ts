/** A detector of lasting jumps: the median after a moment is far from the one before it. */
import { quantileSorted } from "../../stats/quantile.ts";
import type { SavedDetector } from "../detector.ts";
import { savedShift, ShiftDetector, type ShiftOptions } from "./shift.ts";

export class LevelShift extends ShiftDetector {
  readonly kind = "anomaly.levelShift";
  protected readonly quantity = "median";

  constructor(options: ShiftOptions) {
    super("anomaly.levelShift", options);
  }

  protected summary(sorted: Float64Array): number {
    return quantileSorted(sorted, 0.5);
  }

  protected difference(before: number, after: number): number {
    return after - before;
  }

  protected floorOf(values: Float64Array): number {
    return 1e-12 * values.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
  }

  static fromJSON(saved: SavedDetector): LevelShift {
    return new LevelShift(savedShift(saved)).restore(saved);
  }
}

/**
 * A detector of level shifts as ADTK's `LevelShiftAD`. Moment t compares the medians of x[t .. t + window) and x[t - window .. t); the score is how many
 * interquartile ranges their distance lies above the third quartile of those that were learnt, 0 for less and at the ends, where a window does not fit. The
 * threshold is `c`. Throws `ValidationError` for a window below 2, an unknown direction and a series shorter than two windows.
 */
export const levelShift = (options: ShiftOptions): LevelShift => new LevelShift(options);
