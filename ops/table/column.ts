/**
 * A named list of values of one type, of which any may be missing. What is missing is NaN in an array of floats and null in a list of strings;
 * booleans, which have no such value, bring a mask. Integers with something missing are kept as floats, which hold them exactly up to 2^53.
 */
import { currentBackend, exactBackend } from "../device.ts";
import { checkDtype, isFloat, isInteger, nativeDtype, type Dtype, type TypedArray } from "../dtype.ts";
import { encodeElements } from "../elements.ts";
import { DeviceError, DtypeError, ShapeError, ValidationError } from "../errors.ts";
import { astype } from "../math/manipulation.ts";
import { formatShape } from "../shape.ts";
import { within } from "../scope.ts";
import { Tensor } from "../tensor.ts";
import { upload } from "../transfer.ts";

export type ColumnType = "number" | "integer" | "boolean" | "string" | "date";

/** One value of a column as JavaScript has it. */
export type ColumnValue = number | boolean | string | Date;

/** What a column holds: numbers; dates as milliseconds since 1970 and NaN; booleans as 0 and 1; strings and null. */
export type ColumnValues = TypedArray | readonly (string | null)[];

/** A column of a table. It never changes: verbs make new ones, and share those they leave as they are. */
export class Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly length: number;
  /** The tensor that the column was made of. Not private, so that a scope that returns the table keeps it. */
  readonly source: Tensor | undefined;
  #values: ColumnValues | undefined;
  readonly #mask: Uint8Array | undefined;
  #nulls: Uint8Array | undefined | "unknown" = "unknown";
  #nullCount = 0;
  #tensor: Tensor | undefined;

  /**
   * Of values in the form that `ColumnValues` tells, or of a tensor of one axis; they are kept, not copied. `mask`, for booleans only, has 1 where
   * a value is missing.
   */
  constructor(name: string, type: ColumnType, values: ColumnValues | Tensor, mask?: Uint8Array) {
    this.name = name;
    this.type = type;
    this.#mask = mask;
    this.source = values instanceof Tensor ? values : undefined;
    if (!(values instanceof Tensor)) this.#values = values;
    this.length = values instanceof Tensor ? values.size : values.length;
  }

  /** A column that shares the elements of a tensor of one axis; its type follows the dtype. Throws `ShapeError` for another shape. */
  static of(name: string, tensor: Tensor): Column {
    if (tensor.ndim !== 1) throw new ShapeError("table", `column ${JSON.stringify(name)} is not of one axis: ${formatShape(tensor.shape)}`, "table(x, { columns: [...] }) takes a matrix");
    return new Column(name, typeOfDtype(tensor.dtype), tensor);
  }

  /** The elements; change nothing in them. Throws `DeviceError` for a column that is on webgpu. */
  get values(): ColumnValues {
    if (!this.isOnHost) throw new DeviceError("table", `column ${JSON.stringify(this.name)} is on webgpu, which cannot be read at once`, "await table.toHost() first");
    return (this.#values ??= this.source!.dataSync());
  }

  /** Whether the elements can be read at once: false for a tensor on webgpu. */
  get isOnHost(): boolean {
    return this.source?.device !== "webgpu";
  }

  /** The column with its elements where they can be read at once; itself when they are. */
  async toHost(): Promise<Column> {
    return this.source === undefined || this.isOnHost ? this : new Column(this.name, this.type, await this.source.to("cpu"));
  }

  /** 1 where a value is missing; undefined when none is. */
  get nulls(): Uint8Array | undefined {
    if (this.#nulls === "unknown") {
      const nulls = this.#mask ?? missing(this.values);
      this.#nullCount = nulls === undefined ? 0 : nulls.reduce((count, flag) => count + flag, 0);
      this.#nulls = this.#nullCount === 0 ? undefined : nulls;
    }
    return this.#nulls;
  }

  /** How many values are missing. */
  get nullCount(): number {
    return this.nulls === undefined ? 0 : this.#nullCount;
  }

  isNull(row: number): boolean {
    return this.nulls?.[row] === 1;
  }

  /** The value of a row, null where it is missing. Throws `ValidationError` for a row that is not there. */
  get(row: number): ColumnValue | null {
    if (!Number.isInteger(row) || row < 0 || row >= this.length) throw new ValidationError("column.get", `no such row: ${row}`, `${JSON.stringify(this.name)} has ${this.length}`);
    const value = this.values[row]!;
    if (value === null || this.isNull(row)) return null;
    if (this.type === "boolean") return value !== 0;
    return this.type === "date" ? new Date(value as number) : value;
  }

  /**
   * The numbers as a tensor of one axis, NaN where a value is missing, dates in milliseconds: that which the column was made of, or one on the chosen
   * device (float64 on the cpu where the device lacks it), which is made once. Default dtype: that of the elements, with float64 for booleans of
   * which some are missing. Throws `DtypeError` for strings, and for a dtype that cannot say what is missing.
   */
  tensor({ dtype }: { readonly dtype?: Dtype } = {}): Tensor {
    if (dtype !== undefined && !isFloat(checkDtype("column.tensor", dtype)) && this.nullCount > 0) {
      throw new DtypeError("column.tensor", `${dtype} cannot say what is missing: ${this.nullCount} of ${JSON.stringify(this.name)}`, "take a float dtype, or fillNull first");
    }
    if (this.source !== undefined) return dtype === undefined || dtype === this.source.dtype ? this.source : astype(this.source, dtype);
    const numbers = this.#numbers();
    const own = this.type === "boolean" && numbers instanceof Uint8Array ? "bool" : nativeDtype("column.tensor", numbers);
    if (dtype !== undefined && dtype !== own) return uploaded(encodeElements("column.tensor", numbers, dtype), dtype);
    // Of no scope: the column is asked again later.
    if (this.#tensor === undefined || this.#tensor.disposed) this.#tensor = within(undefined, () => uploaded(numbers, own));
    return this.#tensor;
  }

  /** The elements with NaN where a value is missing. */
  #numbers(): TypedArray {
    const { values, nulls } = this;
    if (!ArrayBuffer.isView(values)) throw new DtypeError("column.tensor", `a column of strings has no numbers: ${JSON.stringify(this.name)}`, "choose other columns, or give it a type when reading");
    if (this.type !== "boolean" || nulls === undefined) return values;
    return Float64Array.from(values, (value, row) => (nulls[row] === 1 ? NaN : value));
  }

  /** The same values under another name. */
  rename(name: string): Column {
    return name === this.name ? this : new Column(name, this.type, this.source ?? this.values, this.#mask);
  }

  /** The values as JavaScript has them, null where one is missing. */
  toArray(): (ColumnValue | null)[] {
    return Array.from(this);
  }

  *[Symbol.iterator](): IterableIterator<ColumnValue | null> {
    for (let row = 0; row < this.length; row++) yield this.get(row);
  }
}

export function typeOfDtype(dtype: Dtype): ColumnType {
  if (dtype === "bool") return "boolean";
  return isInteger(dtype) ? "integer" : "number";
}

function uploaded(stored: TypedArray, dtype: Dtype): Tensor {
  const backend = dtype === "float64" ? exactBackend() : currentBackend();
  return new Tensor(upload("column.tensor", backend, stored, dtype, [stored.length]), []);
}

/** The mask of what says itself that it is missing. */
function missing(values: ColumnValues): Uint8Array | undefined {
  if (!ArrayBuffer.isView(values)) return values.includes(null) ? Uint8Array.from(values, (value) => Number(value === null)) : undefined;
  return values instanceof Float64Array || values instanceof Float32Array ? missingNumbers(values) : undefined;
}

/** 1 where a number is NaN; undefined when none is. */
export function missingNumbers(numbers: Float64Array | Float32Array): Uint8Array | undefined {
  let row = 0;
  while (row < numbers.length && !Number.isNaN(numbers[row])) row++;
  if (row === numbers.length) return undefined;
  const mask = new Uint8Array(numbers.length);
  for (; row < numbers.length; row++) mask[row] = Number(Number.isNaN(numbers[row]));
  return mask;
}
