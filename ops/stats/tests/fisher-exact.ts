/** Fisher's exact test of a table of two rows and two columns: how likely it is among all tables with the same sums. */
import { ShapeError, ValidationError } from "../../errors.ts";
import type { Rows } from "../../sample.ts";
import { hypergeometricProbability } from "../binomial.ts";
import { normalQuantile } from "../distributions.ts";
import { checkTestOptions, type TestOptions } from "../observations.ts";
import { testResult, type EffectSize, type TestResult } from "../test-result.ts";
import { readTable } from "./chi-square.ts";

/** Tables count as no more likely than the given one when they are so up to rounding. */
const slack = 1 + 1e-14;

/**
 * Whether the two rows of counts have the same odds. The statistic and effect is the sample's odds ratio, ad / bc, with Woolf's interval (of its logarithm, normal
 * approximation) when no count is 0. As SciPy's `fisher_exact`. Throws `ShapeError` unless the table is 2 x 2, `ValidationError` for counts that are not whole.
 */
export async function fisherExact(table: Rows, options: Pick<TestOptions, "alternative" | "level"> = {}): Promise<TestResult> {
  const op = "stats.fisherExact";
  const { alternative, level } = checkTestOptions(op, options);
  const { rows, columns, counts } = await readTable(op, table);
  if (rows !== 2 || columns !== 2) throw new ShapeError(op, `not a table of two rows and two columns: ${rows} x ${columns}`);
  const broken = counts.findIndex((count) => !Number.isSafeInteger(count));
  if (broken >= 0) throw new ValidationError(op, `count ${broken} is not whole: ${counts[broken]}`);
  const [a, b, c, d] = counts as unknown as [number, number, number, number];
  const [drawn, marked, others] = [a + b, a + c, b + d];
  const [least, most] = [Math.max(0, drawn - others), Math.min(drawn, marked)];
  const given = hypergeometricProbability(a, marked, others, drawn) * slack;
  let pValue = 0;
  for (let k = least; k <= most; k++) {
    const probability = hypergeometricProbability(k, marked, others, drawn);
    if (alternative === "less" ? k <= a : alternative === "greater" ? k >= a : probability <= given) pValue += probability;
  }
  const effect = oddsRatio(a, b, c, d, level);
  return testResult("odds ratio", { test: "Fisher's exact test", statistic: effect.value, pValue: Math.min(1, pValue), alternative, effect, n: [a + b + c + d] });
}

function oddsRatio(a: number, b: number, c: number, d: number, level: number): EffectSize {
  const name = "odds ratio";
  const value = (a * d) / (b * c);
  if (a * b * c * d === 0) return { name, value };
  const reach = Math.exp(normalQuantile((1 + level) / 2) * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d));
  return { name, value, low: value / reach, high: value * reach };
}
