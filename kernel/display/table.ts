/** Tables: lists of row objects, objects of columns of one length, and tables of libraries that name their columns. */
import type { Data, Json } from "../../cells/json.ts";
import { MIME } from "../../cells/mime.ts";
import type { ColumnType, TableColumn, TableView } from "../../cells/mime.ts";
import { isPackable, pack } from "../../cells/packed.ts";
import type { Kind, Said } from "./kind.ts";
import { className, textOf } from "./text.ts";

const MAX_ROWS = 10_000;
const MAX_COLUMNS = 500;
/** Rows that are looked at to tell a list of rows from other lists. */
const PROBED = 100;
const MAX_CELL = 1_000;

/** Columns by name, before they are typed. */
type Columns = [name: string, values: ArrayLike<unknown>][];

export const table: Kind = {
  name: "table",
  test: (value) => readTable(value) !== undefined,
  describe(value: unknown): Said | Promise<Said> {
    const { rows, columns } = readTable(value)!;
    const view = (found: Columns): Said => {
      const whole: TableView = { columns: found.slice(0, MAX_COLUMNS).map(toColumn), rows };
      return { data: { [MIME.table]: whole as unknown as Data } };
    };
    const found = columns();
    return found instanceof Promise ? found.then(view) : view(found);
  },
};

function readTable(value: unknown): { rows: number; columns(): Columns | Promise<Columns> } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return isRows(value) ? { rows: value.length, columns: () => columnsOfRows(value) } : undefined;
  if (isLibraryTable(value)) {
    return { rows: value.numRows(), columns: () => columnsOfLibrary(value) };
  }
  if (isColumn(value)) return { rows: value.length, columns: () => columnsOfLibrary(tableOf(value)) };
  const entries = isPlain(value) ? Object.entries(value) : [];
  if (!areColumns(entries)) return undefined;
  return { rows: entries[0]![1].length, columns: () => entries };
}

function isRows(list: unknown[]): list is Record<string, unknown>[] {
  const probe = list.slice(0, PROBED);
  return probe.length > 0 && probe.every((row) => isPlain(row) && Object.keys(row).length > 0);
}

/** Equal lengths alone could be chance: columns hold simple values, and there are several or one is a typed array. */
function areColumns(entries: [string, unknown][]): entries is [string, ArrayLike<unknown>][] {
  const lengths = new Set(entries.map(([, column]) => (isPackable(column) || (Array.isArray(column) && column.slice(0, PROBED).every(isSimple)) ? column.length : -1)));
  const [length] = lengths;
  return lengths.size === 1 && length! > 0 && (entries.length > 1 || isPackable(entries[0]![1]));
}

/** A table of ours, and of Arquero and others that took over its names. */
interface LibraryTable {
  numRows(): number;
  columnNames(): string[];
  array(name: string): ArrayLike<unknown>;
  /** The rows of a range, which costs nothing. */
  slice?(start: number, stop: number): LibraryTable;
  /** False for one that has to be read from a GPU first. */
  readonly isOnHost?: boolean;
  toHost?(): Promise<LibraryTable>;
}

function isLibraryTable(value: object): value is LibraryTable {
  return ["numRows", "columnNames", "array"].every((name) => typeof (value as Record<string, unknown>)[name] === "function");
}

/** A column of ours by itself. */
interface LibraryColumn {
  readonly name: string;
  readonly length: number;
  readonly isOnHost: boolean;
  get(row: number): unknown;
  toHost(): Promise<LibraryColumn>;
}

function isColumn(value: object): value is LibraryColumn {
  const { name, get, toHost } = value as Partial<Record<keyof LibraryColumn, unknown>>;
  return typeof name === "string" && typeof get === "function" && typeof toHost === "function";
}

/** The first rows of the column as a table. */
function tableOf(column: LibraryColumn): LibraryTable {
  const rows = Math.min(column.length, MAX_ROWS);
  return {
    numRows: () => rows,
    columnNames: () => [column.name],
    array: () => Array.from({ length: rows }, (_, row) => column.get(row)),
    isOnHost: column.isOnHost,
    toHost: async () => tableOf(await column.toHost()),
  };
}

/** Of the rows that are shown only: there may be millions more. */
function columnsOfLibrary(table: LibraryTable): Columns | Promise<Columns> {
  const shown = table.numRows() > MAX_ROWS ? (table.slice?.(0, MAX_ROWS) ?? table) : table;
  const columns = (here: LibraryTable): Columns => here.columnNames().slice(0, MAX_COLUMNS).map((name) => [name, here.array(name)]);
  return shown.isOnHost === false && shown.toHost ? shown.toHost().then(columns) : columns(shown);
}

function columnsOfRows(rows: Record<string, unknown>[]): Columns {
  const shown = rows.slice(0, MAX_ROWS);
  // Parsers such as d3's say in which order the columns stood.
  const named = (rows as { columns?: unknown }).columns;
  const names = new Set<string>(Array.isArray(named) ? named.map(String) : []);
  for (const row of shown) for (const name of Object.keys(row)) names.add(name);
  return [...names].map((name) => [name, shown.map((row) => row[name])]);
}

function toColumn([name, all]: Columns[number]): TableColumn {
  if (isPackable(all)) return { name, type: className(all).startsWith("Float") ? "number" : "integer", values: pack(all.subarray(0, MAX_ROWS)) };
  const values = Array.prototype.slice.call(all, 0, MAX_ROWS) as unknown[];
  const type = typeOf(values);
  if (type === "number" || type === "integer") return { name, type, values: pack(Float64Array.from(values, (value) => (typeof value === "number" ? value : NaN))) };
  if (type === "date") return { name, type, values: pack(Float64Array.from(values, (value) => (value instanceof Date ? value.getTime() : NaN))) };
  return { name, type, values: values.map((value) => cellOf(value, type)) };
}

/** The type that all values share; null and undefined fit into every one. */
function typeOf(values: unknown[]): ColumnType {
  let found: ColumnType | undefined;
  for (const value of values) {
    if (value === null || value === undefined) continue;
    const type = typeOfValue(value);
    if (found === undefined || found === type) found = type;
    else if ((found === "integer" && type === "number") || (found === "number" && type === "integer")) found = "number";
    else return "object";
  }
  return found ?? "object";
}

function typeOfValue(value: unknown): ColumnType {
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  if (typeof value === "string" || typeof value === "boolean") return typeof value as "string" | "boolean";
  return value instanceof Date ? "date" : "object";
}

function cellOf(value: unknown, type: ColumnType): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value;
  if (type === "object" && typeof value === "number" && Number.isFinite(value)) return value;
  const text = typeof value === "string" ? value : textOf(value, 1);
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL)}…` : text;
}

function isSimple(value: unknown): boolean {
  return typeof value !== "object" || value === null || value instanceof Date;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
