/** Levene's test: whether several groups have the same variance. */
import { ValidationError } from "../../errors.ts";
import type { Sample } from "../../sample.ts";
import { fTail } from "../distributions.ts";
import { momentsOf } from "../moments.ts";
import { readGroups, type ObservationOptions } from "../observations.ts";
import { quantilesOfSample } from "../quantiles.ts";
import { testResult, type TestResult } from "../test-result.ts";
import { varianceRatio } from "./anova.ts";

export interface LeveneOptions extends ObservationOptions {
  /** From where distances are taken: "median" (default; the form of Brown and Forsythe, which stands skewed data) or "mean" (Levene's own). */
  readonly center?: "median" | "mean";
}

/** An analysis of variance of the distances from each group's centre: SciPy's `levene`. Throws as `anova`; `ValidationError` for an unknown centre. */
export async function levene(groups: readonly Sample[], options: LeveneOptions = {}): Promise<TestResult> {
  const op = "stats.levene";
  const { center = "median" } = options;
  if (center !== "median" && center !== "mean") throw new ValidationError(op, `unknown center: ${String(center)}`, "median or mean");
  const read = await readGroups(op, groups, options);
  const distances = await Promise.all(read.map(async (group) => {
    const middle = center === "mean" ? momentsOf(group).mean : (await quantilesOfSample(op, group, [0.5], "omit"))[0]!;
    return group.map((value) => Math.abs(value - middle));
  }));
  const { statistic, df, between, within, n } = varianceRatio(op, distances);
  const effect = { name: "eta squared", value: between / (between + within) };
  const test = center === "mean" ? "Levene's test" : "Brown-Forsythe test";
  return testResult("W", { test, statistic, pValue: fTail(statistic, ...df), df, alternative: "two-sided", effect, n });
}
