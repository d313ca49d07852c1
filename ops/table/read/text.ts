/** Text that comes in parts to a table, whatever its format. */
import { ConfigurationError } from "../../errors.ts";
import type { Column } from "../column.ts";
import { DelimitedReader } from "./delimited.ts";
import { LinesReader } from "./json-lines.ts";
import { JsonReader } from "./json.ts";
import type { ReadOptions, TableFormat } from "./options.ts";

/** Reads text that comes in parts. */
export interface TextReader {
  /** So far. */
  readonly rows: number;
  /** Takes the next part; returns false when no more are wanted. */
  push(part: string, last: boolean): boolean;
  /** The columns, one after the other: making one can take long. */
  finish(): Iterable<Column>;
}

export function textReader(op: string, format: TableFormat, options: ReadOptions): TextReader {
  switch (format) {
    case "csv":
      return new DelimitedReader(op, options);
    case "tsv":
      return new DelimitedReader(op, { delimiter: "\t", ...options });
    case "ndjson":
      return new LinesReader(op, options);
    case "json":
      return new JsonReader(op, options);
    default:
      throw new ConfigurationError(op, `not a format of text: ${String(format)}`, "csv, tsv, json or ndjson; readTable takes parquet and arrow");
  }
}
