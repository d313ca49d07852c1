/** How well scores tell anomalies from the rest. */
import { ValidationError } from "../../errors.ts";
import type { Sample } from "../../sample.ts";
import { areaUnder, averagePrecisionOf, countFound, precisionRecallCurve, rocCurve, type Counts, type PrecisionRecallCurve, type RocCurve } from "./curves.ts";
import { readJudged, type Judged, type Labels } from "./labels.ts";

/** What calling every score above a threshold an anomaly gets right and wrong. */
export interface Confusion {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
  /** The share of the called that are anomalies; 0 when none is called. */
  readonly precision: number;
  /** The share of the anomalies that are called. */
  readonly recall: number;
  /** Their harmonic mean. */
  readonly f1: number;
}

export interface Evaluation {
  /** The area under the ROC curve: 0.5 for chance, 1 for perfect scores. */
  readonly auc: number;
  /** The area under the precision-recall curve as steps; the share of anomalies for chance, 1 for perfect scores. */
  readonly averagePrecision: number;
  readonly roc: RocCurve;
  readonly precisionRecall: PrecisionRecallCurve;
  /** The greatest F1 and a threshold that reaches it, halfway between two scores: right for `detector.threshold`, and wherever scores at the threshold count too. */
  readonly bestF: Pick<Confusion, "f1" | "threshold" | "precision" | "recall">;
  /** At the threshold that was asked for, or else at that of `bestF`. */
  readonly confusion: Confusion;
}

export interface EvaluateOptions {
  /** Of `confusion`. Default: that of `bestF`. */
  readonly threshold?: number;
  /** Each run of labels that are 1 counts as found altogether when one moment of it is (Xu et al., 2018). Much kinder to a detector: even random scores look good. Default: false. */
  readonly pointAdjusted?: boolean;
}

/**
 * Curves and figures of scores against labels: ROC, AUC, precision and recall and average precision as scikit-learn defines them, and the best F1. Throws
 * `ShapeError` for unequal lengths, `ValidationError` for labels that are not 0 and 1 or all the same, and for scores that are not finite.
 */
export async function evaluate(scores: Sample, labels: Labels, { threshold, pointAdjusted = false }: EvaluateOptions = {}): Promise<Evaluation> {
  const op = "anomaly.evaluate";
  if (Number.isNaN(threshold)) throw new ValidationError(op, `threshold is not a number: ${threshold}`);
  const read = await readJudged(op, scores, labels);
  const judged = pointAdjusted ? adjusted(read) : read;
  const counts = await countFound(op, judged);
  const [roc, precisionRecall] = [rocCurve(counts), precisionRecallCurve(counts)];
  const best = confusionAt(judged, bestThreshold(counts));
  return {
    auc: areaUnder(roc),
    averagePrecision: averagePrecisionOf(precisionRecall),
    roc,
    precisionRecall,
    bestF: { f1: best.f1, threshold: best.threshold, precision: best.precision, recall: best.recall },
    confusion: threshold === undefined ? best : confusionAt(judged, threshold),
  };
}

/** The counts at one threshold: scores above it are called anomalies. */
function confusionAt({ scores, labels }: Judged, threshold: number): Confusion {
  const counts = [0, 0, 0, 0]; // label 0 not called, label 1 not called, label 0 called, label 1 called
  for (let i = 0; i < scores.length; i++) counts[(scores[i]! > threshold ? 2 : 0) + labels[i]!]!++;
  const [trueNegatives, falseNegatives, falsePositives, truePositives] = counts as [number, number, number, number];
  const precision = truePositives === 0 ? 0 : truePositives / (truePositives + falsePositives);
  const recall = truePositives / (truePositives + falseNegatives);
  const f1 = (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives);
  return { threshold, truePositives, falsePositives, trueNegatives, falseNegatives, precision, recall, f1 };
}

/** Of equal F1 the greatest threshold. */
function bestThreshold({ thresholds, found, wrong }: Counts): number {
  const anomalies = found.at(-1)!;
  let [best, most] = [0, -1];
  for (let i = 0; i < thresholds.length; i++) {
    const f1 = (2 * found[i]!) / (found[i]! + wrong[i]! + anomalies);
    if (f1 > most) [best, most] = [i, f1];
  }
  const [at, below] = [thresholds[best]!, thresholds[best + 1] ?? -Infinity];
  const between = at / 2 + below / 2;
  return between < at ? between : below; // there may be no number between them
}

/** Every moment of a run of anomalies with the greatest score in it. */
function adjusted({ scores, labels }: Judged): Judged {
  const raised = scores.slice();
  for (let first = 0, end = 0; first < labels.length; first = end) {
    for (end = first + 1; end < labels.length && labels[end] === labels[first]; end++);
    if (labels[first] === 1) raised.fill(scores.subarray(first, end).reduce((most, score) => Math.max(most, score)), first, end);
  }
  return { scores: raised, labels };
}
