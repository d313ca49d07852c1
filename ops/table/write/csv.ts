/** Tables as comma-separated text (RFC 4180). */
import { ValidationError } from "../../errors.ts";
import type { Column } from "../column.ts";
import { reader } from "../row.ts";
import { dateText } from "../text.ts";

/** Of `toCsv`. */
export interface CsvOptions {
  /** Between cells. Default: a comma. */
  readonly delimiter?: string;
}

/** A line of names, then a line a row. What is missing is no text, and an empty string is two quotes; read again, both are missing. */
export function csvOf(columns: readonly Column[], rows: number, { delimiter = "," }: CsvOptions): string {
  if (typeof delimiter !== "string" || delimiter.length !== 1 || '"\r\n'.includes(delimiter)) throw new ValidationError("toCsv", `invalid delimiter: ${JSON.stringify(delimiter)}`, "a single character");
  const quoted = (text: string): string => (text === "" || text.includes(delimiter) || /["\r\n]|^\uFEFF/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  // A line of nothing would be no row at all.
  const nothing = columns.length === 1 ? '""' : "";
  const cells = columns.map((column) => {
    const read = reader(column);
    return (row: number): string => {
      const value = read(row);
      if (value === null) return nothing;
      if (value instanceof Date) return dateText(value);
      if (typeof value === "string") return quoted(value);
      return Object.is(value, -0) ? "-0" : String(value);
    };
  });
  const lines = [columns.map(({ name }) => quoted(name)).join(delimiter)];
  for (let row = 0; row < rows; row++) lines.push(cells.map((cell) => cell(row)).join(delimiter));
  return `${lines.join("\n")}\n`;
}
