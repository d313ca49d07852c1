/** Linear regression by ordinary least squares, with what statisticians read off it. */
import { shownAs } from "../display.ts";
import { ComputationError, ShapeError, ValidationError } from "../errors.ts";
import { asSample, describeValue, numbersOf, type Rows, type Sample } from "../sample.ts";
import { keepScope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import type { Matrix } from "../linalg/matrices.ts";
import { fTail, tP, tQuantile } from "./distributions.ts";
import { leastSquares, type Solution } from "./least-squares.ts";
import { momentsOf } from "./moments.ts";
import { checkLevel, omits, type ObservationOptions } from "./observations.ts";
import { observations, readFeatures } from "./regression-rows.ts";
import { regressionTable } from "./regression-table.ts";

export interface RegressionOptions extends ObservationOptions {
  /** Whether a constant is estimated too. Default: true. */
  readonly intercept?: boolean;
  /** Confidence of the intervals. Default: 0.95. */
  readonly level?: number;
  /** The names of the features. Default: x0, x1, ... */
  readonly names?: readonly string[];
}

export interface Coefficient {
  readonly name: string;
  readonly value: number;
  readonly standardError: number;
  /** value / standardError, and how likely it is when the true one is 0. */
  readonly t: number;
  readonly pValue: number;
  /** The ends of its interval. */
  readonly low: number;
  readonly high: number;
}

/** A fitted line, plane, ... */
export interface Regression {
  /** The intercept first, where there is one. */
  readonly coefficients: readonly Coefficient[];
  /** Rows that were used. */
  readonly n: number;
  /** Rows less coefficients. */
  readonly df: number;
  /** The part of the variation of y that is explained; without an intercept, of y² and not of its distance from the mean. */
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  /** Whether anything is explained: all coefficients but the intercept are 0 if not. Absent when there are no others. */
  readonly f?: { readonly statistic: number; readonly df: readonly [number, number]; readonly pValue: number };
  /** √(Σ residual² / df). */
  readonly residualStd: number;
  readonly sumOfSquares: { readonly explained: number; readonly residual: number };
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  /** Near 2 when residuals one after the other have nothing to do with each other. */
  readonly durbinWatson: number;
  /** Of the features and the intercept: about how many times an error of y comes back in the coefficients. */
  readonly conditionNumber: number;
  readonly level: number;
  /** float64 [n]. */
  readonly fitted: Tensor;
  readonly residuals: Tensor;
  /** The values for new rows, float64 [n]. Throws as `regression` for what are no such rows. */
  predict(x: Rows | Sample): Promise<Tensor>;
  /** A table. */
  toString(): string;
}

/**
 * y as a linear function of the features x [n, features], or of one feature [n], by least squares in float64: QR with pivots and refinement. As statsmodels' `OLS`.
 * Throws `ValidationError` for NaN (rows with one are left out by `nulls: "omit"`), infinities and too few rows, `ShapeError` for unequal lengths,
 * `ComputationError` for a feature that is a combination of others, which it names.
 */
export async function regression(x: Rows | Sample, y: Sample, options: RegressionOptions = {}): Promise<Regression> {
  const op = "stats.regression";
  checkLevel(op, options.level ?? 0.95);
  return summarized(op, await keepScope(fit(op, x, y, options)));
}

interface Fit {
  readonly design: Matrix;
  readonly response: Float64Array;
  readonly solution: Solution;
  readonly intercept: boolean;
  readonly level: number;
  readonly names: readonly string[];
}

async function fit(op: string, x: Rows | Sample, y: Sample, options: RegressionOptions): Promise<Fit> {
  const { intercept = true, level = 0.95 } = options;
  const [features, all] = [await readFeatures(op, x), await numbersOf(op, y)];
  if (features.rows !== all.length) throw new ShapeError(op, `lengths differ: ${features.rows} rows of x and ${all.length} of y`);
  const names = [...(intercept ? ["intercept"] : []), ...featureNames(op, features.columns, options.names)];
  const { design, response } = observations(op, features, all, intercept, omits(op, options));
  if (design.rows <= design.columns) throw new ValidationError(op, `too few rows: ${design.rows} for ${design.columns} coefficients`, "one more than coefficients at least");
  const solution = leastSquares(design, response);
  if ("dependent" in solution) throw dependence(op, solution.dependent.map((j) => names[j]!));
  return { design, response, solution, intercept, level, names };
}

function featureNames(op: string, count: number, names?: readonly string[]): readonly string[] {
  if (names === undefined) return Array.from({ length: count }, (_, j) => `x${j}`);
  if (!Array.isArray(names)) throw new ValidationError(op, `names are not a list: ${describeValue(names)}`);
  if (names.length === count) return names;
  throw new ValidationError(op, `names are not as many as features: ${names.length} and ${count}`);
}

function dependence(op: string, names: readonly string[]): ComputationError {
  const [last, others] = [names.at(-1)!, names.slice(0, -1)];
  if (others.length === 0) return new ComputationError(op, `column is 0 everywhere: ${last}`, "leave it out");
  return new ComputationError(op, `column is a combination of others: ${last} of ${others.join(", ")}`, `leave ${last} out`);
}

function summarized(op: string, { design, response: y, solution, intercept, level, names }: Fit): Regression {
  const { coefficients: values, residuals, variances } = solution;
  const [n, k] = [design.rows, design.columns];
  const df = n - k;
  const residual = squares(residuals);
  const total = intercept ? momentsOf(y).m2 : squares(y);
  const explained = Math.max(total - residual, 0);
  const residualStd = Math.sqrt(residual / df);
  const logLikelihood = (-n / 2) * (Math.log((2 * Math.PI * residual) / n) + 1);
  const reach = tQuantile((1 + level) / 2, df);
  const coefficients = names.map((name, j) => {
    const standardError = residualStd * Math.sqrt(variances[j]!);
    const t = values[j]! / standardError;
    return { name, value: values[j]!, standardError, t, pValue: tP(t, df, "two-sided"), low: values[j]! - reach * standardError, high: values[j]! + reach * standardError };
  });
  const rSquared = total === 0 ? NaN : 1 - residual / total;
  const found = {
    coefficients, n, df, rSquared, level, residualStd, logLikelihood,
    adjustedRSquared: 1 - ((n - Number(intercept)) / df) * (1 - rSquared),
    ...(k > Number(intercept) ? { f: fOf(explained, residual, k - Number(intercept), df) } : {}),
    sumOfSquares: { explained, residual },
    aic: 2 * k - 2 * logLikelihood,
    bic: Math.log(n) * k - 2 * logLikelihood,
    durbinWatson: squares(residuals.subarray(1).map((value, i) => value - residuals[i]!)) / residual,
    conditionNumber: solution.condition,
    fitted: asSample(op, y.map((value, i) => value - residuals[i]!)),
    residuals: asSample(op, residuals),
  };
  return shownAs({ ...found, predict: (x) => predicted(x, values, intercept), toString: () => regressionTable(found) }, String);
}

const squares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);

function fOf(explained: number, residual: number, between: number, within: number): NonNullable<Regression["f"]> {
  const statistic = explained / between / (residual / within);
  return { statistic, df: [between, within], pValue: fTail(statistic, between, within) };
}

async function predicted(x: Rows | Sample, coefficients: Float64Array, intercept: boolean): Promise<Tensor> {
  const op = "stats.regression.predict";
  const { rows, columns, data } = await readFeatures(op, x);
  const [constant, slopes] = intercept ? [coefficients[0]!, coefficients.subarray(1)] : [0, coefficients];
  if (columns !== slopes.length) throw new ShapeError(op, `features are not as many as in the fit: ${describeValue(columns)} and ${slopes.length}`);
  const values = Float64Array.from({ length: rows }, (_, i) => slopes.reduce((sum, slope, j) => sum + slope * data[i * columns + j]!, constant));
  return asSample(op, values);
}
