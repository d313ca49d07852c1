/** The head and the tail of a table as text, aligned, as pandas prints a frame. */
import type { Column } from "./column.ts";

const mostRows = 10;
const mostColumns = 12;
const widest = 30;

export function formatTable(columns: readonly Column[], rows: number): string {
  const shown = columns.slice(0, mostColumns);
  const picked = rows <= mostRows ? indices(0, rows) : [...indices(0, mostRows / 2), ...indices(rows - mostRows / 2, rows)];
  const lines = alignedColumns([{ head: "", cells: picked.map(String), right: true }, ...shown.map((column) => cellsOf(column, picked))]);
  if (rows > mostRows) lines.splice(1 + mostRows / 2, 0, "…");
  const hidden = columns.length - shown.length;
  return [...lines, "", `${rows} rows × ${columns.length} columns${hidden > 0 ? ` (${hidden} not shown)` : ""}`].join("\n");
}

const indices = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

interface TextColumn {
  readonly head: string;
  readonly cells: readonly string[];
  readonly right: boolean;
}

function cellsOf(column: Column, rows: readonly number[]): TextColumn {
  return { head: cut(column.name), cells: rows.map((row) => cut(textOf(column, row))), right: column.type === "number" || column.type === "integer" };
}

function textOf(column: Column, row: number): string {
  if (!column.isOnHost) return "on webgpu";
  const value = column.get(row);
  if (value === null) return "null";
  if (value instanceof Date) return dateText(value);
  return typeof value === "number" && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : String(value);
}

/** A date in ISO's form, without the time where that is midnight. */
export function dateText(date: Date): string {
  return date.toISOString().replace(/T00:00:00\.000Z$/, "");
}

const cut = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > widest ? `${line.slice(0, widest - 1)}…` : line;
};

function alignedColumns(columns: readonly TextColumn[]): string[] {
  const widths = columns.map(({ head, cells }) => Math.max(head.length, ...cells.map((cell) => cell.length)));
  const line = (cells: readonly string[]): string => cells.map((cell, i) => (columns[i]!.right ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join("  ").trimEnd();
  return [line(columns.map(({ head }) => head)), ...columns[0]!.cells.map((_, row) => line(columns.map(({ cells }) => cells[row]!)))];
}
