/** What scores find, and at what price, for every threshold. Definitions are scikit-learn's; curves are plain arrays, ready to be plotted. */
import { exactTensor } from "../input.ts";
import { orderRows } from "../../stats/order.ts";
import type { Judged } from "./labels.ts";

/** `fpr[i]` and `tpr[i]` hold when scores of `thresholds[i]` and above are called anomalies; the first threshold is Infinity. */
export interface RocCurve {
  readonly fpr: number[];
  readonly tpr: number[];
  readonly thresholds: number[];
}

/** `precision[i]` and `recall[i]` hold when scores of `thresholds[i]` and above are called anomalies; both have one more element, precision 1 at recall 0. */
export interface PrecisionRecallCurve {
  readonly precision: number[];
  readonly recall: number[];
  readonly thresholds: number[];
}

/** Of each distinct score, descending, how many anomalies and others have it or a greater one. */
export interface Counts {
  readonly thresholds: number[];
  readonly found: number[];
  readonly wrong: number[];
}

export async function countFound(op: string, { scores, labels }: Judged): Promise<Counts> {
  const numbers = await exactTensor(op, scores, [1, scores.length]);
  const [ordered] = await orderRows(op, numbers);
  numbers.dispose();
  const { sorted, places } = ordered!;
  const counts: Counts = { thresholds: [], found: [], wrong: [] };
  let found = 0;
  for (let i = sorted.length - 1; i >= 0; i--) {
    found += labels[places[i]!]!;
    if (i > 0 && sorted[i - 1] === sorted[i]) continue; // equal scores are found together
    counts.thresholds.push(sorted[i]!);
    counts.found.push(found);
    counts.wrong.push(sorted.length - i - found);
  }
  return counts;
}

/** As `sklearn.metrics.roc_curve`: points on a straight line between others are left out. */
export function rocCurve({ thresholds, found, wrong }: Counts): RocCurve {
  const last = thresholds.length - 1;
  const bends = (line: readonly number[], i: number): boolean => line[i + 1]! - line[i]! !== line[i]! - line[i - 1]!;
  const kept = thresholds.map((_, i) => i).filter((i) => i === 0 || i === last || bends(found, i) || bends(wrong, i));
  const share = (counts: readonly number[]): number[] => [0, ...kept.map((i) => counts[i]! / counts[last]!)];
  return { fpr: share(wrong), tpr: share(found), thresholds: [Infinity, ...kept.map((i) => thresholds[i]!)] };
}

/** As `sklearn.metrics.precision_recall_curve`: thresholds ascend. */
export function precisionRecallCurve({ thresholds, found, wrong }: Counts): PrecisionRecallCurve {
  const precision = found.map((count, i) => count / (count + wrong[i]!));
  const recall = found.map((count) => count / found.at(-1)!);
  return { precision: [...precision.toReversed(), 1], recall: [...recall.toReversed(), 0], thresholds: thresholds.toReversed() };
}

/** The area under the ROC curve, by trapezoids: the chance that an anomaly scores above another row, ties counting half. */
export function areaUnder({ fpr, tpr }: RocCurve): number {
  let area = 0;
  for (let i = 1; i < fpr.length; i++) area += ((fpr[i]! - fpr[i - 1]!) * (tpr[i]! + tpr[i - 1]!)) / 2;
  return area;
}

/** Σ (recall - recall before) precision, as `sklearn.metrics.average_precision_score`: no interpolation, which would be too kind. */
export function averagePrecisionOf({ precision, recall }: PrecisionRecallCurve): number {
  let sum = 0;
  for (let i = 0; i + 1 < recall.length; i++) sum += (recall[i]! - recall[i + 1]!) * precision[i]!;
  return sum;
}
