/** Student's t-tests of means: one sample, pairs, two samples; and Welch's, which takes no equal variances for granted. */
import { ValidationError } from "../../errors.ts";
import type { Sample } from "../../sample.ts";
import { standardizedDifference, standardizedMean, pooledVariance } from "../effect-size.ts";
import { tP, tQuantile } from "../distributions.ts";
import { varianceOf, type Moments } from "../moments.ts";
import { checkedMoments, checkTestOptions, readPairs, readSample, type TestOptions } from "../observations.ts";
import { testResult, type Alternative, type ConfidenceInterval, type TestResult } from "../test-result.ts";

/**
 * Whether the mean of a sample is `mean`. With the interval of the mean and Cohen's d (normal approximation for its interval). As SciPy's `ttest_1samp`.
 * Throws `ValidationError` for NaN, infinities and fewer than two values, `ComputationError` for a constant sample.
 */
export async function tTestOneSample(x: Sample, mean = 0, options: TestOptions = {}): Promise<TestResult> {
  const op = "stats.tTestOneSample";
  return oneSample(op, "one-sample t-test", "mean", await readSample(op, "x", x, options, { least: 2 }), mean, options);
}

/**
 * Whether the mean of the differences x - y of pairs is 0. As SciPy's `ttest_rel`. Throws as `tTestOneSample`, the differences being the sample, and
 * `ShapeError` for unequal lengths.
 */
export async function tTestPaired(x: Sample, y: Sample, options: TestOptions = {}): Promise<TestResult> {
  const op = "stats.tTestPaired";
  const [left, right] = await readPairs(op, x, y, options, { least: 2 });
  const differences = left.map((value, i) => value - right[i]!);
  return oneSample(op, "paired t-test", "mean difference", differences, 0, options);
}

/**
 * Whether two samples of equal variance have the same mean. With the interval of the difference and Cohen's d (normal approximation for its interval). As
 * SciPy's `ttest_ind`. Throws as `tTestOneSample`.
 */
export async function tTest(x: Sample, y: Sample, options: TestOptions = {}): Promise<TestResult> {
  return twoSamples("stats.tTest", "t-test", x, y, options, (a, b) => {
    return { error: Math.sqrt(pooledVariance(a, b) * (1 / a.count + 1 / b.count)), df: a.count + b.count - 2 };
  });
}

/** Whether two samples have the same mean, whatever their variances; degrees of freedom by Welch and Satterthwaite. As `ttest_ind(equal_var=False)`. Throws as `tTestOneSample`. */
export async function welchTest(x: Sample, y: Sample, options: TestOptions = {}): Promise<TestResult> {
  return twoSamples("stats.welchTest", "Welch's t-test", x, y, options, (a, b) => {
    const [left, right] = [varianceOf(a) / a.count, varianceOf(b) / b.count];
    return { error: Math.sqrt(left + right), df: (left + right) ** 2 / (left ** 2 / (a.count - 1) + right ** 2 / (b.count - 1)) };
  });
}

function oneSample(op: string, test: string, of: string, numbers: Float64Array, mean: number, options: TestOptions): TestResult {
  const { alternative, level } = checkTestOptions(op, options);
  if (!Number.isFinite(mean)) throw new ValidationError(op, `mean is not a finite number: ${String(mean)}`);
  const moments = checkedMoments(op, of === "mean" ? "x" : "the differences", numbers.map((value) => value - mean)); // exact where the mean is great and the spread small
  const df = moments.count - 1;
  const error = Math.sqrt(varianceOf(moments) / moments.count);
  const statistic = moments.mean / error;
  const interval = meanInterval(moments.mean + mean, error, df, level, alternative, of);
  const effect = standardizedMean(moments, level);
  return testResult("t", { test, statistic, pValue: tP(statistic, df, alternative), df, alternative, effect, interval, n: [moments.count] });
}

type ErrorOfDifference = (a: Moments, b: Moments) => { readonly error: number; readonly df: number };

async function twoSamples(op: string, test: string, x: Sample, y: Sample, options: TestOptions, errorOf: ErrorOfDifference): Promise<TestResult> {
  const { alternative, level } = checkTestOptions(op, options);
  const [left, right] = await Promise.all([readSample(op, "x", x, options, { least: 2 }), readSample(op, "y", y, options, { least: 2 })]);
  const [a, b] = [checkedMoments(op, "x", left), checkedMoments(op, "y", right)];
  const { error, df } = errorOf(a, b);
  const statistic = (a.mean - b.mean) / error;
  const interval = meanInterval(a.mean - b.mean, error, df, level, alternative, "difference of means");
  const effect = standardizedDifference(a, b, level);
  return testResult("t", { test, statistic, pValue: tP(statistic, df, alternative), df, alternative, effect, interval, n: [a.count, b.count] });
}

function meanInterval(mean: number, error: number, df: number, level: number, alternative: Alternative, of: string): ConfidenceInterval {
  const reach = error * tQuantile(alternative === "two-sided" ? (1 + level) / 2 : level, df);
  return { level, low: alternative === "less" ? -Infinity : mean - reach, high: alternative === "greater" ? Infinity : mean + reach, of };
}
