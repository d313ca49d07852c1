/** The static form of a table: its first rows. */
import type { TableView } from "../../../cells/mime.ts";
import { formatCount } from "../format.ts";
import { readTable } from "../table/columns.ts";
import { escapeHtml } from "../escape.ts";

const MOST_ROWS = 500;

const right = (isRight: boolean) => (isRight ? ' style="text-align:right"' : "");

export function tableToHtml(view: TableView): string {
  const { columns, length } = readTable(view);
  const head = columns.map(({ name, isRight }) => `<th scope="col"${right(isRight)}>${escapeHtml(name)}</th>`).join("");
  const rows = Array.from({ length: Math.min(length, MOST_ROWS) }, (_, row) => {
    const cells = columns.map(({ at, format, isRight }) => `<td${right(isRight)}>${escapeHtml(format(at(row)))}</td>`);
    return `<tr>${cells.join("")}</tr>`;
  });
  const rest = view.rows > rows.length ? `<p class="output-notice">The first ${formatCount(rows.length)} of ${formatCount(view.rows)} rows.</p>` : "";
  return `<div class="markdown-table"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>${rest}`;
}
