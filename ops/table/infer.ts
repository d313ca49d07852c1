/** Columns of JavaScript values: which type they share, and how they are kept. */
import { nativeDtype, type TypedArray } from "../dtype.ts";
import { DtypeError, ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { Tensor } from "../tensor.ts";
import { Column, missingNumbers, typeOfDtype, type ColumnType } from "./column.ts";

/** What a column is made of. */
export type ColumnData = readonly unknown[] | TypedArray | Tensor | Column;

/** A column of what a program has at hand. */
export function toColumn(name: string, data: ColumnData | undefined, type?: ColumnType): Column {
  if (data instanceof Tensor) return Column.of(name, data);
  if (data instanceof Column) return data.rename(name);
  if (Array.isArray(data) || ArrayBuffer.isView(data)) return columnOfValues("table", name, data as ArrayLike<unknown>, type);
  throw new ValidationError("table", `column ${JSON.stringify(name)} is not a list of values: ${describeValue(data)}`, "an array, a typed array, a tensor or a column");
}

/**
 * A column of values. null, undefined, NaN and invalid dates are missing. Without a type: the one that all values share; whole numbers are integers;
 * several types become strings, and so do objects, as JSON. Throws `ValidationError` for a value that does not fit the type, naming its row.
 */
export function columnOfValues(op: string, name: string, values: ArrayLike<unknown>, type?: ColumnType): Column {
  if (ArrayBuffer.isView(values) && !(values instanceof BigInt64Array || values instanceof BigUint64Array)) {
    const numbers = values as unknown as TypedArray;
    const own = typeOfDtype(nativeDtype(op, numbers));
    if (type === undefined || type === own || (type === "number" && own === "integer")) return new Column(name, type ?? own, numbers);
  }
  const found = type === undefined ? numbersIn(values) : undefined;
  if (found !== undefined) return new Column(name, found.type ?? "number", found.numbers); // of nothing but missing values: NaN, as NumPy and pandas have it
  const target = type ?? typeOf(op, name, values);
  if (target === "string") return new Column(name, target, strings(op, name, values));
  const numbers = new Float64Array(values.length).fill(NaN);
  for (let row = 0; row < values.length; row++) if (!isMissing(values[row])) numbers[row] = numberOf(op, name, row, values[row], target);
  return target === "boolean" ? booleans(name, numbers) : new Column(name, target, numbers);
}

/** Numbers or dates, and their type, which is undefined where all are missing. */
export interface Numbers {
  readonly type: "number" | "integer" | "date" | undefined;
  readonly numbers: Float64Array;
}

/** What most columns are, from one walk over the values; undefined where anything else is among them. */
export function numbersIn(values: ArrayLike<unknown>): Numbers | undefined {
  const numbers = new Float64Array(values.length);
  let [fractions, integers, dates] = [false, false, false];
  for (let row = 0; row < numbers.length; row++) {
    const value = values[row];
    numbers[row] = NaN;
    if (isMissing(value)) continue;
    const number = typeof value === "number" ? value : value instanceof Date ? value.getTime() : typeof value === "bigint" ? Number(value) : NaN;
    numbers[row] = number;
    if (typeof value === "object") dates = true;
    else if (Number.isInteger(number)) integers = true;
    else fractions = true;
    if (Number.isNaN(number) || (typeof value === "bigint" && !Number.isSafeInteger(number))) return undefined;
  }
  if (dates && (integers || fractions)) return undefined;
  return { type: dates ? "date" : fractions ? "number" : integers ? "integer" : undefined, numbers };
}

function strings(op: string, name: string, values: ArrayLike<unknown>): (string | null)[] {
  const texts: (string | null)[] = [];
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    texts.push(typeof value === "string" ? value : isMissing(value) ? null : textOf(op, name, row, value));
  }
  return texts;
}

const isMissing = (value: unknown): boolean => value === null || value === undefined || (typeof value === "number" ? Number.isNaN(value) : value instanceof Date && Number.isNaN(value.getTime()));

/** 0, 1 and NaN as a column of booleans. */
export function booleans(name: string, flags: Float64Array): Column {
  const values = new Uint8Array(flags); // NaN becomes 0
  return new Column(name, "boolean", values, missingNumbers(flags));
}

function typeOf(op: string, name: string, values: ArrayLike<unknown>): ColumnType {
  let found: ColumnType | undefined;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (isMissing(value)) continue;
    const type = typeOfValue(op, name, row, value);
    if (type === "string") return type; // whatever else there is becomes text
    if (found === undefined || found === type) found = type;
    else if ((found === "number" || found === "integer") && (type === "number" || type === "integer")) found = "number";
    else return "string";
  }
  return found ?? "number"; // of nothing but missing values: NaN, as NumPy and pandas have it
}

function typeOfValue(op: string, name: string, row: number, value: unknown): ColumnType {
  switch (typeof value) {
    case "number":
      return Number.isInteger(value) ? "integer" : "number";
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? "integer" : "string";
    case "boolean":
      return "boolean";
    case "string":
      return "string";
    case "object":
      if (value instanceof Date) return "date";
      if (isData(value!)) return "string";
  }
  throw new ValidationError(op, `row ${row} of column ${JSON.stringify(name)} is no value: ${describeValue(value)}`, "numbers, booleans, strings, dates, null, and lists and plain objects of them");
}

/** Whether JSON says all that an object is. */
function isData(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || ArrayBuffer.isView(value) || prototype === Object.prototype || prototype === null;
}

function jsonOf(value: object): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === "bigint") return Number.isSafeInteger(Number(part)) ? Number(part) : String(part);
    return ArrayBuffer.isView(part) ? Array.from(part as Uint8Array) : part;
  });
}

function textOf(op: string, name: string, row: number, value: unknown): string {
  typeOfValue(op, name, row, value);
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? jsonOf(value!) : String(value);
}

function numberOf(op: string, name: string, row: number, value: unknown, type: Exclude<ColumnType, "string">): number {
  if (accepts[type](value)) return Number(value);
  throw new DtypeError(op, `row ${row} of column ${JSON.stringify(name)} is not of type ${type}: ${describeValue(value)}`);
}

/** Which values a type that was given takes; numbers are dates in milliseconds. */
const accepts: Readonly<Record<Exclude<ColumnType, "string">, (value: unknown) => boolean>> = {
  number: (value) => typeof value === "number" || typeof value === "bigint",
  integer: (value) => Number.isInteger(value) || (typeof value === "bigint" && Number.isSafeInteger(Number(value))),
  boolean: (value) => typeof value === "boolean",
  date: (value) => value instanceof Date || typeof value === "number",
};
