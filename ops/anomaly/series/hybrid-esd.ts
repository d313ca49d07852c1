/** S-H-ESD: outliers of a series without its season. Hochenbaum, Vallis and Kejariwal, "Automatic anomaly detection in the cloud via statistical learning" (2017). */
import { ComputationError, ValidationError } from "../../errors.ts";
import type { Sample } from "../../sample.ts";
import { scope } from "../../scope.ts";
import type { Anomaly } from "../detector.ts";
import { checkAlpha, criticalValue } from "../univariate/gesd-test.ts";
import { periodOf } from "./period.ts";
import { medianOf } from "./robust.ts";
import { checkCount, readSeries } from "./series.ts";
import { checkDirection, type Direction } from "./shift.ts";
import { decompose, planOf } from "./stl.ts";

const op = "anomaly.seasonalHybridEsd";

export interface HybridEsdOptions {
  /** Observations of a season, 2 or more; "auto" finds it. Default: "auto". */
  readonly period?: number | "auto";
  /** The largest share of the values that can be anomalies, above 0 and at most 0.49. Default: 0.1. */
  readonly maxAnomalies?: number;
  /** The level of the test, between 0 and 1. Default: 0.05. */
  readonly alpha?: number;
  /** Whether values above, below, or both are looked for. Default: "both". */
  readonly direction?: Direction;
  /** The season by robust STL, which follows slow changes, or as the median of each of its moments. Default: "stl". */
  readonly season?: "stl" | "median";
}

/** An anomaly; its score is the test's R: the distance from the median in robust standard deviations. */
export interface HybridAnomaly extends Anomaly {
  readonly value: number;
  /** Season plus median. */
  readonly expected: number;
  /** λ: what R has to exceed for it, or for one that is less extreme. */
  readonly criticalValue: number;
}

export interface HybridEsd {
  readonly period: number;
  /** In the order of the series. */
  readonly anomalies: readonly HybridAnomaly[];
}

/**
 * Takes the season and the median off and tests what is left with the generalized ESD test, with the median and 1.4826 MAD in place of mean and standard
 * deviation. A trend stays in, as in the paper: for series that have one, see `seasonal`. Where half of what is left is equal, nothing can be told
 * and nothing is found. Throws `ComputationError` when no period is found; `ValidationError` for options out of their range, less than two periods
 * and values that are not finite.
 */
export async function seasonalHybridEsd(x: Sample, options: HybridEsdOptions = {}): Promise<HybridEsd> {
  const { period: asked = "auto", maxAnomalies = 0.1, alpha = 0.05, direction = "both", season = "stl" } = options;
  checkOptions({ period: asked, maxAnomalies, alpha, direction, season });
  const values = await readSeries(op, x, 6);
  const period = asked === "auto" ? periodOf(values)?.period : asked;
  if (period === undefined) throw new ComputationError(op, `no period found in ${values.length} values`, "give one: { period: 24 }");
  if (values.length < 2 * period) throw new ValidationError(op, `the series is too short: ${values.length} values`, `two periods of ${period} are needed`);
  const middle = medianOf(values);
  const seasonal = season === "stl" ? await seasonByStl(values, period) : seasonByMedians(values, period, middle);
  const rest = values.map((value, i) => value - seasonal[i]! - middle);
  const most = Math.max(1, Math.floor(maxAnomalies * values.length));
  const found = extremes(rest, most, alpha, direction);
  const anomalies = found.map((extreme) => ({ ...extreme, value: values[extreme.index]!, expected: seasonal[extreme.index]! + middle }));
  return { period, anomalies: anomalies.toSorted((a, b) => a.index - b.index) };
}

function checkOptions({ period, maxAnomalies, alpha, direction, season }: Required<HybridEsdOptions>): void {
  if (period !== "auto") checkCount(op, "period", period, 2);
  if (!(maxAnomalies > 0 && maxAnomalies <= 0.49)) throw new ValidationError(op, `maxAnomalies is not in (0, 0.49]: ${maxAnomalies}`, "a share of the values");
  checkAlpha(op, alpha);
  checkDirection(op, direction);
  if (season !== "stl" && season !== "median") throw new ValidationError(op, `season is unknown: ${JSON.stringify(season)}`, '"stl" or "median"');
}

async function seasonByStl(values: Float64Array, period: number): Promise<Float64Array> {
  const parts = scope(() => decompose(op, values, planOf(op, { period, robust: true })));
  const seasonal = (await parts.seasonal.data()) as Float64Array;
  for (const part of Object.values(parts)) part.dispose();
  return seasonal;
}

function seasonByMedians(values: Float64Array, period: number, middle: number): Float64Array {
  const medians = Array.from({ length: period }, (_, moment) => medianOf(every(values, period, moment)) - middle);
  return values.map((_, i) => medians[i % period]!);
}

/** The values of one moment of all seasons. */
const every = (values: Float64Array, period: number, moment: number): Float64Array =>
  Float64Array.from({ length: Math.ceil((values.length - moment) / period) }, (_, i) => values[moment + i * period]!);

type Extreme = Pick<HybridAnomaly, "index" | "score" | "criticalValue">;

/** The test: the farthest value is taken off again and again; all are outliers up to the last one whose R exceeds its λ. */
function extremes(rest: Float64Array, most: number, alpha: number, direction: Direction): Extreme[] {
  const n = rest.length;
  const order = Uint32Array.from(rest, (_, place) => place).toSorted((a, b) => rest[a]! - rest[b]! || a - b);
  const sorted = Float64Array.from(order, (place) => rest[place]!);
  const rounding = 1e-12 * Math.max(Math.abs(sorted[0]!), Math.abs(sorted[n - 1]!));
  const taken: Extreme[] = [];
  let outliers = 0;
  let [first, end] = [0, n];
  for (let i = 1; i <= most; i++) {
    const centre = middleOf(first, end, (k) => sorted[k]!);
    const scale = 1.482602218505602 * middleOf(0, end - first, (k) => nearest(sorted, first, end, centre, k));
    if (scale <= rounding) break;
    const [above, below] = [sorted[end - 1]! - centre, centre - sorted[first]!];
    const isAbove = direction === "positive" || (direction === "both" && above > below);
    const score = (isAbove ? above : below) / scale;
    const limit = criticalValue(n, i, direction === "both" ? alpha : 2 * alpha); // looked for on one side only, all of the level is there
    taken.push({ index: order[isAbove ? --end : first++]!, score, criticalValue: limit });
    if (score > limit) outliers = i;
  }
  return taken.slice(0, outliers);
}

/** The median of `at(from)` to before `at(to)`, ascending. */
function middleOf(from: number, to: number, at: (k: number) => number): number {
  const [low, high] = [(from + to - 1) >> 1, (from + to) >> 1];
  return low === high ? at(low) : (at(low) + at(high)) / 2;
}

/** The distance of the k-th nearest number to the centre, counted from 0: the k + 1 nearest ones are neighbours in the order. */
function nearest(sorted: Float64Array, first: number, end: number, centre: number, k: number): number {
  let [low, high] = [first, end - 1 - k];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle + k]! - centre < centre - sorted[middle]!) low = middle + 1;
    else high = middle;
  }
  const reach = (start: number): number => Math.max(centre - sorted[start]!, sorted[start + k]! - centre);
  return low > first ? Math.min(reach(low), reach(low - 1)) : reach(low);
}
