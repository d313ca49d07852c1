/** Scores and what is known about them, read and checked. */
import { ShapeError, ValidationError } from "../../errors.ts";
import { numbersOf, type Sample } from "../../sample.ts";
import { readSeries } from "../series/series.ts";

/** Whether each row, or each moment of a series, is an anomaly: booleans, or 1 and 0. */
export type Labels = Sample | readonly boolean[];

/** 1 where it is an anomaly, 0 elsewhere. Throws `ValidationError` for anything else. */
export async function readLabels(op: string, labels: Labels): Promise<Uint8Array> {
  const numbers = isBooleans(labels) ? Float64Array.from(labels, Number) : await numbersOf(op, labels);
  const wrong = numbers.findIndex((number) => number !== 0 && number !== 1);
  if (wrong >= 0) throw new ValidationError(op, `label ${wrong} is neither 0 nor 1: ${numbers[wrong]}`);
  return Uint8Array.from(numbers);
}

const isBooleans = (labels: Labels): labels is readonly boolean[] => Array.isArray(labels) && labels.every((label) => typeof label === "boolean");

export interface Judged {
  readonly scores: Float64Array;
  readonly labels: Uint8Array;
}

/** Throws `ShapeError` for unequal lengths, `ValidationError` where a score is not finite and where all labels are the same. */
export async function readJudged(op: string, scores: Sample, labels: Labels): Promise<Judged> {
  const judged = { scores: await readSeries(op, scores), labels: await readLabels(op, labels) };
  const [count, known] = [judged.scores.length, judged.labels.length];
  if (count !== known) throw new ShapeError(op, `not one label for each score: ${count} scores, ${known} labels`);
  for (const label of [0, 1]) {
    if (!judged.labels.includes(label)) throw new ValidationError(op, `no label is ${label}: there is nothing to tell apart`);
  }
  return judged;
}
