/** One column of a report: name, type and alerts; histogram or top values; the numbers that sum it up. */
import type { Alert } from "../profile/alert.ts";
import { percent } from "../profile/alert.ts";
import type { ColumnProfile, NumberProfile } from "../profile/column-profile.ts";
import { histogramSvg, shareBar } from "./chart.ts";
import { clipped, day, escapeHtml, score, shortNumber, wholeNumber } from "./format.ts";

export function columnCard(column: ColumnProfile, alerts: readonly Alert[]): string {
  const chips = alerts.map(({ kind, severity, text }) => `<li class="q-chip q-${severity}" title="${escapeHtml(text)}">${kind.replaceAll("-", " ")}</li>`);
  return `<section class="q-card" aria-label="Column ${escapeHtml(column.name)}">
<header><h4>${escapeHtml(column.name)}</h4><span class="q-type">${column.type}</span><span class="q-card-score" title="Mean of completeness, validity and consistency, weighted"><span class="q-hidden">Score </span>${score(column.scores.overall)}</span>${chips.length > 0 ? `<ul class="q-chips" aria-label="Alerts">${chips.join("")}</ul>` : ""}</header>
<div class="q-body">${completeness(column)}${picture(column)}${facts(column)}</div>
</section>`;
}

function completeness(column: ColumnProfile): string {
  const kind = column.missing === 0 ? "good" : column.completeness >= 0.95 ? "plain" : column.completeness >= 0.5 ? "warn" : "bad";
  const lack = column.missing === 0 ? "none missing" : `${wholeNumber(column.missing)} missing`;
  return `<div class="q-complete"><p><strong>${percent(column.completeness)}</strong> complete</p>${shareBar(column.completeness, kind)}<p class="q-soft">${lack} of ${wholeNumber(column.rows)}</p><p class="q-soft">${wholeNumber(column.distinct)} different</p></div>`;
}

function picture(column: ColumnProfile): string {
  const { numbers } = column;
  if (numbers === undefined) return topValues(column);
  if (!(numbers.min <= numbers.max)) return '<p class="q-soft">No finite value.</p>';
  const say = column.type === "date" ? day : shortNumber;
  if (numbers.min === numbers.max) return `<p class="q-soft">Always ${say(numbers.min)}.</p>`;
  const label = `Histogram of ${column.name}: from ${say(numbers.min)} to ${say(numbers.max)}, half of the values from ${say(numbers.q1)} to ${say(numbers.q3)}`;
  return `<figure>${histogramSvg(label, numbers)}<figcaption><span>${say(numbers.min)}</span><span>${say(numbers.max)}</span></figcaption></figure>`;
}

function topValues({ name, top, rows, missing }: ColumnProfile): string {
  if (top.length === 0) return '<p class="q-soft">No value.</p>';
  const lines = top.map(({ value, count }) => {
    const text = String(value);
    const shown = text.trim() === "" ? "(blank)" : clipped(text, 28);
    return `<tr><th scope="row" title="${escapeHtml(text)}">${escapeHtml(shown)}</th><td class="q-bar-cell">${shareBar(count / (rows - missing), "plain")}</td><td title="${percent(count / (rows - missing))}">${wholeNumber(count)}</td></tr>`;
  });
  return `<table class="q-top"><caption class="q-hidden">Most frequent values of ${escapeHtml(name)}</caption><colgroup><col class="q-top-value"><col><col class="q-top-count"></colgroup><thead class="q-hidden"><tr><th scope="col">Value</th><th scope="col">Share</th><th scope="col">Count</th></tr></thead><tbody>${lines.join("")}</tbody></table>`;
}

function facts(column: ColumnProfile): string {
  const { numbers, texts } = column;
  const pairs: [string, string, string][] = [];
  const add = (name: string, value: number, say = shortNumber): void => void pairs.push([name, say(value), String(value)]);
  if (numbers !== undefined && column.type === "date") addDates(numbers, add);
  else if (numbers !== undefined) addNumbers(numbers, add);
  if (texts !== undefined) pairs.push(["length", texts.shortest === texts.longest ? String(texts.longest) : `${texts.shortest} to ${texts.longest}`, "characters"]);
  if (numbers === undefined) add("distinctness", column.distinctness);
  if (numbers === undefined) add("uniqueness", column.uniqueness);
  add("entropy, nats", column.entropy);
  const lines = pairs.map(([name, value, exact]) => `<div><dt>${name}</dt><dd title="${escapeHtml(exact)}">${escapeHtml(value)}</dd></div>`);
  return `<dl>${lines.join("")}</dl>`;
}

type Add = (name: string, value: number, say?: (x: number) => string) => void;

function addDates({ q1, median, q3 }: NumberProfile, add: Add): void {
  add("first quartile", q1, day);
  add("median", median, day);
  add("third quartile", q3, day);
}

function addNumbers({ mean, std, median, q1, q3, skewness, zeros, outliers }: NumberProfile, add: Add): void {
  add("mean", mean);
  add("std", std);
  add("median", median);
  add("quartile 1", q1);
  add("quartile 3", q3);
  add("skewness", skewness);
  add("zeros", zeros);
  add("outliers", outliers);
}
