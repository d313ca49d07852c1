/**
 * What functions on data accept, and how it becomes numbers. Numbers of the host are taken as float64, so that nothing of them is lost before
 * a statistic is calculated; a tensor keeps its dtype and stays on its device.
 */
import { exactBackend } from "./device.ts";
import { nativeDtype, type TypedArray } from "./dtype.ts";
import { DtypeError, ShapeError, ValidationError } from "./errors.ts";
import { formatShape } from "./shape.ts";
import { Tensor } from "./tensor.ts";
import { upload } from "./transfer.ts";

/** Has its numbers as a tensor: a column of a table. NaN where a value is missing. */
export interface Numeric {
  tensor(): Tensor;
}

/** Numbers: a tensor, a column, a typed array or an array. */
export type Sample = Tensor | Numeric | TypedArray | readonly number[];

/**
 * The numbers as a tensor: itself, a column's, or one of float64 for an array. Throws `ValidationError` for anything else, and for an array with an
 * element that is not a number.
 */
export function asSample(op: string, x: Sample): Tensor {
  if (x instanceof Tensor) return x;
  if (isNumeric(x)) return x.tensor();
  const numbers = ArrayBuffer.isView(x) ? x : numbersOfArray(op, x);
  return new Tensor(upload(op, exactBackend(), numbers, nativeDtype(op, numbers), [numbers.length]), []);
}

/** The numbers in float64, row-major. They are a copy only where they have to be: change nothing in them. */
export async function numbersOf(op: string, x: Sample): Promise<Float64Array> {
  return x instanceof Tensor || isNumeric(x) ? widened(await asSample(op, x).data()) : numbersNow(op, x);
}

/** The same at once. Throws `DeviceError` for a tensor on webgpu. */
export function numbersNow(op: string, x: Sample): Float64Array {
  if (x instanceof Tensor || isNumeric(x)) return widened(asSample(op, x).dataSync());
  return ArrayBuffer.isView(x) ? widened(x) : numbersOfArray(op, x);
}

/** One observation a row, one feature a column: a tensor of two axes, or rows of numbers. */
export type Rows = Tensor | readonly (readonly number[])[];

/** The rows as a tensor [n, features]. Throws `ShapeError` for other than two axes and for rows of unequal lengths. */
export function asRows(op: string, x: Rows): Tensor {
  if (x instanceof Tensor) {
    if (x.ndim === 2) return x;
    throw new ShapeError(op, `not rows of features: ${formatShape(x.shape)}`, "a single feature is a column: x.reshape([-1, 1])");
  }
  if (!Array.isArray(x) || !Array.isArray(x[0])) throw new ValidationError(op, `not rows of numbers: ${describeValue(x)}`, "a tensor [n, features] or an array of rows");
  const rows: readonly (readonly number[])[] = x;
  const width = rows[0]!.length;
  const ragged = rows.findIndex((row) => !Array.isArray(row) || row.length !== width);
  if (ragged >= 0) throw new ShapeError(op, `row ${ragged} is not as long as the first one, ${width}: ${describeValue(rows[ragged])}`);
  const numbers = numbersOfArray(op, rows.flat());
  return new Tensor(upload(op, exactBackend(), numbers, "float64", [rows.length, width]), []);
}

function numbersOfArray(op: string, x: readonly number[]): Float64Array {
  if (!Array.isArray(x)) throw new ValidationError(op, `not numbers: ${describeValue(x)}`, "a tensor, a column, a typed array or an array of numbers");
  const wrong = x.findIndex((element) => typeof element !== "number");
  if (wrong >= 0) throw new DtypeError(op, `element ${wrong} is not a number: ${describeValue(x[wrong])}`, "missing values are NaN");
  return Float64Array.from(x);
}

const widened = (numbers: TypedArray): Float64Array => (numbers instanceof Float64Array ? numbers : Float64Array.from(numbers));

const isNumeric = (x: unknown): x is Numeric => typeof x === "object" && x !== null && "tensor" in x && typeof x.tensor === "function";

/** A value in an error message. */
export function describeValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  const name = value.constructor?.name ?? "Object";
  return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
}
