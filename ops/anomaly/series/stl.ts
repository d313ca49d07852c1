/** STL: a series as trend, season and remainder. Cleveland, Cleveland, McRae and Terpenning, "STL: a seasonal-trend decomposition procedure based on loess" (1990). */
import { ValidationError } from "../../errors.ts";
import { add, sub } from "../../math/arithmetic.ts";
import { slice } from "../../math/slice.ts";
import { applyOnHost } from "../../operand.ts";
import type { Sample } from "../../sample.ts";
import { scope } from "../../scope.ts";
import type { Tensor } from "../../tensor.ts";
import { loess } from "./loess.ts";
import { movingAverage } from "./moving-average.ts";
import { medianOf } from "./robust.ts";
import { checkCount, readSeries, seriesTensor } from "./series.ts";

/** The names are those of statsmodels' `STL`, and so are the defaults. */
export interface StlOptions {
  /** Observations of a season, 2 or more: 12 for months in years, 24 for hours in days. */
  readonly period: number;
  /** Seasons that the seasonal smoother looks at, odd and 3 or more. The more, the steadier the season. Default: 7. */
  readonly seasonal?: number;
  /** Window of the trend smoother, odd and greater than the period. Default: the next odd number from 1.5 period / (1 - 1.5 / seasonal) on. */
  readonly trend?: number;
  /** Window of the low-pass smoother, odd and greater than the period. Default: the next odd number after the period. */
  readonly lowPass?: number;
  /** 1: a line is fitted in each window; 0: a mean. Default: 1. */
  readonly seasonalDegree?: 0 | 1;
  readonly trendDegree?: 0 | 1;
  readonly lowPassDegree?: 0 | 1;
  /** Only every so many places are smoothed, the rest is interpolated: faster, less exact. Default: 1. */
  readonly seasonalJump?: number;
  readonly trendJump?: number;
  readonly lowPassJump?: number;
  /** Whether observations far from the fit count less, so that outliers stay in the remainder. Default: false. */
  readonly robust?: boolean;
  /** Rounds of season and trend. Default: 5, or 2 when robust. */
  readonly inner?: number;
  /** Rounds of weights. Default: 0, or 15 when robust. */
  readonly outer?: number;
}

/** The parts of a series, float64 [n] each; trend + seasonal + remainder is the series. */
export interface Decomposition {
  readonly trend: Tensor;
  readonly seasonal: Tensor;
  readonly remainder: Tensor;
  /** How much each observation counted, from 0 to 1; all 1 when not robust. */
  readonly weights: Tensor;
}

/**
 * Decomposes a series by LOESS, as statsmodels' `STL(...).fit()` does (agrees to 1e-10). Calculated in float64 on the host, so a series of a GPU is
 * read first. Throws `ValidationError` for a period below 2, windows that are even or too short, fewer than two periods, and values that are not
 * finite; `ShapeError` for more than one axis.
 */
export async function stl(x: Sample, options: StlOptions): Promise<Decomposition> {
  const plan = planOf("anomaly.stl", options);
  const numbers = await readSeries("anomaly.stl", x, 2 * plan.period);
  return scope(() => decompose("anomaly.stl", numbers, plan));
}

export type StlPlan = Required<StlOptions>;

/** Far beyond where anything changes. */
const mostRounds = 1000;

/** The options with their defaults, checked. */
export function planOf(op: string, options: StlOptions): StlPlan {
  const { period, seasonal = 7, robust = false } = options;
  checkCount(op, "period", period, 2);
  checkCount(op, "seasonal", seasonal, 3, true);
  const defaults = { trend: oddFrom(Math.ceil((1.5 * period) / (1 - 1.5 / seasonal))), lowPass: oddFrom(period + 1), inner: robust ? 2 : 5, outer: robust ? 15 : 0 };
  const degrees = { seasonalDegree: 1, trendDegree: 1, lowPassDegree: 1 } as const;
  const plan: StlPlan = { ...defaults, ...degrees, seasonalJump: 1, trendJump: 1, lowPassJump: 1, ...definedOnly(options), seasonal, robust, period };
  for (const name of ["trend", "lowPass"] as const) {
    checkCount(op, name, plan[name], 3, true);
    if (plan[name] <= period) throw new ValidationError(op, `${name} is not greater than the period, ${period}: ${plan[name]}`);
  }
  for (const name of ["seasonalDegree", "trendDegree", "lowPassDegree"] as const) {
    if (plan[name] !== 0 && plan[name] !== 1) throw new ValidationError(op, `${name} is not 0 or 1: ${plan[name]}`);
  }
  for (const name of ["seasonalJump", "trendJump", "lowPassJump"] as const) checkCount(op, name, plan[name], 1);
  checkCount(op, "inner", plan.inner, 1, false, mostRounds);
  checkCount(op, "outer", plan.outer, 0, false, mostRounds);
  return plan;
}

const oddFrom = (count: number): number => count + (count % 2 === 0 ? 1 : 0);

const definedOnly = (options: StlOptions): StlOptions => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as unknown as StlOptions;

/** The parts of a series that was read and checked. */
export function decompose(op: string, numbers: Float64Array, plan: StlPlan): Decomposition {
  const y = seriesTensor(op, numbers);
  let weights: Tensor | undefined;
  let parts = smoothParts(op, y, weights, undefined, plan);
  for (let round = 0; round < plan.outer; round++) {
    const before = [parts.trend, parts.seasonal, weights];
    const reweighed = scope(() => {
      const next = robustWeights(op, y, add(parts.trend, parts.seasonal));
      return { next, parts: smoothParts(op, y, next, parts.trend, plan) };
    });
    weights = reweighed.next;
    parts = reweighed.parts;
    for (const tensor of before) tensor?.dispose(); // rounds would add up to much memory
  }
  return { ...parts, remainder: sub(sub(y, parts.seasonal), parts.trend), weights: weights ?? seriesTensor(op, new Float64Array(numbers.length).fill(1)) };
}

interface Parts {
  readonly trend: Tensor;
  readonly seasonal: Tensor;
}

/** The inner loop. It begins with the trend that was found before. */
function smoothParts(op: string, y: Tensor, weights: Tensor | undefined, before: Tensor | undefined, plan: StlPlan): Parts {
  let trend = before;
  let seasonal = y;
  for (let round = 0; round < plan.inner; round++) {
    ({ trend, seasonal } = scope(() => smoothOnce(op, y, weights, trend, plan)));
  }
  return { trend: trend!, seasonal };
}

/** A season is what is left of the smoothed cycles without their slow part; the trend is what is left of the series without the season. */
function smoothOnce(op: string, y: Tensor, weights: Tensor | undefined, trend: Tensor | undefined, plan: StlPlan): Parts {
  const { period } = plan;
  const detrended = trend === undefined ? y : sub(y, trend);
  const cycles = loess(op, detrended, weights, { length: plan.seasonal, degree: plan.seasonalDegree, jump: plan.seasonalJump, stride: period, extended: true });
  const averaged = [period, period, 3].reduce((x, length) => movingAverage(op, x, length), cycles);
  const slow = loess(op, averaged, undefined, { length: plan.lowPass, degree: plan.lowPassDegree, jump: plan.lowPassJump });
  const seasonal = sub(slice(cycles, [period, period + y.size]), slow);
  return { seasonal, trend: loess(op, sub(y, seasonal), weights, { length: plan.trend, degree: plan.trendDegree, jump: plan.trendJump }) };
}

/** The bisquare of the distance from the fit, over six times its median: 1 on the fit, 0 far from it. */
function robustWeights(op: string, y: Tensor, fit: Tensor): Tensor {
  const weigh = (observed: unknown, fitted: unknown): Float64Array[] => {
    const distances = (observed as Float64Array).map((value, i) => Math.abs(value - (fitted as Float64Array)[i]!));
    const far = 6 * medianOf(distances);
    return [far === 0 ? distances.fill(1) : distances.map((distance) => bisquare(distance, far))];
  };
  return applyOnHost(op, [y, fit], [{ dtype: "float64", shape: y.shape }], weigh)[0]!;
}

/** The guards against rounding are those of Cleveland's program. */
function bisquare(distance: number, far: number): number {
  if (distance <= 0.001 * far) return 1;
  return distance <= 0.999 * far ? (1 - (distance / far) ** 2) ** 2 : 0;
}
