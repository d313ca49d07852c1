/** Drift as a table. */
import { percent } from "../profile/alert.ts";
import { escapeHtml } from "../report/format.ts";
import { style } from "../report/style.ts";
import type { ColumnDrift, Verdict } from "./column-drift.ts";
import type { Drift } from "./drift.ts";

const labels: Readonly<Record<Verdict, string>> = { stable: "passed", moderate: "warning", drifted: "error" };
const headings = ["Verdict", "Column", "Stability index", "Jensen-Shannon", "Test", "Missing before", "Missing now"];

export function driftHtml(drift: Drift): string {
  const { verdict, columns } = drift;
  const lists = drift.changes().map(({ what, names }) => `<p>${what}: ${escapeHtml(names.join(", "))}</p>`).join("");
  const head = headings.map((heading) => `<th scope="col">${heading}</th>`).join("");
  return `<style>${style}</style><article class="q-report" aria-label="Drift report"><div class="q-checks"><h3>Drift ${label(verdict)}</h3>${lists}<table class="q-drift"><thead><tr>${head}</tr></thead><tbody>${columns.map(line).join("")}</tbody></table></div></article>`;
}

const label = (verdict: Verdict): string => `<span class="q-label q-${labels[verdict]}">${verdict}</span>`;

function line({ column, verdict, psi, jensenShannon, test, missing, text }: ColumnDrift): string {
  const p = test.pValue < 0.001 ? "p\u00a0&lt;\u00a00.001" : `p\u00a0=\u00a0${test.pValue.toFixed(3)}`;
  const cells = [psi.toFixed(3), jensenShannon.toFixed(3), `${test.name}, ${p}`, percent(missing.reference), percent(missing.current)];
  return `<tr title="${escapeHtml(text)}"><td>${label(verdict)}</td><th scope="row">${escapeHtml(column)}</th>${cells.map((cell, i) => `<td><span class="q-narrow">${headings[i + 2]} </span>${cell}</td>`).join("")}</tr>`;
}
