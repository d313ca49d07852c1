/** `WasmQualityMetrics`: the measures of `quality`, on all elements of a tensor. NaN counts as missing; every measure is a share from 0 to 1. */
import { ValidationError } from "../errors.ts";
import { accuracyOf, checkRange } from "../quality/accuracy.ts";
import { completenessOf } from "../quality/completeness.ts";
import { consistencyOf } from "../quality/consistency.ts";
import { frequenciesOf } from "../quality/frequencies.ts";
import { seriesNow } from "../quality/input.ts";
import { scoresOf } from "../quality/overall.ts";
import { uniquenessOf } from "../quality/uniqueness.ts";
import { validityOf } from "../quality/validity.ts";
import type { Column } from "../table/column.ts";
import { guarded } from "./error.ts";
import type { WasmTensor } from "./tensor.ts";

export class WasmQualityMetrics {
  readonly #threshold: number;

  /** The share from which on `quality_report` calls data good, such as 0.8. Throws `WasmError` of type ValidationError outside [0, 1]. */
  constructor(threshold: number) {
    guarded("WasmQualityMetrics.new", () => {
      if (!(threshold >= 0 && threshold <= 1)) throw new ValidationError("WasmQualityMetrics", `threshold is not in [0, 1]: ${threshold}`);
    });
    this.#threshold = threshold;
  }

  /** The share of elements that are not NaN. */
  completeness(tensor: WasmTensor): number {
    return measured("completeness", tensor, (column) => completenessOf(column));
  }

  /** The share of the values that lie from `min` to `max`. */
  accuracy(tensor: WasmTensor, min: number, max: number): number {
    return measured("accuracy", tensor, (column, op) => {
      checkRange(op, min, max);
      return accuracyOf(op, column, min, max);
    });
  }

  /** The share of the values within Tukey's fences: the same in any unit. */
  consistency(tensor: WasmTensor): number {
    return measured("consistency", tensor, (column, op) => consistencyOf(op, column));
  }

  /** The share of the values that are finite. */
  validity(tensor: WasmTensor): number {
    return measured("validity", tensor, (column, op) => validityOf(op, column));
  }

  /** The share of the values that occur once. */
  uniqueness(tensor: WasmTensor): number {
    return measured("uniqueness", tensor, (column, op) => uniquenessOf(frequenciesOf(op, column)));
  }

  /** The weighted mean of completeness (0.4), validity (0.3) and consistency (0.3). */
  overall_quality(tensor: WasmTensor): number {
    return measured("overall_quality", tensor, (column, op) => scoresOf(op, column).overall);
  }

  /** JSON with every measure, and whether the whole reaches the threshold. */
  quality_report(tensor: WasmTensor): string {
    return measured("quality_report", tensor, (column, op) => {
      const { overall, ...scores } = scoresOf(op, column);
      const uniqueness = uniquenessOf(frequenciesOf(op, column));
      const report = { ...scores, uniqueness, overall_quality: overall, threshold: this.#threshold, passed: overall >= this.#threshold, total_elements: column.length, missing_elements: column.nullCount };
      return JSON.stringify(report);
    });
  }

  /** It holds nothing; here for programs that free everything. */
  free(): void {}
}

function measured<T>(name: string, tensor: WasmTensor, measure: (column: Column, op: string) => T): T {
  const op = `WasmQualityMetrics.${name}`;
  return guarded(op, () => measure(seriesNow(op, tensor.tensor), op));
}
