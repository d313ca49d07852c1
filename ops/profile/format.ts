/** A profile as text: one line that says it all, then a table of operations. */
import type { OpTotal } from "./totals.ts";

/** Operations that are listed. */
const MOST = 30;
/** Characters of a name; a long chain is cut. */
const WIDEST = 48;

interface Summary {
  readonly wallMs: number;
  readonly totals: readonly OpTotal[];
  readonly unmeasured: number;
}

export function formatTotals({ wallMs, totals, unmeasured }: Summary): string {
  const calls = totals.reduce((sum, total) => sum + total.calls, 0);
  const measured = totals.reduce((sum, { ms }) => sum + ms, 0);
  const head = `${formatMs(wallMs)} ms, ${formatMs(measured)} ms of them in ${calls} ${calls === 1 ? "span" : "spans"}`;
  const later = unmeasured > 0 ? `\n${unmeasured} spans were not measured: the GPU did not tell their time` : "";
  if (totals.length === 0) return head + later;
  const rows = totals.slice(0, MOST).map((total) => [
    total.name.length > WIDEST ? `${total.name.slice(0, WIDEST - 1)}…` : total.name,
    total.kind === "kernel" ? total.device : `${total.kind} ${total.device}`,
    String(total.calls),
    formatMs(total.ms),
    `${(total.share * 100).toFixed(1)} %`,
    formatRate(total.gflops),
    formatRate(total.gbs),
    total.clock,
  ]);
  const more = totals.length > MOST ? `\n… ${totals.length - MOST} more` : "";
  return `${head}\n${align([["op", "device", "calls", "ms", "share", "GFLOP/s", "GB/s", "clock"], ...rows])}${more}${later}`;
}

/** Words to the left, numbers to the right. */
function align(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const isWord = (column: number): boolean => column < 2 || column === 7;
  return rows.map((row) => row.map((cell, column) => (isWord(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join("  ").trimEnd()).join("\n");
}

const formatMs = (ms: number): string => (ms >= 100 ? ms.toFixed(0) : ms >= 1 ? ms.toFixed(2) : ms.toFixed(3));

const formatRate = (rate: number | undefined): string => (rate === undefined ? "" : rate >= 100 ? rate.toFixed(0) : rate.toPrecision(3));
