/** Whether values have the form that they should have. */
import type { Column, ColumnType, ColumnValue } from "../table/column.ts";
import { boundOf } from "./accuracy.ts";
import { share } from "./completeness.ts";
import { seriesOf, type Series } from "./input.ts";
import { inRange, inSet, matching, ofType, usable, type Predicate } from "./predicates.ts";

/** All that are given must hold. */
export interface ValidityRules {
  /** The least and the greatest value that are allowed. */
  readonly range?: readonly [min: number | Date, max: number | Date];
  /** The only values that are allowed. */
  readonly set?: Iterable<ColumnValue>;
  /** What matches somewhere in the value as text; `^` and `$` tie it to the ends. */
  readonly pattern?: RegExp | string;
  /** What the value is, or reads as. */
  readonly type?: ColumnType;
}

/**
 * Values that keep all rules, as a share of those that are not missing; 0 where there is none. Without rules: numbers that are finite, and strings that
 * are not blank. Throws `ValidationError` for a range of strings or the wrong way round, an unknown type and a broken pattern.
 */
export async function validity(x: Series, rules: ValidityRules = {}): Promise<number> {
  const op = "quality.validity";
  return validityOf(op, await seriesOf(op, x), rules);
}

export function validityOf(op: string, column: Column, rules: ValidityRules = {}): number {
  const tests = predicatesOf(op, column, rules);
  const { nulls, length, nullCount } = column;
  let valid = 0;
  for (let row = 0; row < length; row++) if (nulls?.[row] !== 1 && tests.every((test) => test(row))) valid++;
  return share(valid, length - nullCount);
}

function predicatesOf(op: string, column: Column, { range, set, pattern, type }: ValidityRules): readonly Predicate[] {
  const tests = [
    range && inRange(op, column, { min: boundOf(op, range[0]), max: boundOf(op, range[1]) }),
    set === undefined ? undefined : inSet(op, column, set),
    pattern === undefined ? undefined : matching(op, column, pattern),
    type && ofType(op, column, type),
  ].filter((test) => test !== undefined);
  return tests.length > 0 ? tests : [usable(column)];
}
