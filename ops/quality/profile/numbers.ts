/** Profiles of columns of numbers, booleans and dates: one sorted pass and one pass of moments, by kernels. */
import { eq, gt } from "../../math/comparison.ts";
import { sum } from "../../math/reduce.ts";
import { kurtosisOf, skewnessOf, stdOf, type Moments } from "../../stats/moments.ts";
import { momentsOfRows } from "../../stats/row-moments.ts";
import type { Column } from "../../table/column.ts";
import type { Tensor } from "../../tensor.ts";
import { distributionsIn, distributionTensor, type Distribution } from "../distribution.ts";
import { usualFence } from "../frequencies.ts";
import type { Weights } from "../overall.ts";
import { commonProfile, type ColumnProfile, type NumberProfile } from "./column-profile.ts";

/** `rows` holds the columns one after the other, [columns, rows], float32 or float64. */
export async function profileNumbers(columns: readonly Column[], rows: Tensor, weights?: Partial<Weights>): Promise<ColumnProfile[]> {
  const op = "quality.report";
  const length = rows.shape[1]!;
  const distributions = distributionsIn(await distributionTensor(op, rows, usualFence).data(), length);
  const moments = await momentsOfRows(op, rows);
  return columns.map(({ name, type }, i) => {
    const distribution = distributions[i]!;
    const present = length - distribution.nulls;
    const consistent = type === "boolean" ? present : distribution.inside;
    const profile = commonProfile(name, type, distribution, present - distribution.infinite, consistent, weights);
    return type === "boolean" ? profile : { ...profile, numbers: numberProfile(distribution, moments[i]!) };
  });
}

/** Of dates: how many lie after `now`, and how many are 0. */
export async function countDates(x: Tensor, now: number): Promise<{ future: number; epoch: number }> {
  return { future: await sum(gt(x, now)).item(), epoch: await sum(eq(x, 0)).item() };
}

function numberProfile({ length, nulls, infinite, zeros, negative, inside, quantiles, histogram }: Distribution, moments: Moments): NumberProfile {
  const [min, p01, p05, q1, median, q3, p95, p99, max] = quantiles as readonly [number, number, number, number, number, number, number, number, number];
  return {
    mean: moments.mean, std: stdOf(moments, 0), skewness: skewnessOf(moments), kurtosis: kurtosisOf(moments),
    min, p01, p05, q1, median, q3, p95, p99, max,
    zeros, negative, infinite, outliers: length - nulls - inside, histogram,
  };
}
