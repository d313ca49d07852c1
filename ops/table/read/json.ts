/** JSON in parts to columns: an array of rows is read while it arrives, an object of columns when all of it is there. */
import { ValidationError } from "../../errors.ts";
import { describeValue } from "../../sample.ts";
import type { Column } from "../column.ts";
import { elementEnd, parseJson } from "./json-elements.ts";
import { columnsOfArrays, JsonRows } from "./json-rows.ts";
import type { ReadOptions } from "./options.ts";

/** Characters that are parsed at once, if there are as many. */
const batch = 1 << 15;

/** Reads a whole document: an array of objects, or an object of arrays. */
export class JsonReader {
  readonly #op: string;
  readonly #options: ReadOptions;
  readonly #rows: JsonRows;
  #state: "unknown" | "rows" | "after the rows" | "columns" = "unknown";
  /** The start of an element whose end has not come yet, or all text of an object. */
  #waiting = "";
  /** A long element is looked at again only when the text has doubled. */
  #enough = 0;
  /** Whether a comma came before the text that waits. */
  #follows = false;

  constructor(op: string, options: ReadOptions) {
    this.#op = op;
    this.#options = options;
    this.#rows = new JsonRows(op, options);
  }

  get rows(): number {
    return this.#rows.length;
  }

  push(part: string, last: boolean): boolean {
    const text = this.#waiting + part;
    this.#waiting = text;
    if (!last && text.length < this.#enough) return true;
    let start = 0;
    if (this.#state === "unknown") {
      start = /^\uFEFF?\s*/.exec(text)![0].length;
      if (start === text.length && !last) return true;
      this.#state = text[start] === "[" ? "rows" : "columns";
      start++;
    }
    if (this.#state === "columns") return true;
    if (this.#state === "rows") start = this.#readRows(text, start);
    if (this.#rows.full) return false;
    this.#waiting = text.slice(start);
    this.#enough = 2 * this.#waiting.length;
    if (this.#state === "after the rows") this.#refuseMore();
    else if (last) throw new ValidationError(this.#op, `the text is not JSON: it ends before the array does, in row ${this.#rows.length}`);
    return true;
  }

  /** Takes the elements that end within the text, several at once; returns where the next one starts. */
  #readRows(text: string, first: number): number {
    let start = first;
    let at = first;
    while (!this.#rows.full) {
      const end = elementEnd(text, at);
      const closed = end >= 0 && text[end] !== ",";
      if (closed || end - start >= batch || (end < 0 && at > start)) {
        this.#take(text.slice(start, end < 0 ? at - 1 : end), closed);
        start = end < 0 ? at : end + 1;
      }
      if (end < 0) break;
      at = end + 1;
      if (closed) return this.#close(text, end);
    }
    return start;
  }

  /** Takes elements with the commas between them. */
  #take(elements: string, closed: boolean): void {
    const isNone = closed && !this.#follows && elements.trim() === "";
    this.#follows = true;
    if (!isNone) this.#rows.add(this.#parse(elements));
  }

  #parse(elements: string): unknown[] {
    try {
      const rows = JSON.parse(`[${elements}]`) as unknown[];
      if (rows.length > 0) return rows;
    } catch {
      // The row that is wrong is looked for below.
    }
    const rows: unknown[] = [];
    for (let at = 0; at <= elements.length; ) {
      const end = elementEnd(elements, at);
      rows.push(parseJson(this.#op, elements.slice(at, end < 0 ? undefined : end), `row ${this.#rows.length + rows.length}`));
      at = end < 0 ? elements.length + 1 : end + 1;
    }
    return rows;
  }

  #close(text: string, end: number): number {
    this.#state = "after the rows";
    if (text[end] !== "]") throw new ValidationError(this.#op, `the text is not JSON: ${JSON.stringify(text[end])} after row ${this.#rows.length - 1}, where the array ends with "]"`);
    return end + 1;
  }

  #refuseMore(): void {
    const more = this.#waiting.trim();
    if (more !== "") throw new ValidationError(this.#op, `the text is not JSON: there is more after the array of ${this.#rows.length} rows: ${JSON.stringify(more.slice(0, 40))}`);
    this.#waiting = "";
  }

  finish(): Iterable<Column> {
    return this.#state === "columns" ? this.#columns() : this.#rows.finish();
  }

  #columns(): Iterable<Column> {
    const data = parseJson(this.#op, this.#waiting.replace(/^\uFEFF/, ""), "the text");
    const entries = typeof data === "object" && data !== null ? Object.entries(data) : [];
    const wrong = entries.find(([, values]) => !Array.isArray(values));
    if (entries.length === 0 || wrong !== undefined) {
      const found = wrong === undefined ? describeValue(data) : `${JSON.stringify(wrong[0])} is ${describeValue(wrong[1])}`;
      throw new ValidationError(this.#op, `neither rows nor columns: ${found}`, "an array of objects or an object of arrays");
    }
    return columnsOfArrays(this.#op, new Map(entries as [string, unknown[]][]), this.#options);
  }
}
