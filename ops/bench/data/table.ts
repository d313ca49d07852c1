/** Results as a table. */
import { formatTable, type Style } from "../format-table.ts";
import { geometricMean } from "../timing.ts";
import type { Measurement, RowResult } from "./job.ts";
import { rows, type RowInfo, type Target } from "./rows.ts";

type Taken = Extract<Measurement, { ms: number }>;

export function formatResults(results: readonly RowResult[], style: Style): string {
  const lines = results.map((result) => {
    const { title, work }: RowInfo = rows[result.row];
    const { tessera, plain, ...rest } = result.entries;
    const others = Object.entries(rest).map(([name, other]) => `${name} ${formatTimes(ratio(tessera, other), other)}`);
    return [title, formatTime(tessera), formatRate(tessera, work), formatTarget(result), formatTimes(ratio(tessera, plain), plain), others.join(", ") || "-"];
  });
  const means = [
    meanOf("plain loops", results.map(({ entries }) => ratio(entries["tessera"], entries["plain"]))),
    meanOf("the fastest library of each row", results.map(({ entries }) => fastestLibrary(entries))),
  ];
  const copy = results.map((result) => result.copy).toSorted((a, b) => a - b)[results.length >> 1]!;
  const head = ["", "tessera", "rate", "target", "plain loop / tessera", "others / tessera"];
  return `${formatTable(head, lines, style)}\n\n${means.join("\n")}\nthis machine copies 64 MB at ${copy.toFixed(1)} GB/s, what is read and what is written both counted`;
}

/** One line while the table is in the making. */
export function formatProgress({ row, entries }: RowResult): string {
  const { title, work }: RowInfo = rows[row];
  const cells = Object.entries(entries).map(([name, found]) => {
    if (found.state === "failed") return `    ${name}: failed, ${found.message}`;
    const part = found.share === 1 ? "" : ` (${formatNumber(100 * found.share)} % of the work)`;
    const verdict = found.state === "ok" ? "" : `: wrong, ${found.error.toPrecision(2)} where ${found.tolerance.toPrecision(2)} would pass`;
    return `    ${name}: ${formatTime(found)}${part}, ${formatRate(found, work)}, error ${found.error.toPrecision(2)}${verdict}`;
  });
  return [`  ${title}`, ...cells].join("\n");
}

/** Whether all that was measured was right. */
export const allRight = (results: readonly RowResult[]): boolean => results.every(({ entries }) => Object.values(entries).every(({ state }) => state === "ok"));

/** How many times as long the other one takes for the same work; undefined where one of them was not right. */
function ratio(ours: Measurement | undefined, other: Measurement | undefined): number | undefined {
  if (ours?.state !== "ok" || other?.state !== "ok") return undefined;
  return other.ms / other.share / ours.ms;
}

function fastestLibrary(entries: RowResult["entries"]): number | undefined {
  const libraries = Object.entries(entries).filter(([name]) => name !== "tessera" && name !== "webgpu" && !name.startsWith("plain"));
  const ratios = libraries.flatMap(([, library]) => ratio(entries["tessera"], library) ?? []);
  return ratios.length === 0 ? undefined : Math.min(...ratios);
}

function meanOf(what: string, ratios: readonly (number | undefined)[]): string {
  const known = ratios.filter((each) => each !== undefined);
  return known.length === 0 ? `no ratios to ${what}` : `geometric mean of ${known.length} ratios to ${what}: ${geometricMean(known).toFixed(2)}`;
}

function formatTimes(times: number | undefined, other: Measurement | undefined): string {
  if (other === undefined) return "-";
  return times === undefined ? (other.state === "ok" ? "-" : other.state) : times.toFixed(times < 10 ? 2 : 0);
}

const formatTime = (found: Measurement | undefined): string =>
  found === undefined || found.state === "failed" ? "failed" : `${formatNumber(found.ms)} ms${found.state === "ok" ? "" : " wrong"}`;

function formatRate(found: Measurement | undefined, [amount, unit]: RowInfo["work"]): string {
  if (found === undefined || found.state === "failed") return "-";
  const rate = rateOf(found, amount);
  return rate < 0.01 ? `${formatNumber(1e6 * rate)} ${unit}/s` : `${formatNumber(rate)} M ${unit}/s`;
}

/** In millions a second. */
const rateOf = ({ ms, share }: Taken, amount: number): number => (amount * share) / (ms / 1000);

const formatNumber = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** What was aimed at and whether it was reached. */
function formatTarget({ row, entries, copy }: RowResult): string {
  const { target, work, bytes = 0 }: RowInfo = rows[row];
  const { tessera, plain } = entries;
  if (target === undefined) return "-";
  if (tessera?.state !== "ok") return "missed";
  const known: readonly (readonly [wanted: keyof Target, text: (value: number) => string, isMet: (value: number) => boolean, got: string])[] = [
    ["ms", (ms) => `${ms} ms`, (ms) => tessera.ms <= ms, ""],
    ["rate", (rate) => `${rate} M/s`, (rate) => rateOf(tessera, work[0]) >= rate, ""],
    ["plain", (times) => `${times} x plain`, (times) => (ratio(tessera, plain) ?? 0) >= times, ""],
    ["copy", (share) => `${100 * share} % of a copy`, (share) => bytes / tessera.ms / 1e6 >= share * copy, ` (${((100 * bytes) / tessera.ms / 1e6 / copy).toFixed(0)} %)`],
  ];
  return known.flatMap(([wanted, text, isMet, got]) => (target[wanted] === undefined ? [] : `${text(target[wanted])} ${isMet(target[wanted]) ? "met" : "missed"}${got}`)).join(", ");
}
