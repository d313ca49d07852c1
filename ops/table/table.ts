/** The table: named columns of one length. */
import { currentBackend, exactBackend } from "../device.ts";
import { checkDtype, isFloat, type Dtype, type TypedArray } from "../dtype.ts";
import { encodeElements } from "../elements.ts";
import { DtypeError, ValidationError } from "../errors.ts";
import { Tensor } from "../tensor.ts";
import { upload } from "../transfer.ts";
import type { Column, ColumnValue } from "./column.ts";

/** A row as an object, null where a value is missing. */
export type RowObject = Record<string, ColumnValue | null>;

/** Named columns of one length. A table never changes: verbs make new ones, and share the columns they leave as they are. */
export class Table {
  readonly #byName: ReadonlyMap<string, Column>;
  readonly #rows: number;
  /** Not private, so that a scope that returns the table keeps the tensors in it. */
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

  /** The column of a name. Throws `ValidationError` for a name that is not there. */
  column(name: string): Column {
    const found = this.#byName.get(name);
    if (found !== undefined) return found;
    throw new ValidationError("table", `no such column: ${JSON.stringify(name)}`, `one of ${this.columnNames().join(", ")}`);
  }

  /** The values of a column as JavaScript has them, null where one is missing; the first `count` of them. Default: all. */
  array(name: string, count?: number): (ColumnValue | null)[] {
    return this.column(name).toArray(count);
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
    const columns = names?.map((name) => this.column(name)) ?? this.list.filter(({ type }) => type !== "string" && type !== "date");
    checkDtype("table.matrix", dtype);
    const numbers = new Float64Array(this.#rows * columns.length);
    columns.forEach((column, at) => {
      const { values, nulls } = column;
      if (!ArrayBuffer.isView(values)) throw new DtypeError("table.matrix", `a column of strings has no numbers: ${JSON.stringify(column.name)}`, "name the columns of numbers");
      if (nulls !== undefined && !isFloat(dtype)) throw new DtypeError("table.matrix", `${dtype} cannot say what is missing: ${column.nullCount} of ${JSON.stringify(column.name)}`);
      scatter(numbers, values, nulls, at, columns.length);
    });
    const stored = dtype === "float64" ? numbers : encodeElements("table.matrix", numbers, dtype);
    const backend = dtype === "float64" ? exactBackend() : currentBackend();
    return new Tensor(upload("table.matrix", backend, stored, dtype, [this.#rows, columns.length]), []);
  }
}

/** Writes a column into a row-major matrix. */
function scatter(matrix: Float64Array, values: TypedArray, nulls: Uint8Array | undefined, column: number, width: number): void {
  for (let row = 0, at = column; row < values.length; row++, at += width) matrix[at] = nulls?.[row] === 1 ? NaN : values[row]!;
}
