/** A report as HTML that stands alone: the score first, then what to look at, then the checks, then a card for every column. */
import { percent, type Alert } from "../profile/alert.ts";
import { scoreRing, shareBar } from "./chart.ts";
import { checkTable } from "./check-table.ts";
import { columnCard } from "./column-card.ts";
import { escapeHtml, score, wholeNumber } from "./format.ts";
import type { QualityReport } from "./report.ts";
import { style } from "./style.ts";

export function reportHtml(report: QualityReport): string {
  const { columns, alerts, checks } = report;
  const cards = columns.map((column) => columnCard(column, alerts.filter(({ columns: [name, other] }) => name === column.name && other === undefined)));
  return `<style>${style}</style><article class="q-report" aria-label="Data quality report">${head(report)}${alertList(alerts)}${checks === undefined ? "" : checkTable(checks.results)}${cards.join("")}</article>`;
}

/** Good from 0.9, bad below 0.7. */
const kindOf = (share: number): "good" | "warn" | "bad" => (share >= 0.9 ? "good" : share >= 0.7 ? "warn" : "bad");

function head({ rows, columns, scores, duplicates }: QualityReport): string {
  const { overall, ...parts } = scores;
  const lines = Object.entries(parts).map(([name, share]) => `<div><dt>${name}</dt><dd>${shareBar(share, kindOf(share))}<span>${score(share)}</span></dd></div>`);
  const repeats = duplicates === null ? "" : `<p class="q-soft">${duplicates === 0 ? "no row repeats" : `${wholeNumber(duplicates)} rows repeat`}</p>`;
  return `<div class="q-head"><div class="q-score"><div class="q-dial">${scoreRing(overall, kindOf(overall))}<strong title="${overall}">${score(overall)}</strong></div>
<div><h3>Data quality</h3><p class="q-soft">${wholeNumber(rows)} rows, ${wholeNumber(columns.length)} columns</p><p class="q-soft">${percent(1 - parts.completeness)} of the values missing</p>${repeats}</div></div>
<dl class="q-parts">${lines.join("")}</dl></div>`;
}

const labels = { error: "error", warning: "warning", info: "note" };

function alertList(alerts: readonly Alert[]): string {
  const line = ({ severity, text }: Alert): string => `<li><span class="q-label q-${severity}">${labels[severity]}</span><span>${escapeHtml(text)}</span></li>`;
  const lines = gathered(alerts);
  const [grave, notes] = [lines.filter(({ severity }) => severity !== "info"), lines.filter(({ severity }) => severity === "info")];
  const first = grave.length === 0 ? '<p class="q-soft">Nothing to worry about was found.</p>' : `<ul>${grave.map(line).join("")}</ul>`;
  const more = notes.length === 0 ? "" : `<details><summary>${notes.length} ${notes.length === 1 ? "note" : "notes"}</summary><ul>${notes.map(line).join("")}</ul></details>`;
  return `<div class="q-alerts"><h3>Look at this first</h3>${first}${more}</div>`;
}

/** What several columns lack is one line, the worst first. */
function gathered(alerts: readonly Alert[]): Alert[] {
  return alerts.flatMap((alert) => {
    const like = alerts.filter(({ kind, severity }) => kind === "missing" && kind === alert.kind && severity === alert.severity);
    if (like.length < 3) return [alert];
    if (like[0] !== alert) return [];
    const parts = like.toSorted((a, b) => b.measured - a.measured).map(({ columns, measured }) => `${columns[0]} (${percent(measured)})`);
    return [{ ...alert, text: `${like.length} columns lack values: ${parts.join(", ")}.` }];
  });
}
