/** One row for each group: named summaries, and functions of the user. */
import type { TypedArray } from "../dtype.ts";
import { DtypeError, ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { Column, type ColumnType, type ColumnValue } from "./column.ts";
import { bucketRows, type Groups } from "./groups.ts";
import { columnOfValues } from "./infer.ts";
import { reader, rowMaker, type Row } from "./row.ts";
import { fold, foldNames, sumGroups, type FoldName } from "./summaries.ts";
import { numbersAt, takeRows } from "./take.ts";

/** What the values of a group are summarised to. */
export type SummaryName = FoldName | "distinct" | "first" | "last";

/** What a column of the result is: "count" of rows; a summary of a column; a function of a column's values, those missing left out; a function of the rows. */
export type Aggregation = "count" | readonly [summary: SummaryName | ((values: ColumnValue[]) => unknown), column: string] | ((rows: Row[]) => unknown);

/** A column with a value for each group. `columns` are those of the table. */
export function aggregateColumn(name: string, how: Aggregation, groups: Groups, columns: readonly Column[], find: (name: string) => Column): Column {
  if (how === "count") return new Column(name, "integer", sumGroups(groups, groups.codes, undefined).counts);
  if (typeof how === "function") {
    const row = rowMaker(columns);
    return columnOfValues("aggregate", name, groupReader(groups)((rows) => how(Array.from(rows, row))));
  }
  if (!Array.isArray(how)) throw new ValidationError("aggregate", `no aggregation for ${JSON.stringify(name)}: ${describeValue(how)}`, '["mean", "column"], "count" or a function of rows');
  const [summary, of] = how as Exclude<Aggregation, string | ((rows: Row[]) => unknown)>;
  if (summary === "count" || summary === "sum" || summary === "mean") return added(name, summary, find(of), groups);
  const pick = typeof summary === "string" ? picks[summary] : undefined;
  if (pick !== undefined) return picked(find(of), groups, pick).rename(name);
  return summarize(name, summary, find(of), groupReader(groups));
}

type EachGroup = <T>(work: (rows: Uint32Array) => T) => T[];

function groupReader({ codes, firsts }: Groups): EachGroup {
  const { rows, starts } = bucketRows(codes, firsts.length);
  return (work) => Array.from(firsts, (_, group) => work(rows.subarray(starts[group], starts[group + 1])));
}

/** What needs no group's rows together. */
function added(name: string, summary: "count" | "sum" | "mean", column: Column, groups: Groups): Column {
  const type = summary === "count" ? "integer" : foldedType("aggregate", summary, column);
  const { counts, sums } = sumGroups(groups, summary === "count" ? groups.codes : (column.values as TypedArray), column.nulls);
  return new Column(name, type, summary === "count" ? counts : summary === "sum" ? sums : sums.map((sum, group) => sum / counts[group]!));
}

/** Whether a later row of a group is taken instead of the one found. */
type Better = (row: number, found: number) => boolean;

function picked(column: Column, groups: Groups, pick: (values: ArrayLike<unknown>) => Better): Column {
  return takeRows(column, pickRows(groups, column.nulls, pick(column.values)));
}

function summarize(name: string, summary: SummaryName | ((values: ColumnValue[]) => unknown), column: Column, eachGroup: EachGroup): Column {
  const { values, nulls } = column;
  const present = (rows: Uint32Array): Uint32Array => (nulls === undefined ? rows : rows.filter((row) => nulls[row] === 0));
  if (typeof summary === "function") {
    const read = reader(column) as (row: number) => ColumnValue;
    return columnOfValues("aggregate", name, eachGroup((rows) => summary(Array.from(present(rows), read))));
  }
  if (summary === "distinct") return new Column(name, "integer", Float64Array.from(eachGroup((rows) => new Set(Array.from(present(rows), (row) => values[row])).size)));
  const type = foldedType("aggregate", summary, column);
  return new Column(name, type, Float64Array.from(eachGroup((rows) => fold(summary as FoldName, numbersAt(values, present(rows))))));
}

/** Summaries that are one of the values, of whatever type. */
const picks: Partial<Record<SummaryName, (values: ArrayLike<unknown>) => Better>> = {
  first: () => () => false,
  last: () => () => true,
  min: (values) => (row, found) => (values[row] as number) < (values[found] as number),
  max: (values) => (row, found) => (values[row] as number) > (values[found] as number),
};

/** The row that each group's value stands in, or -1. Rows with a null are passed over. */
function pickRows({ codes, firsts }: Groups, nulls: Uint8Array | undefined, better: Better): Int32Array {
  const found = new Int32Array(firsts.length).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    if (nulls !== undefined && nulls[row] === 1) continue;
    const before = found[codes[row]!]!;
    if (before < 0 || better(row, before)) found[codes[row]!] = row;
  }
  return found;
}

/** The type of a fold of a column. Throws for a fold that there is not, or not of this type. */
export function foldedType(op: string, name: string, column: Column): ColumnType {
  if (!foldNames.includes(name)) throw new ValidationError(op, `unknown summary: ${describeValue(name)}`, `one of ${foldNames.join(", ")}`);
  const { type } = column;
  const refuse = (): never => {
    throw new DtypeError(op, `${name} of a column of type ${type}: ${JSON.stringify(column.name)}`, "it takes numbers");
  };
  if (name === "count") return "integer";
  if (type === "string") return refuse();
  if (type === "date") return ["mean", "median", "min", "max"].includes(name) ? "date" : refuse();
  return type !== "number" && ["sum", "min", "max"].includes(name) ? "integer" : "number";
}
