/** A detector of values that fit neither trend nor season. */
import { ComputationError, ValidationError } from "../../errors.ts";
import { scope } from "../../scope.ts";
import type { DetectorOptions, Explanation, SavedDetector } from "../detector.ts";
import { rounded } from "../rounded.ts";
import type { Sample } from "../../sample.ts";
import { periodOf } from "./period.ts";
import { medianOf, robustScale } from "./robust.ts";
import { StudyingDetector, type Explained } from "./series-detector.ts";
import { checkCount } from "./series.ts";
import { decompose, planOf } from "./stl.ts";

const kind = "anomaly.seasonal";

export interface SeasonalOptions extends DetectorOptions {
  /** Observations of a season, 2 or more; "auto": `fit` finds it. Default: "auto". */
  readonly period?: number | "auto";
  /** Whether outliers are kept out of trend and season; without, they pull both towards themselves. Default: true. */
  readonly robust?: boolean;
}

/** What `fit` learnt. */
export interface Season {
  readonly period: number;
  /** The median of the remainders. */
  readonly centre: number;
  /** Their spread: 1.4826 times their median distance from the centre, a standard deviation for normal remainders. */
  readonly scale: number;
}

/** An explanation in the parts of the series. */
export interface SeasonalExplanation extends Explanation {
  readonly observed: number;
  /** trend + seasonal */
  readonly expected: number;
  readonly trend: number;
  readonly seasonal: number;
  readonly remainder: number;
  /** What a score of 1 is, in the unit of the series. */
  readonly scale: number;
}

/** Remainders below this share of the greatest value are rounding, and no scale. */
const roundingShare = 1e-12;

export class Seasonal extends StudyingDetector<Season> {
  readonly kind = kind;
  readonly period: number | "auto";
  readonly robust: boolean;

  constructor(options: SeasonalOptions = {}) {
    super(kind, 3.5, options);
    const { period = "auto", robust = true } = options;
    if (typeof period === "string" && period !== "auto") throw new ValidationError(kind, `period is neither a number nor "auto": ${JSON.stringify(period)}`);
    if (period !== "auto") checkCount(kind, "period", period, 2);
    this.period = period;
    this.robust = robust;
  }

  protected async study(history: Float64Array): Promise<Season> {
    const period = this.period === "auto" ? periodOf(history)?.period : this.period;
    if (period === undefined) throw new ComputationError(`${kind}.fit`, `no period found in ${history.length} values`, "give one: { period: 24 }");
    const { remainder } = await this.#partsOf(history, period);
    const centre = medianOf(remainder);
    return { period, centre, scale: Math.max(robustScale(remainder, centre), roundingShare * greatestOf(history)) };
  }

  protected async scoresOf(values: Float64Array): Promise<Float64Array> {
    const { remainder } = await this.#partsOf(values, this.known.period);
    return remainder.map((value) => this.#scoreOf(value));
  }

  protected async explainValue(values: Float64Array, row: number): Promise<Explained> {
    const { known } = this;
    const parts = await this.#partsOf(values, known.period);
    const [trend, seasonal, remainder] = [parts.trend[row]!, parts.seasonal[row]!, parts.remainder[row]!];
    const [observed, expected, score] = [values[row]!, trend + seasonal, this.#scoreOf(remainder)];
    const inParts = { observed, expected, trend, seasonal, remainder, scale: known.scale };
    const reasons = [{ name: "remainder", value: observed, expected, contribution: score }];
    const cause = `expected ${rounded(expected)} = trend ${rounded(trend)} + season ${rounded(seasonal)}; remainder ${rounded(remainder)} where ${rounded(known.scale)} is usual`;
    return { score, reasons, cause, ...inParts };
  }

  override explain(data: Sample, row: number): Promise<SeasonalExplanation> {
    return super.explain(data, row) as Promise<SeasonalExplanation>;
  }

  #scoreOf(remainder: number): number {
    const { centre, scale } = this.known;
    return scale === 0 ? 0 : Math.abs(remainder - centre) / scale;
  }

  async #partsOf(values: Float64Array, period: number): Promise<Readonly<Record<"trend" | "seasonal" | "remainder", Float64Array>>> {
    if (values.length < 2 * period) throw new ValidationError(kind, `the series is too short: ${values.length} values`, `two periods of ${period} are needed`);
    const parts = scope(() => decompose(kind, values, planOf(kind, { period, robust: this.robust })));
    const [trend, seasonal, remainder] = (await Promise.all([parts.trend.data(), parts.seasonal.data(), parts.remainder.data()])) as [Float64Array, Float64Array, Float64Array];
    for (const part of Object.values(parts)) part.dispose();
    return { trend, seasonal, remainder };
  }

  protected get own(): { readonly period: number | "auto"; readonly robust: boolean } {
    return { period: this.period, robust: this.robust };
  }

  static fromJSON(saved: SavedDetector): Seasonal {
    return new Seasonal(saved.options).restore(saved);
  }
}

const greatestOf = (values: Float64Array): number => values.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);

/**
 * A detector of values that trend and season do not explain: both are taken off by STL, and the score is the distance of the remainder from the median of
 * those that were learnt, in robust standard deviations. The default threshold is 3.5. `known.period` is the period it found. Scored data has to hold two
 * periods. Throws `ComputationError` when no period is found, `ValidationError` for a period below 2 and for a series of less than two periods.
 */
export const seasonal = (options?: SeasonalOptions): Seasonal => new Seasonal(options);
