/** A detector of lasting changes of the spread. */
import { ValidationError } from "../../errors.ts";
import { isConstant, momentsOf, stdOf } from "../../stats/moments.ts";
import { quantileSorted } from "../../stats/quantile.ts";
import type { SavedDetector } from "../detector.ts";
import { savedShift, ShiftDetector, type ShiftOptions } from "./shift.ts";

const kind = "anomaly.volatilityShift";

export interface VolatilityShiftOptions extends ShiftOptions {
  /** The measure of spread: the standard deviation (ddof 1), or the interquartile range, which outliers do not stretch. Default: "std". */
  readonly spread?: "std" | "iqr";
}

export class VolatilityShift extends ShiftDetector {
  readonly kind = kind;
  readonly spread: "std" | "iqr";

  constructor(options: VolatilityShiftOptions) {
    super(kind, options);
    const { spread = "std" } = options;
    if (spread !== "std" && spread !== "iqr") throw new ValidationError(kind, `spread is unknown: ${JSON.stringify(spread)}`, '"std" or "iqr"');
    this.spread = spread;
  }

  protected get quantity(): string {
    return this.spread === "std" ? "standard deviation" : "interquartile range";
  }

  protected summary(sorted: Float64Array): number {
    if (this.spread === "iqr") return quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25);
    const moments = momentsOf(sorted);
    return isConstant(moments) ? 0 : stdOf(moments);
  }

  /** Relative to the spread before; infinite when there was none. */
  protected difference(before: number, after: number): number {
    return before === after ? 0 : (after - before) / before;
  }

  protected floorOf(): number {
    return 1e-12;
  }

  protected override get own(): Readonly<Record<string, unknown>> {
    return { ...super.own, spread: this.spread };
  }

  static fromJSON(saved: SavedDetector): VolatilityShift {
    return new VolatilityShift(savedShift(saved)).restore(saved);
  }
}

/**
 * A detector of shifts of the spread as ADTK's `VolatilityShiftAD`: as `levelShift`, but what is compared is the spread, and the difference is relative to the
 * spread before. A fall is never more than -1: to find falls, turn the series around. Throws as `levelShift` does, and for an unknown `spread`.
 */
export const volatilityShift = (options: VolatilityShiftOptions): VolatilityShift => new VolatilityShift(options);
