/** Tables as bytes in Arrow's formats. The writer loads when the first table is written. */
import type { Column } from "../column.ts";

/** Of `toArrow`. */
export interface ArrowOptions {
  /** Default: "file", which Feather and most readers take; "stream" can be read while it arrives. */
  readonly format?: "file" | "stream";
}

/** Numbers as float64 or float32, integers as int32 where they fit, else float64, dates in milliseconds. */
export async function arrowOf(columns: readonly Column[], { format = "file" }: ArrowOptions): Promise<Uint8Array> {
  const arrow = await import("@uwdata/flechette");
  const typeOf = ({ type, values }: Column): ReturnType<typeof arrow.float64> => {
    if (type === "string") return arrow.utf8() as never;
    if (type === "boolean") return arrow.bool() as never;
    if (type === "date") return arrow.timestamp(arrow.TimeUnit.MILLISECOND, null) as never;
    if (type === "integer" && (values as Float64Array).every((value) => Number.isNaN(value) || (value | 0) === value)) return arrow.int32() as never;
    return values instanceof Float32Array ? (arrow.float32() as never) : arrow.float64();
  };
  const entries = columns.map((column) => {
    const values = column.type === "number" && column.nullCount === 0 ? (column.values as Float64Array) : column.toArray();
    return [column.name, arrow.columnFromArray(values as unknown[], typeOf(column))] as const;
  });
  return arrow.tableToIPC(arrow.tableFromColumns(entries as never), { format })!;
}
