/**
 * The rows of delimited text (RFC 4180, with any newline), told one by one without a string for each cell. Text comes in parts that may be cut
 * anywhere: what is not a whole row yet waits for the next part, so how the text was cut never shows.
 *
 * Not Papa Parse: it takes one kind of newline, makes a string of every cell, and judges a quote at the end of a part by what is not there yet.
 */
import { ValidationError } from "../../errors.ts";

/** Where the cells of a row are in the text, without the quotes around them. The next row overwrites it. */
export interface Cells {
  count: number;
  starts: number[];
  ends: number[];
  /** Cells in which two quotes stand for one. */
  doubled: boolean[];
}

/** Takes rows. */
export interface RowSink {
  row(text: string, cells: Cells): void;
  /** Whether it wants no more. */
  readonly full: boolean;
  /** What the next row is called in an error. */
  where(): string;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** The row goes on after the text so far. */
const unfinished = -1;

export class CellReader {
  readonly #op: string;
  readonly #delimiter: number;
  readonly #sink: RowSink;
  readonly #cells: Cells = { count: 0, starts: [], ends: [], doubled: [] };
  /** Whether two quotes stood for one in the cell that was just read. */
  #doubled = false;
  #waiting = "";
  /** An unfinished row is looked at again only when the text has doubled: a quote that is never closed would else be searched in every part. */
  #enough = 0;

  constructor(op: string, delimiter: string, sink: RowSink) {
    this.#op = op;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#sink = sink;
  }

  /** Takes the next part of the text; `last` when no other follows. Throws `ValidationError` for a quote that is not closed, or closed within a cell. */
  push(part: string, last: boolean): void {
    const text = this.#waiting + part;
    if (!last && text.length < this.#enough) {
      this.#waiting = text;
      return;
    }
    let row = 0;
    while (row < text.length && !this.#sink.full) {
      const next = this.#row(text, row, last);
      if (next === unfinished) break;
      row = next;
    }
    this.#waiting = text.slice(row);
    this.#enough = 2 * this.#waiting.length;
  }

  /** Takes the row that starts there, unless it is a blank line; returns where the next one starts. */
  #row(text: string, start: number, last: boolean): number {
    const cells = this.#cells;
    const delimiter = this.#delimiter;
    cells.count = 0;
    this.#doubled = false;
    for (let at = start; ; ) {
      const quoted = text.charCodeAt(at) === QUOTE;
      const end = quoted ? this.#closingQuote(text, at, last) : endOfCell(text, at, delimiter);
      if (end === unfinished) return unfinished;
      this.#add(quoted ? at + 1 : at, end);
      const after = quoted ? end + 1 : end;
      if (after >= text.length && !last) return unfinished;
      const next = text.charCodeAt(after);
      if (next === delimiter) {
        at = after + 1;
        continue;
      }
      if (next === CR && after + 1 === text.length && !last) return unfinished; // a line feed may follow
      if (quoted && next !== CR && next !== LF && after < text.length) throw this.#error(`text after a closing quote: ${JSON.stringify(text.slice(at, after + 10))}`, 'a quote within a cell is written twice: ""');
      if (cells.count > 1 || quoted || end > start) this.#sink.row(text, cells);
      return next === CR && text.charCodeAt(after + 1) === LF ? after + 2 : after + 1;
    }
  }

  #add(start: number, end: number): void {
    const cells = this.#cells;
    cells.starts[cells.count] = start;
    cells.ends[cells.count] = end;
    cells.doubled[cells.count++] = this.#doubled;
    this.#doubled = false;
  }

  #closingQuote(text: string, open: number, last: boolean): number {
    for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2)) {
      if (text.charCodeAt(at + 1) !== QUOTE) return at + 1 === text.length && !last ? unfinished : at;
      this.#doubled = true;
    }
    if (last) throw this.#error("a quote that is not closed");
    return unfinished;
  }

  #error(problem: string, hint?: string): ValidationError {
    return new ValidationError(this.#op, `${this.#sink.where()} has ${problem}`, hint);
  }
}

function endOfCell(text: string, start: number, delimiter: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === delimiter || code === LF || code === CR) break;
  }
  return at;
}

/** A cell as a string. */
export function cellText(text: string, { starts, ends, doubled }: Cells, cell: number): string {
  const slice = text.slice(starts[cell], ends[cell]);
  return doubled[cell] ? slice.replaceAll('""', '"') : slice;
}
