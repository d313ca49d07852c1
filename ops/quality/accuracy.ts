/** Whether numbers lie where they should. */
import { ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import type { Column } from "../table/column.ts";
import { share } from "./completeness.ts";
import { seriesOf, type Series } from "./input.ts";

/**
 * Values from `min` to `max`, both included, as a share of those that are not missing; 0 where there is none. Bounds of dates are dates or
 * milliseconds. Throws `ValidationError` for bounds that are NaN or the wrong way round, and for strings.
 */
export async function accuracy(x: Series, min: number | Date, max: number | Date): Promise<number> {
  const op = "quality.accuracy";
  return accuracyOf(op, await seriesOf(op, x), boundOf(op, min), boundOf(op, max));
}

/** A bound as a number. Throws `ValidationError` for what is neither a number nor a date. */
export function boundOf(op: string, bound: number | Date): number {
  if (typeof bound === "number" || bound instanceof Date) return Number(bound);
  throw new ValidationError(op, `neither a number nor a date: ${describeValue(bound)}`);
}

export function accuracyOf(op: string, column: Column, min: number, max: number): number {
  checkRange(op, min, max);
  const { values, nulls, length, nullCount } = column;
  if (!ArrayBuffer.isView(values)) throw new ValidationError(op, `strings have no range: ${JSON.stringify(column.name)}`, "validity takes a set or a pattern");
  let inside = 0;
  for (let row = 0; row < length; row++) if (values[row]! >= min && values[row]! <= max && nulls?.[row] !== 1) inside++;
  return share(inside, length - nullCount);
}

export function checkRange(op: string, min: number, max: number): void {
  if (!(min <= max)) throw new ValidationError(op, `min is not at most max: ${min} and ${max}`);
}
