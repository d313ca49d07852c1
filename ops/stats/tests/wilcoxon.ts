/** Wilcoxon's signed-rank test: whether differences are spread evenly around 0. */
import { ComputationError } from "../../errors.ts";
import type { Sample } from "../../sample.ts";
import { normalP } from "../distributions.ts";
import { checkTestOptions, readPairs, readSample, type TestOptions } from "../observations.ts";
import { ranksOf, tieTerm } from "../rank.ts";
import { testResult, type Alternative, type TestResult } from "../test-result.ts";

/**
 * For the pairs of x and y, or the numbers of x alone when y is left out. Differences of 0 are left out (Wilcoxon's own way); the statistic is the lesser sum of
 * ranks, or that of the positive ones for one side. Exact up to 50 differences without ties and zeros, and up to 13 with them, otherwise by the normal
 * distribution: SciPy's `wilcoxon`. The effect is the matched-pairs rank-biserial correlation. Throws `ValidationError` for NaN and infinities,
 * `ComputationError` when all differences are 0, `ShapeError` for unequal lengths.
 */
export async function wilcoxon(x: Sample, y?: Sample, options: TestOptions = {}): Promise<TestResult> {
  const op = "stats.wilcoxon";
  const { alternative } = checkTestOptions(op, options);
  const all = await differencesOf(op, x, y, options);
  const differences = all.filter((value) => value !== 0);
  if (differences.length === 0) throw new ComputationError(op, `all differences are 0: ${all.length}`);
  const { ranks, ties } = await ranksOf(op, differences.map(Math.abs));
  const above = ranks.reduce((sum, rank, i) => (differences[i]! > 0 ? sum + rank : sum), 0);
  const total = (ranks.length * (ranks.length + 1)) / 2;
  const plain = ties.length === 0 && differences.length === all.length;
  const exact = plain ? all.length <= 50 : all.length <= 13;
  const pValue = exact ? exactP(ranks, above, alternative) : normalApproximation(ranks.length, ties, above, alternative);
  const effect = { name: "rank-biserial correlation", value: (2 * above) / total - 1 };
  const statistic = alternative === "two-sided" ? Math.min(above, total - above) : above;
  return testResult("W", { test: "Wilcoxon signed-rank test", statistic, pValue, alternative, effect, n: [all.length] });
}

async function differencesOf(op: string, x: Sample, y: Sample | undefined, options: TestOptions): Promise<Float64Array> {
  if (y === undefined) return readSample(op, "x", x, options);
  const [left, right] = await readPairs(op, x, y, options);
  return left.map((value, i) => value - right[i]!);
}

/** Every choice of signs is as likely: how many of them give each sum of positive ranks, in halves because ties share ranks. */
function exactP(ranks: Float64Array, above: number, alternative: Alternative): number {
  const halves = Array.from(ranks, (rank) => 2 * rank);
  const shares = new Float64Array(halves.reduce((sum, half) => sum + half, 0) + 1);
  shares[0] = 1;
  for (const half of halves) {
    for (let k = shares.length - 1; k >= 0; k--) shares[k] = (shares[k]! + (k >= half ? shares[k - half]! : 0)) / 2;
  }
  const sum = (from: number, to: number): number => shares.subarray(from, to).reduce((total, share) => total + share, 0);
  const [less, greater] = [sum(0, 2 * above + 1), sum(2 * above, shares.length)];
  return alternative === "less" ? less : alternative === "greater" ? greater : Math.min(1, 2 * Math.min(less, greater));
}

function normalApproximation(n: number, ties: readonly number[], above: number, alternative: Alternative): number {
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1) - tieTerm(ties) / 2) / 24);
  return normalP((above - (n * (n + 1)) / 4) / deviation, alternative);
}
