/**
 * The seam between the devices and whoever watches them. While nobody watches, `tracer()` is undefined and costs one read.
 * The executor opens a span for every call; devices open spans for what else takes time (compiling, copying to and from the device, waiting).
 */
import type { Call, DeviceName } from "./backend.ts";

/** What the time was spent on. */
export type SpanKind = "kernel" | "compile" | "upload" | "readback" | "wait" | "host";

/** A stretch of time. Times are milliseconds since `performance.timeOrigin`. */
export interface Span {
  readonly kind: SpanKind;
  /** The operation, or the fused ones joined with " + ". */
  readonly name: string;
  readonly device: DeviceName;
  readonly start: number;
  /** How long it took. Undefined until known: the GPU tells later. */
  ms: number | undefined;
  /** Whose clock measured `ms`. */
  clock: "wall" | "gpu";
  /** Bytes read and written, as the shapes say. */
  readonly bytes: number;
  /** Floating-point operations, as the shapes say. */
  readonly flops: number;
  /** Shapes of the inputs, then of the outputs. */
  readonly shapes: readonly (readonly number[])[];
  /** For `Backend.describe`. Present for kernels. */
  readonly call?: Call;
}

export interface Tracer {
  /** A span that has begun now. Whoever began it sets `ms`, or calls `end`. */
  begin(kind: SpanKind, name: string, device: DeviceName, about?: Partial<Pick<Span, "bytes" | "flops" | "shapes" | "call">>): Span;
  /** Sets `ms` by the wall clock, unless the device has a clock of its own and set `clock` to "gpu". */
  end(span: Span): void;
}

let current: Tracer | undefined;

/** Whoever watches now. */
export const tracer = (): Tracer | undefined => current;

/** Starts watching with one, or stops with undefined. Returns who watched before. */
export function setTracer(next: Tracer | undefined): Tracer | undefined {
  const before = current;
  current = next;
  return before;
}

/** Runs `work` inside a span, when somebody watches. */
export function traced<T>(kind: SpanKind, name: string, device: DeviceName, about: { bytes?: number }, work: () => T): T {
  if (current === undefined) return work();
  const watching = current;
  const span = watching.begin(kind, name, device, about);
  try {
    return work();
  } finally {
    watching.end(span);
  }
}
