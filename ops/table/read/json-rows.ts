/** Rows that are objects to columns, batch by batch. */
import { ValidationError } from "../../errors.ts";
import { describeValue } from "../../sample.ts";
import type { Column, ColumnType } from "../column.ts";
import { columnOfValues } from "../infer.ts";
import { chooseNames } from "../names.ts";
import type { ReadOptions } from "./options.ts";
import { parseDate } from "./scalars.ts";
import { ValueParts } from "./value-parts.ts";

/** The values of one key: those of earlier batches packed, those of this one as they came. */
interface KeyColumn {
  readonly name: string;
  readonly index: number;
  readonly parts: ValueParts;
  batch: unknown[];
}

export class JsonRows {
  readonly #op: string;
  readonly #options: ReadOptions;
  readonly #limit: number;
  readonly #columns: KeyColumn[] = [];
  readonly #byName = new Map<string, KeyColumn>();
  length = 0;

  constructor(op: string, options: ReadOptions) {
    this.#op = op;
    this.#options = options;
    this.#limit = options.limit ?? Infinity;
  }

  /** Whether there are as many rows as are wanted. */
  get full(): boolean {
    return this.length >= this.#limit;
  }

  /** Takes rows, as far as they are wanted. */
  add(rows: readonly unknown[]): void {
    const count = Math.min(rows.length, this.#limit - this.length);
    for (let row = 0; row < count; row++) this.#addRow(rows[row], row);
    for (const { parts, batch } of this.#columns) {
      batch.length = count;
      parts.skip(this.length - parts.length);
      parts.add(withoutNulls(batch, this.#options));
    }
    for (const column of this.#columns) column.batch = [];
    this.length += count;
  }

  #addRow(values: unknown, row: number): void {
    if (typeof values !== "object" || values === null || Array.isArray(values)) throw new ValidationError(this.#op, `row ${this.length + row} is not an object: ${describeValue(values)}`);
    let index = 0;
    for (const name in values) {
      let column = this.#columns[index]; // most rows have their keys in one order
      if (column?.name !== name) column = this.#column(name);
      column!.batch[row] = (values as Record<string, unknown>)[name];
      index = column!.index + 1;
    }
  }

  #column(name: string): KeyColumn {
    let column = this.#byName.get(name);
    if (column === undefined) {
      column = { name, index: this.#columns.length, parts: new ValueParts(), batch: [] };
      this.#columns.push(column);
      this.#byName.set(name, column);
    }
    return column;
  }

  finish(): Column[] {
    const { types = {} } = this.#options;
    const names = chooseNames(this.#op, this.#options, this.#columns.map(({ name }) => name));
    return names.map((name) => this.#byName.get(name)!.parts.finish(this.#op, name, types[name], (values) => withDates(values, types[name])));
  }
}

/** Columns by name, as an object of arrays has them. */
export function columnsOfArrays(op: string, all: ReadonlyMap<string, readonly unknown[]>, options: ReadOptions): Column[] {
  const { types = {}, limit } = options;
  return chooseNames(op, options, [...all.keys()]).map((name) => {
    const values = withoutNulls(all.get(name)!.slice(0, limit), options);
    return columnOfValues(op, name, withDates(values, types[name]), types[name]);
  });
}

function withoutNulls(values: unknown[], { nulls = [] }: ReadOptions): unknown[] {
  return nulls.length === 0 ? values : values.map((value) => (nulls.includes(value as string) ? null : value));
}

/** JSON has no dates: a column is of dates when that is said, or every text in it is one in ISO's form. */
function withDates(values: unknown[], type: ColumnType | undefined): unknown[] {
  return type === "date" || (type === undefined && areDates(values)) ? values.map(toDate) : values;
}

function areDates(values: readonly unknown[]): boolean {
  let some = false;
  for (const value of values) {
    if (value === null || value === undefined) continue;
    if (typeof value !== "string" || Number.isNaN(parseDate(value, 0, value.length))) return false;
    some = true;
  }
  return some;
}

function toDate(value: unknown): unknown {
  const time = typeof value === "string" ? parseDate(value, 0, value.length) : NaN;
  return Number.isNaN(time) ? value : new Date(time);
}
