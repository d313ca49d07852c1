/** A few lines of a cell around a place, with a caret under it. */

const AROUND = 2;
/** Longer lines are shown from a little before the caret. */
const MAX_WIDTH = 160;

/** @param line 1-based @param column 1-based */
export function codeFrame(source: string, line: number, column: number): string[] {
  const lines = source.split("\n");
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.length, line + AROUND);
  const width = String(last).length;
  const skip = column > MAX_WIDTH ? column - MAX_WIDTH / 2 : 0;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const text = (lines[number - 1] ?? "").slice(skip, skip + MAX_WIDTH);
    const gutter = `${number === line ? ">" : " "} ${String(number).padStart(width)} | `;
    frame.push(gutter + text);
    // Tabs before the caret stay tabs, or it would not stand under its character.
    if (number === line) frame.push(`  ${" ".repeat(width)} | ${text.slice(0, column - 1 - skip).replaceAll(/[^\t]/g, " ")}^`);
  }
  return frame;
}
