/** Comma- and tab-separated text to columns: which delimiter, until when, and what has to be read again. */
import { ValidationError } from "../../errors.ts";
import type { Column } from "../column.ts";
import { CellReader, cellText, type Cells, type RowSink } from "./cells.ts";
import type { ColumnBuilder } from "./column-builder.ts";
import type { ReadOptions } from "./options.ts";
import { TypedRows } from "./typed-rows.ts";

/** Characters that are looked at to find the delimiter. */
const probed = 65_536;

/** Reads text that comes in parts. */
export class DelimitedReader {
  readonly #op: string;
  readonly #options: ReadOptions;
  /** All that was read: columns that turn out to be strings are read from it again. */
  readonly #parts: string[] = [];
  #rows: TypedRows | undefined;
  #reader: CellReader | undefined;
  #start = "";
  #delimiter = ",";
  #ended = false;

  constructor(op: string, options: ReadOptions) {
    this.#op = op;
    this.#options = options;
  }

  get rows(): number {
    return this.#rows?.length ?? 0;
  }

  /** Takes the next part; returns false when no more rows are wanted. */
  push(part: string, last: boolean): boolean {
    if (this.#reader === undefined) {
      this.#start += part;
      if (this.#start.length < probed && !last) return true;
      this.#open();
      part = this.#start.replace(/^\uFEFF/, "");
    }
    this.#parts.push(part);
    this.#ended = last;
    this.#reader!.push(part, last);
    return !this.#rows!.full;
  }

  #open(): void {
    const delimiter = this.#options.delimiter ?? findDelimiter(this.#start);
    if (delimiter.length !== 1 || '"\r\n'.includes(delimiter)) throw new ValidationError(this.#op, `invalid delimiter: ${JSON.stringify(delimiter)}`, "a single character");
    this.#rows = new TypedRows(this.#op, this.#options);
    this.#reader = new CellReader(this.#op, delimiter, this.#rows);
    this.#delimiter = delimiter;
  }

  *finish(): Generator<Column> {
    const builders = this.#rows!.chosen(this.#options.columns);
    const lost = builders.filter((builder) => builder.lost > 0);
    const texts = lost.length === 0 ? new Map<ColumnBuilder, string[]>() : this.#readAgain(lost);
    for (const builder of builders) yield builder.finish(texts.get(builder) ?? []);
  }

  /** The first cells of columns as text. */
  #readAgain(builders: readonly ColumnBuilder[]): Map<ColumnBuilder, string[]> {
    const again = new TextRows(this.#rows!, builders);
    const reader = new CellReader(this.#op, this.#delimiter, again);
    for (let at = 0; at < this.#parts.length && !again.full; at++) reader.push(this.#parts[at]!, this.#ended && at === this.#parts.length - 1);
    return again.texts;
  }
}

/** Rows into the text of a few columns, as far as those have lost it. */
class TextRows implements RowSink {
  readonly texts: Map<ColumnBuilder, string[]>;
  readonly #cells: readonly { cell: number; texts: string[]; count: number }[];
  #header: boolean;

  constructor(rows: TypedRows, builders: readonly ColumnBuilder[]) {
    this.texts = new Map(builders.map((builder) => [builder, []]));
    this.#cells = builders.map((builder) => ({ cell: rows.indexOf(builder), texts: this.texts.get(builder)!, count: builder.lost }));
    this.#header = rows.hasHeader;
  }

  get full(): boolean {
    return this.#cells.every(({ texts, count }) => texts.length >= count);
  }

  where(): string {
    return "the text";
  }

  row(text: string, cells: Cells): void {
    if (this.#header) this.#header = false;
    else for (const { cell, texts, count } of this.#cells) if (texts.length < count) texts.push(cell < cells.count ? cellText(text, cells, cell) : "");
  }
}

/** Of comma, tab, semicolon and bar the one that the first lines have equally often, and most often. */
function findDelimiter(text: string): string {
  const lines = text.slice(0, probed).replaceAll(/"[^"]*"/g, "").split(/\r\n|\n|\r/).filter((line) => line !== "");
  if (lines.length > 1 && text.length >= probed) lines.pop(); // may be cut
  const score = (delimiter: string): number => {
    const counts = lines.slice(0, 20).map((line) => line.split(delimiter).length - 1);
    return counts.every((count) => count === counts[0]) ? (counts[0] ?? 0) * 1000 : (counts[0] ?? 0);
  };
  return [",", "\t", ";", "|"].reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best));
}
