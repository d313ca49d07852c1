/** Alerts about rows and pairs of columns. */
import type { Alert } from "./alert.ts";
import type { TableProfile } from "./table-profile.ts";

export function tableRules({ rows, columns, duplicates, correlated }: TableProfile): Alert[] {
  if (rows === 0) return [{ kind: "empty", severity: "error", columns: [], measured: 0, text: `The table has no rows and ${columns.length} columns.` }];
  const found: Alert[] = [];
  if (duplicates !== null && duplicates > 0) {
    const text = `${duplicates} of ${rows} rows are equal to an earlier one.`;
    found.push({ kind: "duplicate-rows", severity: "warning", columns: [], measured: duplicates / rows, text });
  }
  for (const { columns: pair, correlation } of correlated) {
    const text = `${JSON.stringify(pair[0])} and ${JSON.stringify(pair[1])} say nearly the same: their correlation is ${correlation.toFixed(3)}.`;
    found.push({ kind: "correlated", severity: "info", columns: pair, measured: correlation, text });
  }
  return found;
}
