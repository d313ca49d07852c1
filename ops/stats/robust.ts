/** Averages and spread that outliers hardly move. */
import { ValidationError } from "../errors.ts";
import type { Sample } from "../sample.ts";
import { momentsOf } from "./moments.ts";
import { knownValues, type NullOptions } from "./nulls.ts";
import { sortedOf } from "./order.ts";
import { quantilesOfSample } from "./quantiles.ts";

/** The third quartile of the standard normal distribution: what the median distance from the median is there. */
const normalMad = 0.67448975019608171;

export interface MadOptions extends NullOptions {
  /** `normal`: scaled so that it estimates the standard deviation of a normal distribution. Default: `none`. */
  readonly scale?: "none" | "normal";
}

/** The median absolute deviation: the median of the distances from the median, as `scipy.stats.median_abs_deviation`. Throws `ValidationError` when there is no value. */
export async function mad(x: Sample, { scale = "none", nulls }: MadOptions = {}): Promise<number> {
  const op = "stats.mad";
  if (scale !== "none" && scale !== "normal") throw new ValidationError(op, `unknown scale: ${String(scale)}`, "none or normal");
  const values = await knownValues(op, x, nulls);
  if (values === undefined) return NaN;
  const [middle] = (await quantilesOfSample(op, values, [0.5], "omit")) as [number];
  const [distance] = (await quantilesOfSample(op, values.map((value) => Math.abs(value - middle)), [0.5], "omit")) as [number];
  return scale === "normal" ? distance / normalMad : distance;
}

/** The mean without that proportion of the values at each end, as `scipy.stats.trim_mean`. Throws `ValidationError` for a proportion outside [0, 0.5) and when there is no value. */
export async function trimmedMean(x: Sample, proportion: number, { nulls }: NullOptions = {}): Promise<number> {
  const op = "stats.trimmedMean";
  if (typeof proportion !== "number" || !(proportion >= 0 && proportion < 0.5)) throw new ValidationError(op, `proportion is not in [0, 0.5): ${proportion}`, "of each end: 0.1 leaves out a fifth");
  const values = await knownValues(op, x, nulls);
  if (values === undefined) return NaN;
  const cut = Math.floor(proportion * values.length);
  return momentsOf((await sortedOf(op, values)).subarray(cut, values.length - cut)).mean;
}

export interface Mode {
  readonly value: number;
  /** How often it occurs. */
  readonly count: number;
}

/** The value that occurs most often, the least of several, as `scipy.stats.mode`. Throws `ValidationError` when there is no value. */
export async function mode(x: Sample, { nulls }: NullOptions = {}): Promise<Mode> {
  const op = "stats.mode";
  const values = await knownValues(op, x, nulls);
  if (values === undefined) return { value: NaN, count: NaN };
  const sorted = await sortedOf(op, values);
  let best: Mode = { value: sorted[0]!, count: 0 };
  for (let start = 0, i = 1; i <= sorted.length; i++) {
    if (sorted[i] === sorted[start]) continue;
    if (i - start > best.count) best = { value: sorted[start]!, count: i - start };
    start = i;
  }
  return best;
}
