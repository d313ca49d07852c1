/** The test of Jarque and Bera: whether skewness and kurtosis are those of a normal distribution. */
import type { Sample } from "../../sample.ts";
import { chiSquareTail } from "../distributions.ts";
import { kurtosisOf, skewnessOf } from "../moments.ts";
import { checkedMoments, readSample, type ObservationOptions } from "../observations.ts";
import { testResult, type TestResult } from "../test-result.ts";

/**
 * For large samples: n / 6 (skewness² + excess kurtosis² / 4) is taken as χ² with two degrees of freedom. As SciPy's `jarque_bera`. Throws `ValidationError` for NaN,
 * infinities and fewer than two values, `ComputationError` for a constant sample.
 */
export async function jarqueBera(x: Sample, options: ObservationOptions = {}): Promise<TestResult> {
  const op = "stats.jarqueBera";
  const moments = checkedMoments(op, "x", await readSample(op, "x", x, options, { least: 2 }));
  const statistic = (moments.count / 6) * (skewnessOf(moments) ** 2 + kurtosisOf(moments) ** 2 / 4);
  return testResult("JB", { test: "Jarque-Bera test", statistic, pValue: chiSquareTail(statistic, 2), df: 2, alternative: "two-sided", n: [moments.count] });
}
