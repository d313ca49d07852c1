/** Sums by operation, or by operation and shapes: the rows of the table, the points of the roofline plot, the slowest. */
import type { Device } from "../../../../../kernel/wire/messages.ts";
import type { SpanKind } from "../../../../../kernel/wire/profile.ts";
import type { GroupSums } from "./store.ts";

export interface Operation {
  /** Unique in its list. */
  key: string;
  name: string;
  kind: SpanKind;
  device: Device;
  /** Empty where several are summed up. */
  shapes: string;
  calls: number;
  /** Calls that were looked at; when fewer than `calls`, the sums are estimates. */
  spans: number;
  ms: number;
  maxMs: number;
  /** Of everything that was measured, from 0 to 1. */
  share: number;
  /** Of all calls. */
  flops: number;
  bytes: number;
  /** 10^9 a second; null where there are none, or where no clock saw the work. */
  gflops: number | null;
  gbs: number | null;
  clock: "wall" | "gpu" | "both";
  /** The group with most time, for its plan and source. */
  group: number;
}

export interface OperationOptions {
  /** Only what this cell caused. Default: all. */
  cell?: string | null;
  /** Operations on different shapes apart. Default: together. */
  byShape?: boolean;
}

/** The slowest first. */
export function operationsOf(groups: readonly GroupSums[], { cell = null, byShape = false }: OperationOptions = {}): Operation[] {
  const rows = new Map<string, Operation & { gpuCalls: number; most: number }>();
  let all = 0;
  for (const group of groups) {
    if (group.calls === 0 || (cell !== null && group.cell !== cell)) continue;
    all += group.ms;
    const key = `${group.kind}|${group.device}|${group.name}${byShape ? `|${group.shapes}` : ""}`;
    let row = rows.get(key);
    if (!row) rows.set(key, (row = { ...emptyOf(group), key, gpuCalls: 0, most: -1 }));
    if (row.shapes !== group.shapes) row.shapes = "";
    row.calls += group.calls;
    row.spans += group.spans;
    row.gpuCalls += group.gpuCalls;
    row.ms += group.ms;
    row.maxMs = Math.max(row.maxMs, group.maxMs);
    row.flops += group.flops * group.calls;
    row.bytes += group.bytes;
    if (group.ms > row.most) [row.most, row.group] = [group.ms, group.index];
  }
  return Array.from(rows.values(), ({ gpuCalls, most: _, ...row }): Operation => {
    const clock = gpuCalls === 0 ? "wall" : gpuCalls === row.calls ? "gpu" : "both";
    const rate = (amount: number) => (seesWork(row, clock) && amount > 0 && row.ms > 0 ? amount / row.ms / 1e6 : null);
    return { ...row, clock, share: all > 0 ? row.ms / all : 0, gflops: rate(row.flops), gbs: rate(row.bytes) };
  }).toSorted((a, b) => b.ms - a.ms);
}

/** The host's clock sees how long it took to hand work to a GPU, not how long the work took. */
export const seesWork = ({ kind, device }: Pick<Operation, "kind" | "device">, clock: Operation["clock"]): boolean => kind !== "kernel" || device !== "webgpu" || clock === "gpu";

function emptyOf({ name, kind, device, shapes, index }: GroupSums): Operation {
  return { key: "", name, kind, device, shapes, calls: 0, spans: 0, ms: 0, maxMs: 0, share: 0, flops: 0, bytes: 0, gflops: null, gbs: null, clock: "wall", group: index };
}
