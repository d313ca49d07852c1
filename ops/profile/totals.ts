/** Sums over groups of spans, by operation or by operation and shapes. */
import type { DeviceName } from "../backend.ts";
import { formatShape, type Shape } from "../shape.ts";
import type { SpanKind } from "../trace.ts";
import type { Group } from "./group.ts";

/** What one operation cost. */
export interface OpTotal {
  readonly kind: SpanKind;
  /** The operation, or the fused ones joined with " + ". */
  readonly name: string;
  readonly device: DeviceName;
  /** Of the inputs, then of the outputs; empty where several are summed up. */
  readonly shapes: readonly Shape[];
  readonly calls: number;
  /** Without the time of other spans that lie in theirs, so that the sum over all is the time that was measured. */
  readonly ms: number;
  /** Of the sum over all, from 0 to 1. */
  readonly share: number;
  readonly flops: number;
  readonly bytes: number;
  /** 10^9 floating-point operations a second; undefined where there are none, or where no clock saw the work. */
  readonly gflops: number | undefined;
  /** 10^9 bytes a second; undefined where there are none. */
  readonly gbs: number | undefined;
  /** Whose clock measured: the one of the host, of the GPU, or for some calls the one and for some the other. */
  readonly clock: "wall" | "gpu" | "both";
}

/** The slowest first. */
export function totalsOf(groups: readonly Group[], apart: "byOp" | "byShape"): OpTotal[] {
  const together = new Map<string, Group[]>();
  for (const group of groups) {
    const shapes = apart === "byShape" ? group.shapes.map(formatShape).join() : "";
    const key = [group.kind, group.device, group.name, shapes].join("|");
    together.set(key, [...(together.get(key) ?? []), group]);
  }
  const all = groups.reduce((sum, { selfMs }) => sum + selfMs, 0);
  return [...together.values()].map((alike) => totalOf(alike, all)).toSorted((a, b) => b.ms - a.ms);
}

function totalOf(alike: readonly Group[], all: number): OpTotal {
  const { kind, name, device, shapes } = alike[0]!;
  const sum = (field: (group: Group) => number): number => alike.reduce((total, group) => total + field(group), 0);
  const [calls, gpuCalls, ms, bytes] = [sum((group) => group.calls), sum((group) => group.gpuCalls), sum((group) => group.selfMs), sum((group) => group.bytes)];
  const flops = sum((group) => group.flops * group.calls);
  const clock = gpuCalls === 0 ? "wall" : gpuCalls === calls ? "gpu" : "both";
  // The host's clock sees how long it took to hand work to a GPU, not how long the work took.
  const isWork = kind !== "kernel" || device !== "webgpu" || clock === "gpu";
  const rate = (amount: number): number | undefined => (isWork && amount > 0 && ms > 0 ? amount / ms / 1e6 : undefined);
  const isOne = alike.every((group) => group.shapes.map(formatShape).join() === shapes.map(formatShape).join());
  return { kind, name, device, shapes: isOne ? shapes : [], calls, ms, share: all > 0 ? ms / all : 0, flops, bytes, gflops: rate(flops), gbs: rate(bytes), clock };
}
