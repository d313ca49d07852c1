/** Filling in what is missing. */
import { DtypeError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { Column, type ColumnType, type ColumnValue } from "./column.ts";

/** Whether a value may stand in a column of a type. */
export function fits(type: ColumnType, value: ColumnValue): boolean {
  if (value instanceof Date) return type === "date";
  if (typeof value === "number") return type === "number" || (type === "integer" && Number.isInteger(value));
  return typeof value === type;
}

/** The column with a value where one is missing. Throws `DtypeError` for a value of another type. */
export function fillColumn(column: Column, value: ColumnValue): Column {
  const { name, type, values, nulls } = column;
  if (!fits(type, value)) throw new DtypeError("fillNull", `not of type ${type}, as ${JSON.stringify(name)} is: ${describeValue(value)}`);
  if (nulls === undefined) return column;
  if (!ArrayBuffer.isView(values)) return new Column(name, type, values.map((text) => text ?? (value as string)));
  const filled = values.slice();
  for (let row = 0; row < filled.length; row++) if (nulls[row] === 1) filled[row] = Number(value);
  return new Column(name, type, filled);
}
