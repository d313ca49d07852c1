/** How a series resembles itself some steps later. */
import { ComputationError, ValidationError } from "../errors.ts";
import { numbersOf, type Sample } from "../sample.ts";
import { isConstant, momentsOf } from "./moments.ts";

/**
 * The autocorrelation of a series at the lags 0 to `lags`, or at the lags that are listed: Σ (x[i] - mean)(x[i + lag] - mean) / Σ (x[i] - mean)^2, as NIST and
 * statsmodels' `acf`. Throws `ValidationError` for a NaN, an empty series and lags that are not in [0, n), `ComputationError` when all values are equal.
 */
export async function autocorrelation(x: Sample, lags: number | readonly number[]): Promise<number[]> {
  const op = "stats.autocorrelation";
  const values = await numbersOf(op, x);
  const asked: readonly number[] = Array.isArray(lags) ? lags : [lags as number];
  if (asked.length === 0 || !asked.every((lag) => Number.isInteger(lag) && lag >= 0 && lag < values.length)) {
    throw new ValidationError(op, `not lags of a series of ${values.length}: ${String(lags)}`, "whole numbers from 0 on");
  }
  const broken = values.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0) throw new ValidationError(op, `element ${broken} is not a finite number: ${values[broken]}`);
  const moments = momentsOf(values);
  if (isConstant(moments)) throw new ComputationError(op, `all values are equal: ${moments.min}`);
  const distances = values.map((value) => value - moments.mean);
  return (typeof lags === "number" ? Array.from({ length: lags + 1 }, (_, lag) => lag) : lags).map((lag) => productAt(distances, lag) / moments.m2);
}

function productAt(distances: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < distances.length; i++) sum += distances[i]! * distances[i - lag]!;
  return sum;
}
