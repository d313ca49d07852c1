/** The columns of a table as the page reads them: one accessor and one width each. */
import type { ColumnType, TableColumn, TableView } from "../../../cells/mime.ts";
import { isPacked, unpack } from "../../../cells/packed.ts";
import { columnFormat } from "../format.ts";

export interface Column {
  name: string;
  type: ColumnType;
  /** What stands in a row: null, a number, a string, a boolean; a date as milliseconds. */
  at(row: number): unknown;
  /** The text of what stands in a row. */
  format(value: unknown): string;
  /** Characters that its widest sampled cell takes. */
  width: number;
  isRight: boolean;
}

const MIN_WIDTH = 6;
const MAX_WIDTH = 40;
const SAMPLE = 200;

/** The columns and how many rows they hold. */
export function readTable(view: TableView): { columns: Column[]; length: number } {
  const columns = view.columns.map(readColumn);
  return { columns: columns.map(({ column }) => column), length: Math.max(0, ...columns.map(({ length }) => length)) };
}

function readColumn({ name, type, values }: TableColumn): { column: Column; length: number } {
  const list: ArrayLike<unknown> = isPacked(values) ? unpack(values) : values;
  const at = (row: number) => {
    const value = list[row] ?? null;
    return typeof value === "number" && Number.isNaN(value) ? null : value;
  };
  const sample = Array.from({ length: Math.min(list.length, SAMPLE) }, (_, row) => at(row));
  const formatNumber = columnFormat(type === "number" ? sample.filter((value) => typeof value === "number") : []);
  const format = (value: unknown) => (type === "number" && typeof value === "number" ? formatNumber(value) : formatCell(value, type));
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, name.length + 3, type.length + 2, ...sample.map((value) => format(value).length)));
  return { column: { name, type, at, format, width, isRight: type === "number" || type === "integer" }, length: list.length };
}

/** A cell's text. Dates lose the parts that are zero. */
function formatCell(value: unknown, type: ColumnType): string {
  if (value === null) return "null";
  if (type === "date") return formatDate(value);
  if (typeof value === "number") return String(value).replace("-", "−");
  return typeof value === "string" ? value : JSON.stringify(value);
}

function formatDate(value: unknown): string {
  const date = new Date(value as number);
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString().replace(/T00:00:00\.000Z$|\.000Z$|Z$/, "").replace("T", " ");
}
