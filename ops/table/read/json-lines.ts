/** JSON with a row on each line, in parts. */
import type { Column } from "../column.ts";
import { parseJson } from "./json-elements.ts";
import { JsonRows } from "./json-rows.ts";
import type { ReadOptions } from "./options.ts";

export class LinesReader {
  readonly #op: string;
  readonly #rows: JsonRows;
  readonly #limit: number;
  #waiting = "";
  #line = 0;

  constructor(op: string, options: ReadOptions) {
    this.#op = op;
    this.#rows = new JsonRows(op, options);
    this.#limit = options.limit ?? Infinity;
  }

  get rows(): number {
    return this.#rows.length;
  }

  /** Takes the next part; returns false when no more rows are wanted. */
  push(part: string, last: boolean): boolean {
    const lines = (this.#waiting + part).split("\n");
    this.#waiting = last ? "" : lines.pop()!;
    const rows: unknown[] = [];
    for (const line of lines) {
      if (this.#rows.length + rows.length >= this.#limit) break; // what comes later is not looked at
      this.#line++;
      if (line.trim() !== "") rows.push(parseJson(this.#op, line, `line ${this.#line}`));
    }
    this.#rows.add(rows);
    return !this.#rows.full;
  }

  finish(): Iterable<Column> {
    return this.#rows.finish();
  }
}
