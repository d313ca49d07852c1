/**
 * A column of values that come part by part. Parts of numbers and dates are packed at once, so that the values need not wait as objects; the type of the
 * column is told when all are there, and is the one that all values together would have.
 */
import { nativeDtype, type TypedArray } from "../../dtype.ts";
import { Column, typeOfDtype, type ColumnType } from "../column.ts";
import { columnOfValues, numbersIn } from "../infer.ts";

/** Values of one type, which is undefined where all are missing, or values of any type as they came. */
type Part = { readonly type: ColumnType | undefined; readonly numbers: TypedArray } | { readonly values: ArrayLike<unknown> };

export class ValueParts {
  readonly #parts: Part[] = [];
  length = 0;

  /** Takes the next values; numbers become float64. */
  add(values: ArrayLike<unknown>): void {
    this.#parts.push(numbersIn(values) ?? { values });
    this.length += values.length;
  }

  /** Takes the next numbers as they are: the column has their dtype where all parts share it. */
  keep(op: string, numbers: TypedArray): void {
    this.#parts.push({ type: typeOfDtype(nativeDtype(op, numbers)), numbers });
    this.length += numbers.length;
  }

  /** Takes values that are missing. */
  skip(count: number): void {
    if (count > 0) this.#parts.push({ type: undefined, numbers: new Float64Array(count).fill(NaN) });
    this.length += count;
  }

  /**
   * The column; `ofOthers` makes one of values that are not all numbers or all dates. Throws `DtypeError` for a value that does not fit the type that is given,
   * naming its row, and `ValidationError` for what no column holds.
   */
  finish(op: string, name: string, type: ColumnType | undefined, ofOthers: typeof columnOfValues = columnOfValues): Column {
    const own = this.#type();
    if (own !== undefined && (type === undefined || type === own || (type === "number" && own === "integer"))) return new Column(name, type ?? own, this.#join());
    return ofOthers(op, name, this.#values(), type);
  }

  /** Of numbers or dates and nothing else; undefined for others. */
  #type(): ColumnType | undefined {
    const types = new Set<ColumnType>();
    for (const part of this.#parts) {
      if (!("numbers" in part)) return undefined;
      if (part.type !== undefined) types.add(part.type);
    }
    if (types.size === 2 && types.has("number") && types.has("integer")) return "number";
    return types.size === 1 ? types.values().next().value : undefined;
  }

  #join(): TypedArray {
    const arrays = this.#parts.map((part) => (part as { readonly numbers: TypedArray }).numbers);
    const [first] = arrays;
    if (arrays.length === 1) return first!;
    const Kind = arrays.every(({ constructor }) => constructor === first!.constructor) ? (first!.constructor as new (length: number) => TypedArray) : Float64Array;
    const whole = new Kind(this.length);
    let at = 0;
    for (const numbers of arrays) {
      whole.set(numbers, at);
      at += numbers.length;
    }
    return whole;
  }

  /** As they came: dates are dates again, and what was missing is null. */
  #values(): unknown[] {
    const all: unknown[] = [];
    for (const part of this.#parts) {
      if (!("numbers" in part)) for (let row = 0; row < part.values.length; row++) all.push(part.values[row]);
      else for (const number of part.numbers) all.push(Number.isNaN(number) ? null : part.type === "date" ? new Date(number) : number);
    }
    return all;
  }
}

/** The values themselves where no more are there. */
export function firstOf<T>(values: ArrayLike<T> & { slice(start: number, end: number): ArrayLike<T> }, count: number): ArrayLike<T> {
  return count >= values.length ? values : values.slice(0, count);
}
