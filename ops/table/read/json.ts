/** JSON to columns: an array of rows, columns by name, or one row a line. */
import { ValidationError } from "../../errors.ts";
import { describeValue } from "../../sample.ts";
import type { Column } from "../column.ts";
import { columnOfValues } from "../infer.ts";
import { chooseNames } from "../names.ts";
import type { ReadOptions } from "./options.ts";
import { parseDate } from "./scalars.ts";

/** Rows of a whole document: an array of objects, or an object of arrays. */
export function columnsOfJson(op: string, text: string, options: ReadOptions): Column[] {
  const data = parse(op, text, "the text");
  if (Array.isArray(data)) {
    const rows = new JsonRows(op, options);
    for (const row of data) if (!rows.add(row)) break;
    return rows.finish();
  }
  const entries = typeof data === "object" && data !== null ? Object.entries(data) : [];
  const wrong = entries.find(([, values]) => !Array.isArray(values));
  if (entries.length === 0 || wrong !== undefined) throw new ValidationError(op, `neither rows nor columns: ${wrong === undefined ? describeValue(data) : `${JSON.stringify(wrong[0])} is ${describeValue(wrong[1])}`}`, "an array of objects or an object of arrays");
  return typed(op, new Map(entries as [string, unknown[]][]), options);
}

/** Reads text that comes in parts, a row on each line. */
export class LinesReader {
  readonly #op: string;
  readonly #rows: JsonRows;
  #waiting = "";
  #line = 0;

  constructor(op: string, options: ReadOptions) {
    this.#op = op;
    this.#rows = new JsonRows(op, options);
  }

  get rows(): number {
    return this.#rows.length;
  }

  /** Takes the next part; returns false when no more rows are wanted. */
  push(part: string, last: boolean): boolean {
    const lines = (this.#waiting + part).split("\n");
    this.#waiting = last ? "" : lines.pop()!;
    for (const line of lines) {
      this.#line++;
      if (line.trim() !== "" && !this.#rows.add(parse(this.#op, line, `line ${this.#line}`))) return false;
    }
    return true;
  }

  finish(): Column[] {
    return this.#rows.finish();
  }
}

/** Rows into lists of values by name. */
class JsonRows {
  readonly #op: string;
  readonly #options: ReadOptions;
  readonly #columns = new Map<string, unknown[]>();
  length = 0;

  constructor(op: string, options: ReadOptions) {
    this.#op = op;
    this.#options = options;
  }

  /** Returns false, and takes nothing, when there are as many rows as are wanted. */
  add(row: unknown): boolean {
    if (this.length >= (this.#options.limit ?? Infinity)) return false;
    if (typeof row !== "object" || row === null || Array.isArray(row)) throw new ValidationError(this.#op, `row ${this.length} is not an object: ${describeValue(row)}`);
    for (const name of Object.keys(row)) {
      let values = this.#columns.get(name);
      if (values === undefined) this.#columns.set(name, (values = []));
      values[this.length] = (row as Record<string, unknown>)[name];
    }
    this.length++;
    return true;
  }

  finish(): Column[] {
    for (const values of this.#columns.values()) values.length = this.length;
    return typed(this.#op, this.#columns, this.#options);
  }
}

function typed(op: string, all: ReadonlyMap<string, unknown[]>, options: ReadOptions): Column[] {
  const { types = {}, nulls = [], limit } = options;
  return chooseNames(op, options, [...all.keys()]).map((name) => {
    const values = Array.from(all.get(name)!.slice(0, limit), (value) => (nulls.includes(value as string) ? null : value));
    const type = types[name];
    return columnOfValues(op, name, type === "date" || (type === undefined && areDates(values)) ? values.map(toDate) : values, type);
  });
}

/** JSON has no dates: a column is of dates when every text in it is one in ISO's form. */
function areDates(values: readonly unknown[]): boolean {
  const present = values.filter((value) => value !== null && value !== undefined);
  return present.length > 0 && present.every((value) => typeof value === "string" && !Number.isNaN(parseDate(value, 0, value.length)));
}

function toDate(value: unknown): unknown {
  const time = typeof value === "string" ? parseDate(value, 0, value.length) : NaN;
  return Number.isNaN(time) ? value : new Date(time);
}

function parse(op: string, text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ValidationError(op, `${where} is not JSON: ${(error as Error).message}`);
  }
}
