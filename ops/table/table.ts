/**
 * The table and its verbs. The verbs are our own few lines over typed arrays rather than a library's: Arquero compiles every verb from text, which
 * hosts at the edge refuse, reads functions by their text, which closures do not survive, and has no types to keep; and on a million rows it takes up
 * to four times as long to sort, join, rank and group (less only to group by a single number). Tests hold the verbs against pandas.
 */
import type { Dtype } from "../dtype.ts";
import { ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { Tensor } from "../tensor.ts";
import { aggregateColumn, type Aggregation } from "./aggregate.ts";
import { Column, type ColumnValue } from "./column.ts";
import { concatColumns, missingColumn } from "./concat.ts";
import { groupRows, type Groups } from "./groups.ts";
import { columnOfValues, toColumn, type ColumnData } from "./infer.ts";
import { joinTables, type JoinOptions } from "./join.ts";
import { matrixOf } from "./matrix.ts";
import { checkNames } from "./names.ts";
import { fillColumn, fits } from "./nulls.ts";
import { pivotColumns, unpivotColumns, type PivotOptions, type UnpivotOptions } from "./pivot.ts";
import { rowMaker, type Row } from "./row.ts";
import { sampleRows } from "./sample-rows.ts";
import { orderRows, type SortKey } from "./sort.ts";
import { sliceRows, takeRows, type RowIndices } from "./take.ts";
import { formatTable } from "./text.ts";
import { windowColumn, windowsOf, type WindowFunction } from "./window.ts";
import { arrowOf, type ArrowOptions } from "./write/arrow.ts";
import { csvOf, type CsvOptions } from "./write/csv.ts";

/** A row as an object, null where a value is missing. */
export type RowObject = Record<string, ColumnValue | null>;

/** A column, or what a function of the row says; ascending by default. */
export type SortBy = string | { readonly by: string | ((row: Row) => unknown); readonly descending?: boolean };

/** Which rows: what a function says of each, or one boolean (or 0 and 1) a row. */
export type Filter = ((row: Row) => unknown) | Tensor | Column | ArrayLike<boolean | number>;

/** Of `window`. */
export interface WindowOptions {
  /** Rows of equal values here are a group of their own. Default: all rows are one. */
  readonly groupBy?: string | readonly string[];
  /** The order inside a group. Default: as the rows are. */
  readonly orderBy?: SortBy | readonly SortBy[];
}

/** Named columns of one length. A table never changes: verbs make new ones, and share the columns they leave as they are. */
export class Table {
  readonly #byName: ReadonlyMap<string, Column>;
  readonly #rows: number;
  /** Not private to the engine, so that a scope that returns the table keeps the tensors in it. */
  private readonly list: readonly Column[];

  /** Of columns. Throws `ValidationError` for names that are empty or there twice, and for columns of unequal lengths. */
  constructor(columns: readonly Column[]) {
    this.list = [...columns];
    this.#rows = columns[0]?.length ?? 0;
    const byName = new Map<string, Column>();
    for (const column of columns) {
      if (column.name === "") throw new ValidationError("table", `column ${byName.size} has no name`);
      if (byName.has(column.name)) throw new ValidationError("table", `two columns of one name: ${JSON.stringify(column.name)}`);
      if (column.length !== this.#rows) {
        throw new ValidationError("table", `columns of unequal lengths: ${JSON.stringify(columns[0]!.name)} has ${this.#rows} rows, ${JSON.stringify(column.name)} has ${column.length}`);
      }
      byName.set(column.name, column);
    }
    this.#byName = byName;
  }

  numRows(): number {
    return this.#rows;
  }

  numColumns(): number {
    return this.list.length;
  }

  columnNames(): string[] {
    return this.list.map(({ name }) => name);
  }

  columns(): Column[] {
    return [...this.list];
  }

  /** The column of a name. Throws `ValidationError` for a name that is not there, as all verbs do. */
  column(name: string): Column {
    if (!this.#byName.has(name)) checkNames("table", [name], this.columnNames());
    return this.#byName.get(name)!;
  }

  /** Whether every column can be read at once: false where one is a tensor on webgpu. */
  get isOnHost(): boolean {
    return this.list.every((column) => column.isOnHost);
  }

  /** The table with every column where it can be read at once, which verbs that look at values need. */
  async toHost(): Promise<Table> {
    return this.isOnHost ? this : new Table(await Promise.all(this.list.map((column) => column.toHost())));
  }

  // Choosing columns

  /** The columns of those names, in that order. */
  select(...names: readonly string[]): Table {
    return new Table(names.map((name) => this.column(name)));
  }

  /** All columns but those. */
  drop(...names: readonly string[]): Table {
    for (const name of names) this.column(name);
    return new Table(this.list.filter(({ name }) => !names.includes(name)));
  }

  /** With other names: `rename({ old: "new" })`. */
  rename(names: Readonly<Record<string, string>>): Table {
    if (typeof names !== "object" || names === null) throw new ValidationError("rename", `not names by name: ${describeValue(names)}`, 'rename({ old: "new" })');
    for (const name of Object.keys(names)) this.column(name);
    return new Table(this.list.map((column) => (Object.hasOwn(names, column.name) ? column.rename(names[column.name]!) : column)));
  }

  /**
   * With more columns, or others in place of those of the same name: what a function says of each row of this table, or values as `table` takes them.
   * A function's null, undefined and NaN are missing values.
   */
  derive(columns: Readonly<Record<string, ColumnData | ((row: Row) => unknown)>>): Table {
    const made = Object.entries(columns).map(([name, data]) => (typeof data === "function" ? this.#computed(name, data) : toColumn(name, data)));
    const names = new Set(made.map(({ name }) => name));
    const replaced = this.list.map((column) => (names.has(column.name) ? made.find(({ name }) => name === column.name)! : column));
    return new Table([...replaced, ...made.filter(({ name }) => !this.#byName.has(name))]);
  }

  #computed(name: string, fn: (row: Row) => unknown): Column {
    const row = rowMaker(this.list);
    return columnOfValues("derive", name, Array.from({ length: this.#rows }, (_, i) => fn(row(i))));
  }

  // Choosing rows

  /**
   * The rows for which it is true. A missing value is not true. Throws `ValidationError` unless there is one for each row, `DeviceError` for a tensor on
   * webgpu: take `filter(await mask.data())`.
   */
  filter(keep: Filter): Table {
    const rows = new Uint32Array(this.#rows);
    let count = 0;
    const test = typeof keep === "function" ? this.#predicate(keep) : this.#flags(keep);
    for (let row = 0; row < this.#rows; row++) if (test(row)) rows[count++] = row;
    return count === this.#rows ? this : this.#take(rows.subarray(0, count));
  }

  #predicate(keep: (row: Row) => unknown): (row: number) => boolean {
    const row = rowMaker(this.list);
    return (i) => {
      const answer = keep(row(i));
      if (answer instanceof Promise) throw new ValidationError("filter", `row ${i} is a promise`, "await what the function needs before the filter");
      return Boolean(answer);
    };
  }

  #flags(keep: Exclude<Filter, (row: Row) => unknown>): (row: number) => boolean {
    if (typeof keep !== "object" || keep === null || !("length" in keep || keep instanceof Tensor)) throw new ValidationError("filter", `neither a function nor a mask: ${describeValue(keep)}`, "filter((row) => row.price > 0)");
    const column = keep instanceof Tensor ? Column.of("mask", keep) : keep;
    if (column.length !== this.#rows) throw new ValidationError("filter", `a mask of ${column.length} for ${this.#rows} rows`);
    const { values, nulls } = column instanceof Column ? column : { values: column, nulls: undefined };
    return (row) => Boolean(values[row]) && nulls?.[row] !== 1;
  }

  /** The rows from `start` up to but not including `stop`, which count from the end below 0, as `Array.slice`. They share the elements. */
  slice(start = 0, stop = this.#rows): Table {
    const at = (index: number): number => {
      if (!Number.isInteger(index) && index !== Infinity) throw new ValidationError("slice", `invalid row: ${index}`, "a whole number");
      return Math.max(0, Math.min(index < 0 ? index + this.#rows : index, this.#rows));
    };
    return new Table(this.list.map((column) => sliceRows(column, at(start), Math.max(at(start), at(stop)))));
  }

  /** The first rows. Default: 5. */
  head(count = 5): Table {
    return this.slice(0, checkCount("head", count));
  }

  /** The last rows. Default: 5. */
  tail(count = 5): Table {
    return this.slice(Math.max(0, this.#rows - checkCount("tail", count)));
  }

  /** So many different rows in random order; the same for the same seed. Throws `ValidationError` for more rows than there are. */
  sample(count: number, { seed }: { readonly seed?: number } = {}): Table {
    return this.#take(sampleRows(count, this.#rows, seed));
  }

  /** The first row of each combination of values in those columns. Default: in all. */
  distinct(...names: readonly string[]): Table {
    const columns = names.length === 0 ? this.list : names.map((name) => this.column(name));
    return this.#take(groupRows(columns, this.#rows).firsts);
  }

  /**
   * In order of the first key, where it is equal of the second, and so on; equal rows keep their order. Missing values come last in both directions,
   * strings go by their code units.
   */
  sort(...by: readonly SortBy[]): Table {
    if (by.length === 0) throw new ValidationError("sort", "nothing to sort by", 'sort("name") or sort({ by: "name", descending: true })');
    return this.#take(orderRows(this.#keys(by), this.#rows));
  }

  #keys(by: readonly SortBy[]): SortKey[] {
    return by.map((key) => {
      if (typeof key !== "string" && (typeof key !== "object" || key === null)) throw new ValidationError("sort", `nothing to sort by: ${describeValue(key)}`, 'sort("name") or sort({ by: "name", descending: true })');
      const { by, descending = false } = typeof key === "string" ? { by: key } : key;
      return { column: typeof by === "function" ? this.#computed("key", by) : this.column(by), descending };
    });
  }

  #take(rows: RowIndices): Table {
    return new Table(this.list.map((column) => takeRows(column, rows)));
  }

  // Missing values

  /** Without the rows where a value is missing in one of those columns. Default: in any. */
  dropNull(...names: readonly string[]): Table {
    const columns = names.length === 0 ? this.list : names.map((name) => this.column(name));
    const masks = columns.map(({ nulls }) => nulls).filter((nulls) => nulls !== undefined);
    return masks.length === 0 ? this : this.filter(Uint8Array.from({ length: this.#rows }, (_, row) => Number(masks.every((mask) => mask[row] === 0))));
  }

  /** With a value where one is missing: by column, or one for all columns of its type. Throws `DtypeError` for a value of another type than its column. */
  fillNull(values: ColumnValue | Readonly<Record<string, ColumnValue>>): Table {
    if (values === null) throw new ValidationError("fillNull", "no value: null", "fillNull(0) or fillNull({ name: value })");
    if (typeof values !== "object" || values instanceof Date) return new Table(this.list.map((column) => (fits(column.type, values) ? fillColumn(column, values) : column)));
    for (const name of Object.keys(values)) this.column(name);
    return new Table(this.list.map((column) => (Object.hasOwn(values, column.name) ? fillColumn(column, values[column.name]!) : column)));
  }

  // Several rows, several tables

  /** The rows grouped by their values in those columns: ask the groups for `aggregate` or `count`. Missing values are a group. */
  groupBy(...names: readonly string[]): GroupedTable {
    const keys = names.map((name) => this.column(name));
    return new GroupedTable(this, keys, groupRows(keys, this.#rows));
  }

  /** The columns of both tables, where the keys agree: see `JoinOptions`. */
  join(other: Table, options: JoinOptions): Table {
    return new Table(joinTables(this.list, expectTable("join", other).list, options));
  }

  /** The rows of others below, matched by name; a column that one lacks is missing there. Throws `DtypeError` for types that do not go together. */
  concat(...others: readonly Table[]): Table {
    const tables = [this, ...others.map((other) => expectTable("concat", other))];
    const names = new Set(tables.flatMap((table) => table.columnNames()));
    return new Table(Array.from(names, (name) => {
      const { type } = tables.find((table) => table.#byName.has(name))!.column(name);
      return concatColumns("concat", tables.map((table) => table.#byName.get(name) ?? missingColumn(name, type, table.numRows())));
    }));
  }

  /** A wide table of a long one: a column for each value of `columns`. */
  pivot(options: PivotOptions): Table {
    return new Table(pivotColumns(options, this.list, (name) => this.column(name)));
  }

  /** A long table of a wide one: a row for each value of `columns`. */
  unpivot(options: UnpivotOptions): Table {
    return new Table(unpivotColumns(options, this.list, (name) => this.column(name)));
  }

  /** With columns that see the rows around: `window({ mean7: ["mean", "price", [-6, 0]] }, { groupBy: "name", orderBy: "day" })`. The rows stay where they are. */
  window(columns: Readonly<Record<string, WindowFunction>>, { groupBy = [], orderBy = [] }: WindowOptions = {}): Table {
    const windows = windowsOf([groupBy].flat().map((name) => this.column(name)), this.#keys([orderBy].flat()), this.#rows);
    return this.derive(Object.fromEntries(Object.entries(columns).map(([name, how]) => [name, windowColumn(name, how, windows, (of) => this.column(of))])));
  }

  // Out of the table

  /** The values of a column as JavaScript has them, null where one is missing. */
  array(name: string): (ColumnValue | null)[] {
    return this.column(name).toArray();
  }

  /** The rows as objects. */
  rows(): RowObject[] {
    return Array.from({ length: this.#rows }, (_, row) => Object.fromEntries(this.list.map((column) => [column.name, column.get(row)])));
  }

  /**
   * The numbers of columns as a tensor [rows, columns], NaN where a value is missing. Default: every column of numbers, integers and booleans; float64,
   * which lies on the cpu where the chosen device lacks it. Throws `DtypeError` for strings and for an integer dtype where values are missing.
   */
  matrix(names?: readonly string[], { dtype = "float64" }: { readonly dtype?: Dtype } = {}): Tensor {
    if (names !== undefined && names !== null && !Array.isArray(names)) throw new ValidationError("matrix", `not a list of names: ${describeValue(names)}`, 'matrix(["x", "y"])');
    const columns = names?.map((name) => this.column(name)) ?? this.list.filter(({ type }) => type !== "string" && type !== "date");
    return matrixOf(columns, this.#rows, dtype);
  }

  /** As comma-separated text, with a line of names. Dates are in ISO's form, in universal time. */
  toCsv(options: CsvOptions = {}): string {
    return csvOf(this.list, this.#rows, options);
  }

  /** The rows as JSON. Dates are in ISO's form; infinite numbers, which JSON lacks, become null. */
  toJson(): string {
    return JSON.stringify(this.rows());
  }

  /** As bytes in Arrow's format, which pandas, DuckDB and others read. */
  toArrow(options: ArrowOptions = {}): Promise<Uint8Array> {
    return arrowOf(this.list, options);
  }

  /** The first and last rows, aligned. */
  toString(): string {
    return formatTable(this.list, this.#rows);
  }

  /** What `console.log` shows in Node and Deno. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

/** The groups of a table, in the order of their first rows. */
export class GroupedTable {
  readonly #table: Table;
  readonly #keys: readonly Column[];
  readonly #groups: Groups;

  constructor(table: Table, keys: readonly Column[], groups: Groups) {
    this.#table = table;
    this.#keys = keys;
    this.#groups = groups;
  }

  /**
   * A row for each group: `aggregate({ price: ["mean", "price"], n: "count", spread: [(values) => ..., "price"] })`. Missing values are left out of every
   * summary; the spread is that of a sample. Throws `DtypeError` for a summary that the column's type has not.
   */
  aggregate(columns: Readonly<Record<string, Aggregation>>): Table {
    const table = this.#table;
    const made = Object.entries(columns).map(([name, how]) => aggregateColumn(name, how, this.#groups, table.columns(), (of) => table.column(of)));
    return new Table([...this.#keys.map((key) => takeRows(key, this.#groups.firsts)), ...made]);
  }

  /** How many rows each group has, in a column "count". */
  count(): Table {
    return this.aggregate({ count: "count" });
  }
}

function expectTable(op: string, other: unknown): Table {
  if (other instanceof Table) return other;
  throw new ValidationError(op, `not a table: ${describeValue(other)}`, "make one with table(...)");
}

function checkCount(op: string, count: number): number {
  if (Number.isInteger(count) && count >= 0) return count;
  throw new ValidationError(op, `invalid count: ${count}`, "a whole number of rows");
}
