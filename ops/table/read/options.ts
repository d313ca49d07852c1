/** What a reader of tables may be told. */
import { ValidationError } from "../../errors.ts";
import type { ColumnType } from "../column.ts";

export type TableFormat = "csv" | "tsv" | "json" | "ndjson" | "parquet" | "arrow";

/** Of `parseTable` and `readTable`. */
export interface ReadOptions {
  /** Default: what the name, the content type or the first bytes say; "csv" where nothing does. */
  readonly format?: TableFormat;
  /** Which columns, in which order. Default: all. */
  readonly columns?: readonly string[];
  /** How many rows at most. Default: all. */
  readonly limit?: number;
  /** Types of columns by name. Default: integer, number, boolean or date where all values are such, else string. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** The texts that stand for a missing value. Default, in csv and tsv: the empty text, NA, N/A, NaN, null, None and their like. */
  readonly nulls?: readonly string[];
  /** In csv and tsv: whether the first row is names (true, the default), or the names. */
  readonly header?: boolean | readonly string[];
  /** In csv: the character between cells. Default: comma, tab, semicolon or bar, as the first lines have it. */
  readonly delimiter?: string;
  /** In csv and tsv: what stands before the fraction of a number, "." (the default) or ",". With a comma, text with a point is no number. */
  readonly decimal?: "." | ",";
  /** In csv and tsv: what to do with rows of another length than the first: "refuse" (the default), or "fill", which takes what is there. */
  readonly ragged?: "refuse" | "fill";
}

/** Throws `ValidationError` for options that mean nothing. */
export function checkOptions(op: string, { limit = 0, ragged = "refuse", decimal = "." }: ReadOptions): void {
  if (!(limit === Infinity || (Number.isInteger(limit) && limit >= 0))) throw new ValidationError(op, `invalid limit: ${String(limit)}`, "a whole number of rows");
  if (ragged !== "refuse" && ragged !== "fill") throw new ValidationError(op, `unknown way with ragged rows: ${String(ragged)}`, '"refuse" or "fill"');
  if (decimal !== "." && decimal !== ",") throw new ValidationError(op, `unknown decimal mark: ${String(decimal)}`, '"." or ","');
}

/** How far reading has come. */
export interface ReadProgress {
  /** Bytes read so far, as they came. Fewer than there are where `limit` or `columns` leave some out. */
  readonly bytes: number;
  /** How many there are; undefined where nobody says. */
  readonly total: number | undefined;
  /** Rows so far; in Parquet whole groups of rows, 0 until the end for JSON that is an object of arrays. */
  readonly rows: number;
}

/** Of `readTable`. */
export interface SourceOptions extends ReadOptions {
  /** How characters are written in bytes, as `TextDecoder` calls it. Default: UTF-8, or UTF-16 where the text says so. */
  readonly encoding?: string;
  /** Called after each part that arrives, and each that is parsed. */
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Stops reading. */
  readonly signal?: AbortSignal;
}
