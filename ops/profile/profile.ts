/** `profile`: what a piece of work spent its time on. */
import { Tensor } from "../tensor.ts";
import type { Span } from "../trace.ts";
import { formatTotals } from "./format.ts";
import { Recorder } from "./recorder.ts";
import { totalsOf, type OpTotal } from "./totals.ts";
import { record } from "./watch.ts";

/** How long the GPU may take to tell its times, in milliseconds. */
const PATIENCE = 2_000;

/** What `profile` found. As text it is a table. */
export class Profile<T = unknown> {
  /** What the function returned. */
  readonly result: T;
  /** Milliseconds from the call of the function until everything that it returned was there. */
  readonly wallMs: number;
  /** The newest 65,536 spans, in the order in which they ended. */
  readonly spans: readonly Span[];
  /** By operation, the slowest first: all spans, also those that are not in `spans`. */
  readonly totals: readonly OpTotal[];
  /** The same, apart for different shapes. */
  readonly totalsByShape: readonly OpTotal[];
  /** Spans whose time the GPU did not tell; they are in no sum. */
  readonly unmeasured: number;

  /** Not for users: `profile` makes it. */
  constructor(result: T, wallMs: number, unmeasured: number, recorder: Recorder) {
    this.result = result;
    this.wallMs = wallMs;
    this.unmeasured = unmeasured;
    this.spans = recorder.spans();
    this.totals = totalsOf(recorder.groups, "byOp");
    this.totalsByShape = totalsOf(recorder.groups, "byShape");
  }

  toString(): string {
    return formatTotals(this);
  }

  /** What `console.log` shows in Node and Deno. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

/**
 * Runs `work` and tells what it spent its time on: every kernel, with its shapes, milliseconds, bytes and floating-point operations, and
 * what else took time (compiling, copying to and from the device, waiting).
 *
 * Times are of the wall clock, or of the GPU's own where it has one (`clock` says which). A wall-clock time on webgpu is what it took to hand the
 * work over. Bytes and operations are counted from the shapes. Tensors that `work` returns are computed in it; those that it neither reads nor
 * returns may not be, because operations wait until somebody asks for their result.
 *
 * Profiles may lie inside each other. One that runs while another awaits sees the spans of both: nothing tells whose they are.
 * Throws what `work` throws.
 */
export async function profile<T>(work: () => T | PromiseLike<T>): Promise<Profile<T>> {
  const recorder = new Recorder();
  const stop = record(recorder);
  const start = performance.now();
  let result: T;
  try {
    result = await work();
    await Promise.all(tensorsIn(result).map((tensor) => tensor.ready()));
  } finally {
    stop();
  }
  const wallMs = performance.now() - start;
  return new Profile(result, wallMs, await recorder.settled(PATIENCE), recorder);
}

/** A tensor, or those in a list or an object. */
function tensorsIn(result: unknown): Tensor[] {
  const parts = typeof result === "object" && result !== null && !(result instanceof Tensor) ? Object.values(result) : [result];
  return parts.filter((part): part is Tensor => part instanceof Tensor && !part.disposed);
}
