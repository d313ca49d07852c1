/** A report as plain text: one line a column. */
import { percent } from "../profile/alert.ts";
import type { ColumnProfile } from "../profile/column-profile.ts";
import { day, score, shortNumber, wholeNumber } from "./format.ts";
import type { QualityReport } from "./report.ts";

export function reportText({ rows, columns, scores, alerts, checks }: QualityReport): string {
  const { overall, ...parts } = scores;
  const lines = [`Data quality ${score(overall)}: ${Object.entries(parts).map(([name, share]) => `${name} ${score(share)}`).join(", ")}`];
  lines.push(`${wholeNumber(rows)} rows, ${wholeNumber(columns.length)} columns`, "", ...alerts.map(({ severity, text }) => `${severity.padEnd(8)} ${text}`), "");
  if (checks !== undefined) lines.push(String(checks), "");
  const width = Math.max(0, ...columns.map(({ name }) => name.length));
  for (const column of columns) lines.push(`${column.name.padEnd(width)}  ${column.type.padEnd(7)}  ${percent(column.completeness).padStart(16)} complete  ${summary(column)}`);
  return lines.join("\n");
}

function summary({ type, numbers, distinct, top }: ColumnProfile): string {
  if (numbers !== undefined) {
    const say = type === "date" ? day : shortNumber;
    return `${say(numbers.min)} to ${say(numbers.max)}, median ${say(numbers.median)}`;
  }
  return top.length === 0 ? "no value" : `${wholeNumber(distinct)} different, most often ${JSON.stringify(top[0]!.value)}`;
}
