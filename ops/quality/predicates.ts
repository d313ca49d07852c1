/** Tests of the single values of a column. Each is asked about rows whose value is not missing. */
import { ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import type { Column, ColumnType, ColumnValue } from "../table/column.ts";
import { checkRange } from "./accuracy.ts";
import { isOfType, textTypeOf } from "./text-type.ts";

export type Predicate = (row: number) => boolean;

/** A value as JSON keeps it: dates as text. */
export type PlainValue = number | string | boolean;

export interface Range {
  /** Default: no bound. A date as text counts for columns of dates. */
  readonly min?: number | string;
  readonly max?: number | string;
}

/** From `min` to `max`, both included. */
export function inRange(op: string, column: Column, { min, max }: Range): Predicate {
  const [low, high] = [bound(op, min, -Infinity), bound(op, max, Infinity)];
  checkRange(op, low, high);
  const { values, name } = column;
  if (!ArrayBuffer.isView(values)) throw new ValidationError(op, `strings have no range: ${JSON.stringify(name)}`, "isIn, matches and hasType look at strings");
  return (row) => values[row]! >= low && values[row]! <= high;
}

function bound(op: string, value: number | string | undefined, none: number): number {
  if (value === undefined) return none;
  const number = typeof value === "string" ? Date.parse(value) : value;
  if (Number.isNaN(number)) throw new ValidationError(op, `neither a number nor a date: ${JSON.stringify(value)}`);
  return number;
}

/** One of a set; dates are compared by their time. */
export function inSet(op: string, column: Column, set: Iterable<ColumnValue>): Predicate {
  if (typeof set !== "object" || set === null || !(Symbol.iterator in set)) throw new ValidationError(op, `not a set of values: ${describeValue(set)}`, "an array or a Set");
  const keys = new Set([...set].map((value) => keyOf(value, column.type)));
  return (row) => keys.has(keyOf(column.values[row]!, column.type));
}

function keyOf(value: ColumnValue, type: ColumnType): number | string {
  if (type === "date") return typeof value === "string" ? Date.parse(value) : Number(value);
  return typeof value === "string" ? value : Number(value);
}

/** A match somewhere in the value as text: `^` and `$` tie it to the ends. */
export function matching(op: string, column: Column, pattern: RegExp | string): Predicate {
  const expression = expressionOf(op, pattern);
  return (row) => expression.test(textOf(column, row));
}

function expressionOf(op: string, pattern: RegExp | string): RegExp {
  try {
    return typeof pattern === "string" ? new RegExp(pattern, "u") : new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, "")); // these two remember the last match
  } catch (error) {
    throw new ValidationError(op, `no regular expression: ${String(pattern)}`, (error as Error).message);
  }
}

/** The value as text: dates in ISO form. */
export function textOf(column: Column, row: number): string {
  const value = column.get(row);
  return value instanceof Date ? value.toISOString() : String(value);
}

const types: readonly ColumnType[] = ["number", "integer", "boolean", "string", "date"];

/** Of a type, or a string that reads as one. Everything is a string, and an integer is a number. */
export function ofType(op: string, column: Column, type: ColumnType): Predicate {
  if (!types.includes(type)) throw new ValidationError(op, `no such type: ${JSON.stringify(type)}`, `one of ${types.join(", ")}`);
  const { values } = column;
  if (column.type === "string") return (row) => isOfType(textTypeOf(values[row] as string), type);
  if (column.type === "number" && type === "integer") return (row) => Number.isInteger(values[row]);
  const is = isOfType(column.type, type);
  return () => is;
}

/** What nobody has to ask for: a number is finite, a text is not blank. */
export function usable({ values, type }: Column): Predicate {
  if (type === "string") return (row) => (values[row] as string).trim() !== "";
  return (row) => Number.isFinite(values[row]);
}
