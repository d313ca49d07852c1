/** Between long and wide: values of a column become columns, and columns become rows. */
import { ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { aggregateColumn, type Aggregation, type SummaryName } from "./aggregate.ts";
import { Column, type ColumnValue } from "./column.ts";
import { concatColumns } from "./concat.ts";
import { groupRows } from "./groups.ts";
import { takeRows } from "./take.ts";

/** Of `pivot`. */
export interface PivotOptions {
  /** What stays: a row of the result for each combination of their values. */
  readonly rows: string | readonly string[];
  /** Whose values become the names of columns. */
  readonly columns: string;
  /** What stands in them. */
  readonly values: string;
  /** What several values in one place come to. Default: "mean", as pandas. */
  readonly aggregate?: SummaryName | ((values: ColumnValue[]) => unknown);
}

/** Columns of the pivoted table; rows and columns in the order they are met. */
export function pivotColumns({ rows, columns, values, aggregate = "mean" }: PivotOptions, all: readonly Column[], find: (name: string) => Column): Column[] {
  const keys = [rows].flat().map(find);
  const heads = find(columns);
  const how: Aggregation = [aggregate, values];
  const length = heads.length;
  const byRow = groupRows(keys, length);
  const byHead = groupRows([heads], length);
  const cells = groupRows([...keys, heads], length);
  const folded = aggregateColumn(values, how, cells, all, find);
  const places = Array.from(byHead.firsts, () => new Int32Array(byRow.firsts.length).fill(-1));
  cells.firsts.forEach((row, cell) => (places[byHead.codes[row]!]![byRow.codes[row]!] = cell));
  return [...keys.map((key) => takeRows(key, byRow.firsts)), ...places.map((place, head) => takeRows(folded, place).rename(nameOf(heads.get(byHead.firsts[head]!))))];
}

const nameOf = (value: ColumnValue | null): string => (value instanceof Date ? value.toISOString() : String(value));

/** Of `unpivot`. */
export interface UnpivotOptions {
  /** Which columns become rows. */
  readonly columns: readonly string[];
  /** What the column of their names is called. Default: "name". */
  readonly name?: string;
  /** What the column of their values is called. Default: "value". */
  readonly value?: string;
}

/** Each of the columns below the other, beside what stays of the row. */
export function unpivotColumns({ columns, name = "name", value = "value" }: UnpivotOptions, all: readonly Column[], find: (name: string) => Column): Column[] {
  if (!Array.isArray(columns) || columns.length === 0) throw new ValidationError("unpivot", `no columns to make rows of: ${describeValue(columns)}`, "unpivot({ columns: [...] })");
  const folded = columns.map(find);
  const length = folded[0]!.length;
  const rows = Uint32Array.from({ length: length * folded.length }, (_, i) => i % length);
  const kept = all.filter((column) => !columns.includes(column.name)).map((column) => takeRows(column, rows));
  const names = Array.from(rows, (_, i) => columns[Math.floor(i / length)]!);
  return [...kept, new Column(name, "string", names), concatColumns("unpivot", folded).rename(value)];
}
