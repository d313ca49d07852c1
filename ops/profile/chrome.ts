/** Spans in the form that Chrome's tracing and Perfetto open: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
import { formatShape } from "../shape.ts";
import type { Span, SpanKind } from "../trace.ts";

/** One lane each. What the GPU's clock measured has a lane of its own, because it runs beside the host. */
const LANES: readonly (SpanKind | "gpu")[] = ["kernel", "gpu", "compile", "upload", "readback", "wait", "host"];

/**
 * Spans as the text of a Chrome trace, times in microseconds. A GPU tells how long its work took, not when: such a span is drawn from the
 * moment when it was handed over, or from the end of the one before. Spans whose time is not known are left out.
 */
export function chromeTrace(spans: readonly Span[]): string {
  const names = LANES.map((lane, tid) => ({ name: "thread_name", ph: "M", pid: 1, tid, args: { name: lane } }));
  let free = 0;
  const events = spans.flatMap(({ kind, name, device, start, ms, clock, bytes, flops, shapes }) => {
    if (ms === undefined) return [];
    const begin = clock === "gpu" ? Math.max(start, free) : start;
    if (clock === "gpu") free = begin + ms;
    const tid = LANES.indexOf(clock === "gpu" ? "gpu" : kind);
    return [{ name, cat: kind, ph: "X", pid: 1, tid, ts: begin * 1e3, dur: ms * 1e3, args: { device, shapes: shapes.map(formatShape).join(" "), bytes, flops, clock } }];
  });
  return JSON.stringify({ displayTimeUnit: "ms", traceEvents: [...names, ...events] });
}
