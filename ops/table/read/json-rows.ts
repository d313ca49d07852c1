/** Rows that are objects to columns, batch by batch. */
import { ValidationError } from "../../errors.ts";
import { describeValue } from "../../sample.ts";
import { Column, type ColumnType } from "../column.ts";
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

  /** The columns, one after the other. */
  *finish(): Generator<Column> {
    const { types = {} } = this.#options;
    const names = chooseNames(this.#op, this.#options, this.#columns.map(({ name }) => name));
    for (const name of names) yield this.#byName.get(name)!.parts.finish(this.#op, name, types[name], columnOfJson);
  }
}

/** Columns by name, as an object of arrays has them. */
export function* columnsOfArrays(op: string, all: ReadonlyMap<string, readonly unknown[]>, options: ReadOptions): Generator<Column> {
  const { types = {}, limit } = options;
  for (const name of chooseNames(op, options, [...all.keys()])) yield columnOfJson(op, name, withoutNulls(all.get(name)!.slice(0, limit), options), types[name]);
}

function withoutNulls(values: unknown[], { nulls = [] }: ReadOptions): unknown[] {
  return nulls.length === 0 ? values : values.map((value) => (nulls.includes(value as string) ? null : value));
}

/** JSON has no dates: a column is of dates when that is said, or every text in it is one in ISO's form. */
function columnOfJson(op: string, name: string, values: ArrayLike<unknown>, type?: ColumnType): Column {
  const dates = type === undefined ? datesIn(values) : undefined;
  if (dates !== undefined) return new Column(name, "date", dates);
  return columnOfValues(op, name, type === "date" ? Array.from(values, toDate) : values, type);
}

/** Texts as dates; undefined where anything else is among them, or nothing at all. */
function datesIn(values: ArrayLike<unknown>): Float64Array | undefined {
  const dates = new Float64Array(values.length).fill(NaN);
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === null || value === undefined) continue;
    if (typeof value !== "string") return undefined;
    const date = parseDate(value, 0, value.length);
    if (Number.isNaN(date)) return undefined;
    dates[row] = date;
    count++;
  }
  return count === 0 ? undefined : dates;
}

function toDate(value: unknown): unknown {
  const time = typeof value === "string" ? parseDate(value, 0, value.length) : NaN;
  return Number.isNaN(time) ? value : new Date(time);
}
