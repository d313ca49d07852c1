/** Results of checks as a table. */
import type { CheckResult } from "../checks/run.ts";
import { escapeHtml } from "./format.ts";
import { style } from "./style.ts";

export function checkTable(results: readonly CheckResult[]): string {
  return `<div class="q-checks"><h3>Checks</h3><table><thead><tr><th scope="col">Result</th><th scope="col">Check</th><th scope="col">Found</th></tr></thead><tbody>${results.map(line).join("")}</tbody></table></div>`;
}

/** The table as HTML that stands alone. */
export const checksHtml = (results: readonly CheckResult[]): string => `<style>${style}</style><article class="q-report" aria-label="Results of checks">${checkTable(results)}</article>`;

function line({ name, passed, severity, message, witnesses, failures }: CheckResult): string {
  const kind = passed ? "passed" : severity;
  const rows = witnesses.map(({ row }) => row).join(", ") + (failures > witnesses.length ? ", …" : "");
  const which = witnesses.length === 0 ? "" : ` <span class="q-soft">(${failures === 1 ? "row" : "rows"} ${rows})</span>`;
  return `<tr><td><span class="q-label q-${kind}">${kind}</span></td><th scope="row"><code>${escapeHtml(name)}</code></th><td>${escapeHtml(message)}${which}</td></tr>`;
}
