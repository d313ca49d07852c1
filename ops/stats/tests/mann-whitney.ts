/** The test of Mann and Whitney, or Wilcoxon's rank-sum test: whether values of one sample tend to be greater than those of another. */
import type { Sample } from "../../sample.ts";
import { concatenated } from "../concatenated.ts";
import { normalCdf } from "../distributions.ts";
import { checkTestOptions, readSample, type TestOptions } from "../observations.ts";
import { ranksOf, tieTerm } from "../rank.ts";
import { testResult, type TestResult } from "../test-result.ts";
import { ComputationError } from "../../errors.ts";

/**
 * U is how many pairs have the greater value in x, half of the equal ones counted. Exact without ties when a sample has at most 8 values, otherwise by the normal
 * distribution with corrections for ties and continuity: SciPy's `mannwhitneyu`. The effect is the rank-biserial correlation, 2 U / (n m) - 1.
 * Infinities may stand in the samples. Throws `ValidationError` for NaN and for nothing, `ComputationError` when all values are equal.
 */
export async function mannWhitney(x: Sample, y: Sample, options: TestOptions = {}): Promise<TestResult> {
  const op = "stats.mannWhitney";
  const { alternative } = checkTestOptions(op, options);
  const [a, b] = await Promise.all([readSample(op, "x", x, options, { infinite: true }), readSample(op, "y", y, options, { infinite: true })]);
  const [n, m] = [a.length, b.length];
  const { ranks, ties } = await ranksOf(op, concatenated([a, b]));
  if (ties[0] === n + m) throw new ComputationError(op, `all values are equal: ${a[0]}`);
  const statistic = ranks.subarray(0, n).reduce((sum, rank) => sum + rank, 0) - (n * (n + 1)) / 2;
  const other = n * m - statistic;
  const extreme = alternative === "greater" ? statistic : alternative === "less" ? other : Math.max(statistic, other);
  const tail = Math.min(n, m) <= 8 && ties.length === 0 ? exactTail(n, m, extreme) : normalTail(n, m, extreme, ties);
  const effect = { name: "rank-biserial correlation", value: (2 * statistic) / (n * m) - 1 };
  return testResult("U", { test: "Mann-Whitney test", statistic, pValue: Math.min(1, alternative === "two-sided" ? 2 * tail : tail), alternative, effect, n: [n, m] });
}

/** P(U >= u) of all orders. Their counts are the coefficients of Gauss's binomial: the product of (1 - q^(m+i)) / (1 - q^i) for i to n. */
function exactTail(n: number, m: number, u: number): number {
  const [few, many] = [Math.min(n, m), Math.max(n, m)];
  const counts = new Float64Array(Math.floor(n * m - u) + 1); // symmetric: as likely as at most n m - u
  counts[0] = 1;
  let orders = 1;
  for (let i = 1; i <= few; i++) {
    for (let k = counts.length - 1; k >= many + i; k--) counts[k] = counts[k]! - counts[k - many - i]!;
    for (let k = i; k < counts.length; k++) counts[k] = counts[k]! + counts[k - i]!;
    orders *= (many + i) / i;
  }
  return counts.reduce((sum, count) => sum + count, 0) / orders;
}

function normalTail(n: number, m: number, u: number, ties: readonly number[]): number {
  const total = n + m;
  const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - tieTerm(ties) / (total * (total - 1))));
  return normalCdf(-(u - (n * m) / 2 - 0.5) / deviation);
}
