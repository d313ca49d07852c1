/** Checks of rows: which rows are asked, and which of them fail. */
import { share } from "../completeness.ts";
import { codesOf } from "../codes.ts";
import { frequenciesOf } from "../frequencies.ts";
import { uniquenessOf } from "../uniqueness.ts";
import { inRange, inSet, matching, ofType, type Predicate } from "../predicates.ts";
import type { Column, ColumnValue } from "../../table/column.ts";
import type { Table } from "../../table/table.ts";
import type { RowCheck } from "./check.ts";

interface RowOutcome {
  /** Rows that were asked. */
  readonly asked: number;
  /** 1 for each row that fails. */
  readonly failing: Uint8Array;
  readonly failures: number;
  /** The share of the rows asked that pass; 0 when none was asked. */
  readonly measured: number;
}

export function checkRows(op: string, table: Table, check: RowCheck): RowOutcome {
  switch (check.check) {
    case "isComplete": {
      const column = table.column(check.column);
      return outcome(table.numRows(), undefined, (row) => !column.isNull(row));
    }
    case "isUnique":
      return unique(op, check.columns.map((name) => table.column(name)));
    case "satisfies": {
      const rows = table.rows();
      return outcome(rows.length, undefined, (row) => check.predicate(rows[row]!, row));
    }
    default: {
      const column = table.column(check.column);
      return outcome(column.length, column.nulls, predicateOf(op, table, column, check));
    }
  }
}

type ValueCheck = Exclude<RowCheck, { check: "isComplete" | "isUnique" | "satisfies" }>;

function predicateOf(op: string, table: Table, column: Column, check: ValueCheck): Predicate {
  switch (check.check) {
    case "hasRange":
      return inRange(op, column, check);
    case "isNonNegative":
      return inRange(op, column, { min: 0 });
    case "isIn":
      return inSet(op, column, check.set);
    case "matches":
      return matching(op, column, check.flags === undefined ? check.pattern : new RegExp(check.pattern, check.flags));
    case "hasType":
      return ofType(op, column, check.type);
    case "isIncreasing":
      return increasing(column, check.strictly ?? false);
    case "references":
      return inSet(op, column, presentIn(table.column(check.to)));
  }
}

function* presentIn(column: Column): Generator<ColumnValue> {
  for (const value of column) if (value !== null) yield value;
}

/** Each value is compared with the last one before it that is not missing. */
function increasing({ values, nulls, length }: Column, strictly: boolean): Predicate {
  const passes = new Uint8Array(length).fill(1);
  let before = -1;
  for (let row = 0; row < length; row++) {
    if (nulls?.[row] === 1) continue;
    if (before >= 0 && (values[row]! < values[before]! || (strictly && values[row] === values[before]))) passes[row] = 0;
    before = row;
  }
  return (row) => passes[row] === 1;
}

/** All rows of a value that repeats fail. Whether one does is quickly told; which rows it is in takes longer. */
function unique(op: string, columns: readonly Column[]): RowOutcome {
  const [first] = columns as readonly [Column, ...Column[]];
  if (columns.length === 1 && uniquenessOf(frequenciesOf(op, first)) === 1) return outcome(first.length, first.nulls, () => true);
  const { codes, count } = codesOf(columns);
  const counts = new Uint32Array(count);
  for (const code of codes) if (code >= 0) counts[code]!++;
  return outcome(codes.length, Uint8Array.from(codes, (code) => Number(code < 0)), (row) => counts[codes[row]!] === 1);
}

function outcome(rows: number, nulls: Uint8Array | undefined, passes: Predicate): RowOutcome {
  const failing = new Uint8Array(rows);
  let [asked, failures] = [0, 0];
  for (let row = 0; row < rows; row++) {
    if (nulls?.[row] === 1) continue;
    asked++;
    if (passes(row)) continue;
    failing[row] = 1;
    failures++;
  }
  return { asked, failing, failures, measured: share(asked - failures, asked) };
}
