/** Spans of one operation on one set of shapes, caused by one owner: what is known of each, and their sums. */
import type { Buffer, Call, DeviceName } from "../backend.ts";
import { mapViews } from "../calls.ts";
import type { Shape } from "../shape.ts";
import type { SpanKind } from "../trace.ts";
import type { OpenSpan } from "./span.ts";

export class Group {
  /** Its place in the recorder's list. */
  readonly index: number;
  readonly owner: string | undefined;
  readonly kind: SpanKind;
  readonly name: string;
  readonly device: DeviceName;
  readonly shapes: readonly Shape[];
  /** For `Backend.describe`, and nothing else: it names no buffers, which would be held by it. */
  readonly call: Call | undefined;
  /** Of one call. */
  readonly flops: number;
  /** Of one call; undefined when they differ, as those of copies do. */
  readonly bytesEach: number | undefined;
  /** As many as `spans`, or an estimate, where not every operation was looked at; then the sums are estimates, too. */
  calls = 0;
  /** Calls that were looked at. */
  spans = 0;
  /** Calls that the GPU's clock measured. */
  gpuCalls = 0;
  ms = 0;
  /** Without the time of spans that lie in theirs. */
  selfMs = 0;
  maxMs = 0;
  bytes = 0;

  constructor(index: number, span: OpenSpan, name: string, isAlike: boolean) {
    this.index = index;
    this.owner = span.owner;
    this.kind = span.kind;
    this.name = name;
    this.device = span.device;
    this.shapes = isAlike ? span.shapes : [];
    this.call = isAlike && span.call !== undefined ? withoutBuffers(span.call) : undefined;
    this.flops = isAlike ? span.flops : 0;
    this.bytesEach = isAlike && span.call !== undefined ? span.bytes : undefined;
  }
}

/** The same call on buffers that only know their size; those that were one still are. */
function withoutBuffers(call: Call): Call {
  const stubs = new Map<Buffer, Buffer>();
  const stubOf = (buffer: Buffer): Buffer => {
    const known = stubs.get(buffer) ?? { device: buffer.device, byteLength: buffer.byteLength };
    stubs.set(buffer, known);
    return known;
  };
  const bare = mapViews(call, (view) => ({ ...view, buffer: stubOf(view.buffer) }));
  return bare.kind === "host" ? { ...bare, compute: () => [] } : bare;
}
