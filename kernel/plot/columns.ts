/** Lists of values as they travel: packed where they are numbers or dates, plain JSON otherwise. */
import type { Data } from "../../cells/json.ts";
import { isPackable, pack } from "../../cells/packed.ts";
import { Unrecordable } from "./unrecordable.ts";

/** Lists shorter than this are written where they stand instead of packed. */
const PACK_FROM = 8;

/** One list; `encodeItem` writes what is neither a number nor a date. */
export function encodeColumn(values: ArrayLike<unknown>, path: string, encodeItem: (value: unknown) => Data): Data {
  if (isPackable(values)) return pack(values);
  if (ArrayBuffer.isView(values)) return packNumbers(Array.from(values, Number));
  const list = Array.from(values);
  if (list.length >= PACK_FROM && list.every((value) => typeof value === "number")) return packNumbers(list);
  if (list.length >= PACK_FROM && list.every(isDateOrNull) && list.some(Boolean)) return { $dates: packDates(list) };
  return list.map((value) => (typeof value === "function" ? refuse(path) : encodeItem(value)));
}

function packNumbers(values: number[]): Data {
  const whole = values.every((value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31 && !Object.is(value, -0));
  return pack(whole ? Int32Array.from(values) : Float64Array.from(values));
}

function isDateOrNull(value: unknown): value is Date | null {
  return value === null || value instanceof Date;
}

function packDates(values: (Date | null)[]): Data {
  return pack(Float64Array.from(values, (date) => (date ? date.getTime() : NaN)));
}

function refuse(path: string): never {
  throw new Unrecordable(path, "a list of functions");
}
