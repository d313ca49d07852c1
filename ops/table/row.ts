/** Rows as the functions of a user see them: objects that read a column when they are asked for it, so that a row costs nothing to make. */
import type { Column, ColumnValue } from "./column.ts";

/** A row of a table in a function: `row.price`. It reads its columns when asked, so `{ ...row }` is empty; `table.rows()` makes plain objects. */
export type Row = Readonly<Record<string, any>>; // oxlint-disable-line typescript/no-explicit-any -- which columns there are is known only when it runs

type RowMaker = (row: number) => Row;

/** One for each list of columns: functions that are called again meet rows of the class they know, which halves their time. */
const makers = new WeakMap<readonly Column[], RowMaker>();

/** Makes the row of a number. */
export function rowMaker(columns: readonly Column[]): RowMaker {
  const known = makers.get(columns);
  if (known !== undefined) return known;
  const made = makeRows(columns);
  makers.set(columns, made);
  return made;
}

/** Their class has a getter for each column, which leaves as little as there is to do for a value. */
function makeRows(columns: readonly Column[]): RowMaker {
  class TableRow {
    readonly #at: number;

    constructor(at: number) {
      this.#at = at;
    }

    static {
      for (const column of columns) Object.defineProperty(TableRow.prototype, column.name, { configurable: true, enumerable: true, get: TableRow.#getter(column) });
    }

    static #getter(column: Column): (this: TableRow) => unknown {
      const { values, nulls, type } = column;
      const isPlain = type !== "boolean" && type !== "date" && (nulls === undefined || type === "string");
      if (isPlain) return function (this: TableRow) { return values[this.#at]; };
      const read = reader(column);
      return function (this: TableRow) { return read(this.#at); };
    }

    toJSON(): unknown {
      return Object.fromEntries(columns.map((column) => [column.name, column.get(this.#at)]));
    }

    [Symbol.for("nodejs.util.inspect.custom")](): string {
      return JSON.stringify(this);
    }
  }
  return (row) => new TableRow(row) as unknown as Row;
}

/** Reads a value without checking the row, which a loop over rows knows to be there. */
export function reader(column: Column): (row: number) => ColumnValue | null {
  const { values, nulls, type } = column;
  const read = (row: number): ColumnValue => {
    const value = values[row]!;
    if (type === "boolean") return value !== 0;
    return type === "date" ? new Date(value as number) : value;
  };
  return (row) => (nulls?.[row] === 1 ? null : read(row));
}
