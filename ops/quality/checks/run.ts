/** Runs checks on a table: each yields a result, whatever becomes of the others. */
import { tensor } from "../../creation.ts";
import type { ColumnValue } from "../../table/column.ts";
import type { Table } from "../../table/table.ts";
import type { Tensor } from "../../tensor.ts";
import { aggregate } from "./aggregates.ts";
import { columnsOf, isAggregate, nameOf, type AggregateCheck, type Check, type RowCheck, type Severity } from "./check.ts";
import { checkRows } from "./rows.ts";

/** A row that failed. */
export interface Witness {
  readonly row: number;
  /** What stood there, by column. */
  readonly values: Readonly<Record<string, ColumnValue | null>>;
}

export interface CheckResult {
  readonly name: string;
  readonly check: string;
  readonly columns: readonly string[];
  readonly severity: Severity;
  readonly passed: boolean;
  /** The share of the rows asked that pass, or the number that was checked; NaN where nothing could be measured. */
  readonly measured: number;
  /** What was wanted of it. */
  readonly wanted: { readonly min: number; readonly max: number };
  /** Rows that were asked, and that failed; 0 for checks of a number. */
  readonly asked: number;
  readonly failures: number;
  /** The first rows that failed. */
  readonly witnesses: readonly Witness[];
  /** With `masks`: true for every row that failed, bool [rows]. */
  readonly mask?: Tensor;
  /** One sentence. */
  readonly message: string;
}

export interface RunOptions {
  /** How many failing rows a result shows. Default: 5. */
  readonly witnesses?: number;
  /** Whether results bring a mask of all failing rows. Default: false. */
  readonly masks?: boolean;
}

export const runCheck = (op: string, table: Table, check: Check, options: RunOptions): CheckResult => {
  try {
    return isAggregate(check) ? aggregateResult(op, table, check) : rowResult(op, table, check, options);
  } catch (error) {
    // A check that can't be carried out has failed: the others are still worth running.
    const wanted = isAggregate(check) ? bounds(check) : { min: check.mostly ?? 1, max: 1 };
    return { ...head(check), passed: false, measured: NaN, wanted, asked: 0, failures: 0, witnesses: [], message: problem(error) };
  }
};

function head(check: Check): Pick<CheckResult, "name" | "check" | "columns" | "severity"> {
  return { name: nameOf(check), check: check.check, columns: columnsOf(check), severity: check.severity ?? "error" };
}

function problem(error: unknown): string {
  if (!(error instanceof Error)) return `the check threw ${String(error)}`;
  const hint = "hint" in error && typeof error.hint === "string" ? `; ${error.hint}` : "";
  return `${error.message}${hint}`;
}

function rowResult(op: string, table: Table, check: RowCheck, { witnesses = 5, masks = false }: RunOptions): CheckResult {
  const { asked, failing, failures, measured } = checkRows(op, table, check);
  const min = check.mostly ?? 1;
  const passed = asked > 0 && measured >= min;
  return {
    ...head(check),
    passed, measured, wanted: { min, max: 1 }, asked, failures,
    witnesses: witnessesOf(table, columnsOf(check), failing, Math.min(witnesses, failures)),
    ...(masks && { mask: tensor(failing, { dtype: "bool" }) }),
    message: rowMessage(asked, failures, measured, min),
  };
}

function rowMessage(asked: number, failures: number, measured: number, min: number): string {
  if (asked === 0) return "there is no row to check";
  const wanted = min === 1 ? "" : `; ${percent(min)} wanted`;
  return failures === 0 ? `all ${asked} rows pass` : `${failures} of ${asked} rows fail: ${percent(measured)} pass${wanted}`;
}

/** For people: never rounded up to all. */
const percent = (fraction: number): string => `${Math.floor(fraction * 10_000) / 100}\u00a0%`;

function witnessesOf(table: Table, names: readonly string[], failing: Uint8Array, count: number): Witness[] {
  const columns = names.length > 0 ? names.map((name) => table.column(name)) : table.columns();
  const found: Witness[] = [];
  for (let row = failing.indexOf(1); row >= 0 && found.length < count; row = failing.indexOf(1, row + 1)) {
    found.push({ row, values: Object.fromEntries(columns.map((column) => [column.name, column.get(row)])) });
  }
  return found;
}

const bounds = ({ min = -Infinity, max = Infinity }: AggregateCheck): { min: number; max: number } => ({ min, max });

function aggregateResult(op: string, table: Table, check: AggregateCheck): CheckResult {
  const measured = aggregate(op, table, check);
  const wanted = bounds(check);
  const passed = measured >= wanted.min && measured <= wanted.max;
  const range = `[${wanted.min}, ${wanted.max}]`;
  const message = Number.isNaN(measured) ? "there is no value to check" : `${measured} lies ${passed ? "in" : "outside"} ${range}`;
  return { ...head(check), passed, measured, wanted, asked: 0, failures: 0, witnesses: [], message };
}
