/** Results as tables, for the screen or as Markdown. */
import { formatTable, type Style } from "../format-table.ts";
import { geometricMean } from "../timing.ts";
import { libraryNames, type Configuration, type LibraryName, type Measurement, type Report, type RowResult } from "./job.ts";
import { rows, type Row } from "./rows.ts";
import type { Startup } from "./startup.ts";

const marks = { missing: "-", failed: "failed", wrong: " wrong", cpu: " on the CPU" } as const;

export function formatReport({ title }: Configuration, { rows: results, ceilings }: Report, style: Style & { readonly libraries: readonly LibraryName[] }): string {
  const lines = results.map((result) => {
    const row: Row = rows[result.row];
    return [row.title, ...style.libraries.map((name) => formatCell(row, result.libraries[name])), formatRatio(ratioOf(result))];
  });
  const ratios = results.map(ratioOf).filter((ratio) => ratio !== undefined);
  const summary = ratios.length === 0 ? "" : `geometric mean of ${ratios.length} ratios: ${geometricMean(ratios).toFixed(2)}\n`;
  const { madd, mulAdd, copy64MB, copy4MB } = ceilings;
  const machine = `this machine: madd ${madd.toFixed(1)} GFLOP/s, mul + add ${mulAdd.toFixed(1)} GFLOP/s, copy of 64 MB ${copy64MB.toFixed(1)} GB/s, of 4 MB ${copy4MB.toFixed(1)} GB/s`;
  return `${title}\n\n${formatTable(["", ...style.libraries, "fastest peer / tessera"], lines, style)}\n\n${summary}${machine}`;
}

export function formatStartup(startup: readonly Startup[], style: Style): string {
  const lines = startup.map(({ library, device, gzipBytes, ms }) => [library, device, `${(gzipBytes / 1000).toFixed(0)} KB`, `${ms.toFixed(0)} ms`]);
  return `Start-up: what loads, and the first product of 256 x 256 from a cold page\n\n${formatTable(["", "device", "gzip", "first result"], lines, style)}`;
}

/** One line while the table is in the making. */
export function formatProgress(result: RowResult): string {
  const row: Row = rows[result.row];
  const cells = libraryNames.filter((name) => name in result.libraries).map((name) => `${name} ${formatCell(row, result.libraries[name])}`);
  const notes = libraryNames.flatMap((name) => noteOf(name, row, result.libraries[name]));
  return `  ${row.title}: ${cells.join(", ")}, ratio ${formatRatio(ratioOf(result))}${notes.map((note) => `\n    ${note}`).join("")}`;
}

function noteOf(name: LibraryName, { tolerance }: Row, measurement: Measurement | undefined): string[] {
  if (measurement?.state === "failed") return [`${name}: ${measurement.message}`];
  if (measurement?.state === "wrong") return [`${name}: off by ${measurement.error.toPrecision(2)}, ${tolerance.toPrecision(2)} would pass`];
  return [];
}

/** The fastest peer's time over ours; peers that were wrong or ran elsewhere do not count. Undefined when there is nothing to compare. */
function ratioOf({ libraries: { tessera, ...peers } }: RowResult): number | undefined {
  const times = Object.values(peers).flatMap((peer) => (peer.state === "ok" ? [peer.ms] : []));
  return tessera?.state === "ok" && times.length > 0 ? Math.min(...times) / tessera.ms : undefined;
}

const formatRatio = (ratio: number | undefined): string => ratio?.toFixed(2) ?? "-";

function formatCell({ work: [amount, unit] }: Row, measurement: Measurement | undefined): string {
  if (measurement === undefined) return "";
  if (measurement.state === "missing" || measurement.state === "failed") return marks[measurement.state];
  const { ms, state } = measurement;
  const mark = state === "ok" ? "" : marks[state];
  if (unit === "adds") return `${((1000 * ms) / amount).toPrecision(3)} us each${mark}`;
  return `${ms.toPrecision(3)} ms, ${(amount / (ms / 1000)).toPrecision(3)} ${unit}${mark}`;
}
