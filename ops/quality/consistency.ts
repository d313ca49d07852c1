/** Whether the values of a column go together, whatever their unit. */
import { ValidationError } from "../errors.ts";
import type { Column } from "../table/column.ts";
import { share } from "./completeness.ts";
import { countsOf, distributionOf, textsOf, usualFence } from "./frequencies.ts";
import { seriesOf, type Series } from "./input.ts";

export interface ConsistencyOptions {
  /** How far a number may lie beyond the quartiles, in interquartile ranges. Default: 1.5, Tukey's fences. */
  readonly fence?: number;
}

/**
 * The share of the values that are in keeping with the rest; 0 where there is no value.
 *
 * Numbers and dates: those within Tukey's fences, [Q1 - fence IQR, Q3 + fence IQR], with R-7 quartiles of the finite values; infinities lie outside. The
 * fences move and stretch with the data, so the score is the same in any unit and from any origin: for x, a x + b (a not 0) alike. 0.993 for a normal
 * distribution, 1 for equal values; where the interquartile range is 0, the share of the values that are equal to the median.
 *
 * Strings: those written as most of their like, where strings are alike that differ in case and white space only: `["CA", "CA", "ca "]` has 2/3.
 * Booleans: 1.
 *
 * Throws `ValidationError` for a fence that is negative or NaN.
 */
export async function consistency(x: Series, { fence = usualFence }: ConsistencyOptions = {}): Promise<number> {
  const op = "quality.consistency";
  return consistencyOf(op, await seriesOf(op, x), fence);
}

export function consistencyOf(op: string, column: Column, fence = usualFence): number {
  if (typeof fence !== "number" || !(fence >= 0)) throw new ValidationError(op, `fence is not a number from 0 on: ${String(fence)}`, "1.5 is usual");
  const { type, length, nullCount } = column;
  if (type === "boolean") return length > nullCount ? 1 : 0;
  if (type !== "string") return share(distributionOf(op, column, fence).inside, length - nullCount);
  return share(usuallySpelt(spellings(countsOf(textsOf(column)))), length - nullCount);
}

/** How many strings are written as most of their like. */
export function usuallySpelt(groups: ReadonlyMap<string, ReadonlyMap<string, number>>): number {
  let usual = 0;
  for (const group of groups.values()) usual += Math.max(...group.values());
  return usual;
}

/** Strings grouped by what is left when case and white space do not count: how often each way of writing occurs. */
export function spellings(counts: ReadonlyMap<string, number>): Map<string, Map<string, number>> {
  const groups = new Map<string, Map<string, number>>();
  for (const [text, count] of counts) {
    const plain = text.trim().replace(/\s+/g, " ").toLowerCase();
    const group = groups.get(plain);
    if (group === undefined) groups.set(plain, new Map([[text, count]]));
    else group.set(text, count);
  }
  return groups;
}
