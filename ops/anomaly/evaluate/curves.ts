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
  readonly thresholds: Float64Array;
  readonly found: Float64Array;
  readonly wrong: Float64Array;
}

export async function countFound(op: string, { scores, labels }: Judged): Promise<Counts> {
  const numbers = await exactTensor(op, scores, [1, scores.length]);
  const [ordered] = await orderRows(op, numbers);
  numbers.dispose();
  const { sorted, places } = ordered!;
  const [thresholds, foundAt, wrongAt] = [new Float64Array(sorted.length), new Float64Array(sorted.length), new Float64Array(sorted.length)];
  let found = 0;
  let distinct = 0;
  for (let i = sorted.length - 1; i >= 0; i--) {
    found += labels[places[i]!]!;
    if (i > 0 && sorted[i - 1] === sorted[i]) continue; // equal scores are found together
    thresholds[distinct] = sorted[i]!;
    foundAt[distinct] = found;
    wrongAt[distinct++] = sorted.length - i - found;
  }
  return { thresholds: thresholds.subarray(0, distinct), found: foundAt.subarray(0, distinct), wrong: wrongAt.subarray(0, distinct) };
}

/** As `sklearn.metrics.roc_curve`: points on a straight line between others are left out. */
export function rocCurve({ thresholds, found, wrong }: Counts): RocCurve {
  const last = thresholds.length - 1;
  const curve: RocCurve = { fpr: [0], tpr: [0], thresholds: [Infinity] };
  for (let i = 0; i <= last; i++) {
    if (i > 0 && i < last && !bends(found, i) && !bends(wrong, i)) continue;
    curve.fpr.push(wrong[i]! / wrong[last]!);
    curve.tpr.push(found[i]! / found[last]!);
    curve.thresholds.push(thresholds[i]!);
  }
  return curve;
}

const bends = (line: Float64Array, i: number): boolean => line[i + 1]! - line[i]! !== line[i]! - line[i - 1]!;

/** As `sklearn.metrics.precision_recall_curve`: thresholds ascend. */
export function precisionRecallCurve({ thresholds, found, wrong }: Counts): PrecisionRecallCurve {
  const curve: PrecisionRecallCurve = { precision: [], recall: [], thresholds: [] };
  for (let i = thresholds.length - 1; i >= 0; i--) {
    curve.precision.push(found[i]! / (found[i]! + wrong[i]!));
    curve.recall.push(found[i]! / found.at(-1)!);
    curve.thresholds.push(thresholds[i]!);
  }
  curve.precision.push(1);
  curve.recall.push(0);
  return curve;
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
