/** The test of Kruskal and Wallis: an analysis of variance of ranks. */
import { ComputationError } from "../../errors.ts";
import type { Sample } from "../../sample.ts";
import { concatenated } from "../concatenated.ts";
import { chiSquareTail } from "../distributions.ts";
import { readGroups, type ObservationOptions } from "../observations.ts";
import { ranksOf, tieTerm } from "../rank.ts";
import { testResult, type TestResult } from "../test-result.ts";

/**
 * Whether several groups come from one distribution. H is corrected for ties and taken as χ²: SciPy's `kruskal`. The effect is epsilon squared, H / (n - 1).
 * Infinities may stand in the groups. Throws `ValidationError` for NaN, fewer than two groups or an empty one, `ComputationError` when all values are equal.
 */
export async function kruskalWallis(groups: readonly Sample[], options: ObservationOptions = {}): Promise<TestResult> {
  const op = "stats.kruskalWallis";
  const samples = await readGroups(op, groups, options, { infinite: true });
  const n = samples.map((sample) => sample.length);
  const all = concatenated(samples);
  const { ranks, ties } = await ranksOf(op, all);
  if (ties[0] === all.length) throw new ComputationError(op, `all values are equal: ${all[0]}`);
  const total = all.length;
  let first = 0;
  let sum = 0;
  for (const count of n) {
    const ofGroup = ranks.subarray(first, (first += count)).reduce((total, rank) => total + rank, 0);
    sum += (ofGroup / count - (total + 1) / 2) ** 2 * count;
  }
  const statistic = ((12 / (total * (total + 1))) * sum) / (1 - tieTerm(ties) / (total ** 3 - total));
  const df = samples.length - 1;
  const effect = { name: "epsilon squared", value: statistic / (total - 1) };
  return testResult("H", { test: "Kruskal-Wallis test", statistic, pValue: chiSquareTail(statistic, df), df, alternative: "two-sided", effect, n });
}
