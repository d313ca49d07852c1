/** One-way analysis of variance: whether several groups have the same mean. */
import { ComputationError } from "../../errors.ts";
import type { Sample } from "../../sample.ts";
import { fTail } from "../distributions.ts";
import { momentsOf } from "../moments.ts";
import { readGroups, type ObservationOptions } from "../observations.ts";
import { testResult, type TestResult } from "../test-result.ts";

export interface AnovaResult extends TestResult {
  /** The part of the variance that the groups explain: between / total sum of squares. */
  readonly etaSquared: number;
  /** The same, freed of most of its bias. May be negative. */
  readonly omegaSquared: number;
  readonly sumOfSquares: { readonly between: number; readonly within: number };
}

/**
 * As SciPy's `f_oneway`. The effect is eta squared; omega squared stands beside it. Throws `ValidationError` for fewer than two groups, an empty one,
 * NaN and infinities, and `ComputationError` when there is no spread within any group.
 */
export async function anova(groups: readonly Sample[], options: ObservationOptions = {}): Promise<AnovaResult> {
  const op = "stats.anova";
  const { statistic, df, between, within, n } = varianceRatio(op, await readGroups(op, groups, options));
  const [etaSquared, omegaSquared] = [between / (between + within), (between - (df[0] * within) / df[1]) / (between + within + within / df[1])];
  const effect = { name: "eta squared", value: etaSquared };
  const result = { test: "one-way ANOVA", statistic, pValue: fTail(statistic, ...df), df, alternative: "two-sided", effect, n } as const;
  return testResult("F", { ...result, etaSquared, omegaSquared, sumOfSquares: { between, within } });
}

interface VarianceRatio {
  readonly statistic: number;
  readonly df: [number, number];
  readonly between: number;
  readonly within: number;
  readonly n: number[];
}

/** The variance between groups over that within them; distances are taken from the first value, so that a great mean takes no digits from them. */
export function varianceRatio(op: string, groups: readonly Float64Array[]): VarianceRatio {
  const n = groups.map((group) => group.length);
  const total = n.reduce((sum, count) => sum + count, 0);
  if (total <= groups.length) throw new ComputationError(op, `no group has a spread: ${total} values in ${groups.length} groups`);
  const origin = groups[0]![0]!;
  const moments = groups.map((group) => momentsOf(group.map((value) => value - origin)));
  const grand = moments.reduce((sum, { mean, count }) => sum + (mean * count) / total, 0);
  const between = moments.reduce((sum, { mean, count }) => sum + count * (mean - grand) ** 2, 0);
  const within = moments.reduce((sum, { m2 }) => sum + m2, 0);
  if (within === 0) throw new ComputationError(op, `no group has a spread: all values of each are equal`);
  const df: [number, number] = [groups.length - 1, total - groups.length];
  return { statistic: between / df[0] / (within / df[1]), df, between, within, n };
}
