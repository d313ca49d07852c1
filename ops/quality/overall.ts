/** One score for a column or a table, and what it is made of. */
import { ValidationError } from "../errors.ts";
import type { Column } from "../table/column.ts";
import type { Table } from "../table/table.ts";
import { accuracyOf } from "./accuracy.ts";
import { completenessOf } from "./completeness.ts";
import { consistencyOf } from "./consistency.ts";
import { isSeries, seriesOf, tableOf, type Data } from "./input.ts";
import { validityOf, type ValidityRules } from "./validity.ts";

/** The parts of a score, from 0 to 1. */
export interface Scores {
  readonly completeness: number;
  readonly validity: number;
  readonly consistency: number;
  /** Only where a range is known. */
  readonly accuracy?: number;
  /** The weighted mean of the others. */
  readonly overall: number;
}

export type Weights = Readonly<Record<"completeness" | "validity" | "consistency" | "accuracy", number>>;

/** Missing values weigh most: they are lost, the others are only doubtful. */
const usualWeights: Weights = { completeness: 0.4, validity: 0.3, consistency: 0.3, accuracy: 0.3 };

export interface OverallOptions {
  /** Default: completeness 0.4, validity 0.3, consistency 0.3, and accuracy 0.3 where a range is given; they are divided by their sum. */
  readonly weights?: Partial<Weights>;
  /** What `accuracy` asks for. Default: no accuracy. */
  readonly range?: readonly [min: number | Date, max: number | Date];
  /** What `validity` asks for. */
  readonly rules?: ValidityRules;
}

/** The weighted mean of completeness, validity, consistency and, with a range, accuracy; of a table, the mean over its columns. From 0 to 1. */
export async function overall(x: Data, options: OverallOptions = {}): Promise<number> {
  return (await scores(x, options)).overall;
}

/** The score with its parts. Throws `ValidationError` for weights that are negative, NaN, or all 0. */
export async function scores(x: Data, options: OverallOptions = {}): Promise<Scores> {
  const op = "quality.overall";
  return isSeries(x) ? scoresOf(op, await seriesOf(op, x), options) : tableScoresOf(op, await tableOf(op, x), options);
}

export function scoresOf(op: string, column: Column, { weights, range, rules }: OverallOptions = {}): Scores {
  return weighed(op, {
    completeness: completenessOf(column),
    validity: validityOf(op, column, rules),
    consistency: consistencyOf(op, column),
    ...(range && { accuracy: accuracyOf(op, column, Number(range[0]), Number(range[1])) }),
  }, weights);
}

function tableScoresOf(op: string, table: Table, options: OverallOptions = {}): Scores {
  return meanOf(op, table.columns().map((column) => scoresOf(op, column, options)), options.weights);
}

/** The mean of each part, 0 of none, and the score that these make. */
export function meanOf(op: string, all: readonly Omit<Scores, "overall">[], weights: Partial<Weights> = {}): Scores {
  const mean = (part: keyof Weights): number => all.reduce((sum, scores) => sum + (scores[part] ?? 0), 0) / Math.max(all.length, 1);
  const hasAccuracy = all.length > 0 && all.every(({ accuracy }) => accuracy !== undefined);
  const parts = { completeness: mean("completeness"), validity: mean("validity"), consistency: mean("consistency") };
  return weighed(op, hasAccuracy ? { ...parts, accuracy: mean("accuracy") } : parts, weights);
}

/** Adds the overall score to its parts. */
export function weighed(op: string, parts: Omit<Scores, "overall">, weights: Partial<Weights> = {}): Scores {
  const all = { ...usualWeights, ...weights };
  let [sum, total] = [0, 0];
  for (const [part, score] of Object.entries(parts) as [keyof Weights, number][]) {
    const weight = all[part];
    if (typeof weight !== "number" || !(weight >= 0 && weight < Infinity)) throw new ValidationError(op, `weight of ${part} is not a number from 0 on: ${String(weight)}`);
    sum += weight * score;
    total += weight;
  }
  if (total === 0) throw new ValidationError(op, "all weights are 0", `give one of ${Object.keys(parts).join(", ")} a weight`);
  return { ...parts, overall: Math.min(1, sum / total) };
}
