/** What the functions of this room accept, and how it becomes columns. */
import { ShapeError, ValidationError } from "../errors.ts";
import { reshape } from "../math/manipulation.ts";
import type { TypedArray } from "../dtype.ts";
import { describeValue } from "../sample.ts";
import { formatShape } from "../shape.ts";
import { Column, type ColumnValue } from "../table/column.ts";
import { table, type ColumnData } from "../table/create.ts";
import { columnOfValues } from "../table/infer.ts";
import { Table } from "../table/table.ts";
import { Tensor } from "../tensor.ts";

/** Values of one kind: the elements of a tensor whatever its axes, a column, or an array in which NaN, null and undefined are missing. */
export type Series = Tensor | Column | TypedArray | readonly (ColumnValue | null | undefined)[];

/** Named columns: a table, rows as objects, arrays by name; a tensor [rows, columns] has columns named 0, 1, ...; any series is one column, `value`. */
export type Data = Table | Series | readonly Readonly<Record<string, unknown>>[] | Readonly<Record<string, ColumnData>>;

/** A series as a column. Throws `DeviceError` for a tensor on webgpu, and `ValidationError` for what is not a list of values. */
export function seriesNow(op: string, x: Series, name = "value"): Column {
  if (x instanceof Column) return x;
  if (x instanceof Tensor) return Column.of(name, x.ndim === 1 ? x : reshape(x, [-1]));
  const nested = Array.isArray(x) ? x.findIndex(Array.isArray) : -1;
  if (nested >= 0) throw new ValidationError(op, `element ${nested} is itself an array: ${describeValue((x as readonly unknown[])[nested])}`, "several columns are a table or a tensor");
  if (Array.isArray(x) || ArrayBuffer.isView(x)) return columnOfValues(op, name, x as ArrayLike<unknown>);
  throw new ValidationError(op, `not a list of values: ${describeValue(x)}`, "a tensor, a column, a typed array or an array");
}

/** The same from any device. */
export async function seriesOf(op: string, x: Series, name?: string): Promise<Column> {
  return onHost(seriesNow(op, x, name));
}

/** Data as a table. Throws as `table` does, and `ShapeError` for a tensor of more than two axes. */
function tableNow(op: string, data: Data): Table {
  if (data instanceof Table) return data;
  if (data instanceof Tensor) {
    if (data.ndim > 2) throw new ShapeError(op, `not rows and columns: ${formatShape(data.shape)}`, "a tensor of one or two axes");
    if (data.ndim === 2) return table(data, { columns: Array.from({ length: data.shape[1]! }, (_, at) => String(at)) });
  }
  if (isSeries(data)) return new Table([seriesNow(op, data)]);
  if (typeof data !== "object" || data === null) throw new ValidationError(op, `no data: ${describeValue(data)}`, "a table, rows, columns by name, a tensor or an array");
  return table(data as readonly unknown[] | Readonly<Record<string, ColumnData>>);
}

/** The same from any device. */
export async function tableOf(op: string, data: Data): Promise<Table> {
  const found = tableNow(op, data);
  return new Table(await Promise.all(found.columns().map(onHost)));
}

export function isSeries(data: unknown): data is Series {
  if (!Array.isArray(data)) return data instanceof Tensor || data instanceof Column || ArrayBuffer.isView(data);
  const first: unknown = data.find((value) => value !== null && value !== undefined);
  return typeof first !== "object" || first instanceof Date;
}

/** What is on webgpu is read once; the rest stays where it is. */
async function onHost(column: Column): Promise<Column> {
  const { name, type, source } = column;
  return source?.device === "webgpu" ? new Column(name, type, await source.data()) : column;
}
