/** Lets any number of recorders watch at once: profiles inside profiles, profiles side by side, and a panel beside them all. */
import type { DeviceName } from "../backend.ts";
import { setTracer, type Span, type SpanKind, type Tracer } from "../trace.ts";
import type { Recorder } from "./recorder.ts";
import { OpenSpan, type About } from "./span.ts";

/** These return to their caller only when they are over, so whatever begins meanwhile lies inside them. */
const blocking: ReadonlySet<SpanKind> = new Set(["kernel", "compile", "upload", "host"]);

/**
 * So many operations a millisecond are sampled, where all who record agree. To look at one takes about 0.4 microseconds, half of it for
 * reading the clock twice: a tenth of the smallest addition (`npm run bench -- watching`).
 */
const MANY = 40;
/** Of those, about so many a millisecond are looked at, at random distances, so that no pattern of a loop is missed. */
const ENOUGH = 20;
/** One in so many at the least. */
const FEWEST = 64;
/** Operations over which the pace is taken: so few that a busy machine seldom interrupts them. */
const WINDOW = 256;

/** Stands for the operations that are not looked at. */
const skipped: Span = { kind: "kernel", name: "", device: "cpu", start: 0, ms: 0, clock: "wall", bytes: 0, flops: 0, shapes: [] };

class Watch implements Tracer {
  /** Replaced, never changed: spans that are under way keep theirs. */
  #recorders: readonly Recorder[] = [];
  #owner: (() => string | undefined) | undefined;
  #open: OpenSpan | undefined;
  #samples = false;
  /** How many pieces of work are under way that nobody shall see. */
  hidden = 0;
  /** For how many operations the next one stands. */
  #weight = 1;
  #skip = 0;
  #random = 1;
  #windowStart = 0;
  #inWindow = 0;

  set recorders(recorders: readonly Recorder[]) {
    this.#recorders = recorders;
    this.#owner = recorders.find(({ owner }) => owner !== undefined)?.owner;
    this.#open = undefined;
    this.#samples = recorders.every(({ samples }) => samples);
    [this.#weight, this.#skip, this.#inWindow, this.#windowStart] = [1, 0, 0, performance.now()];
  }

  get recorders(): readonly Recorder[] {
    return this.#recorders;
  }

  begin(kind: SpanKind, name: string, device: DeviceName, about?: About): Span {
    if (this.hidden > 0) return skipped;
    // A GPU's own clock costs the host nothing, and what is no kernel is seldom.
    const isSampled = this.#samples && kind === "kernel" && device !== "webgpu";
    if (isSampled && this.#skip > 0) {
      this.#skip--;
      return skipped;
    }
    const span = new OpenSpan(kind, name, device, about, this.#recorders, this.#owner?.(), this.#open, isSampled ? this.#weight : 1);
    if (isSampled) this.#count(span.start);
    if (blocking.has(kind)) this.#open = span;
    // Some compile in the background: then what follows does not lie inside.
    if (kind === "compile") queueMicrotask(() => this.#leave(span));
    return span;
  }

  /** Sees whether operations come so fast that not all can be looked at. */
  #count(now: number): void {
    this.#inWindow += this.#weight;
    if (this.#inWindow >= WINDOW) {
      const pace = this.#inWindow / (now - this.#windowStart);
      this.#weight = pace > MANY ? Math.min(FEWEST, Math.ceil(pace / ENOUGH)) : 1;
      [this.#windowStart, this.#inWindow] = [now, 0];
    }
    if (this.#weight === 1) return;
    this.#random = (Math.imul(this.#random, 1664525) + 1013904223) | 0;
    this.#skip = (this.#random >>> 8) % (2 * this.#weight - 1); // one less than the weight in the middle
  }

  /** Whether the span was open; it is not any more, nor is what began in it. */
  #leave(span: OpenSpan): boolean {
    for (let open = this.#open; open !== undefined; open = open.parent) {
      if (open !== span) continue;
      this.#open = span.parent;
      return true;
    }
    return false;
  }

  end(span: Span): void {
    if (span === skipped) return;
    const own = span as OpenSpan;
    const now = performance.now();
    if (this.#leave(own) && own.parent !== undefined) own.parent.innerMs += now - own.start;
    if (own.ms !== undefined) return;
    if (own.clock === "wall") own.ms = now - own.start;
    else for (const recorder of this.#recorders) recorder.expect();
  }
}

const watch = new Watch();
let before: Tracer | undefined;

/** Starts telling a recorder of spans. Returns what stops it; spans that end later but began before are told all the same. */
export function record(recorder: Recorder): () => void {
  if (watch.recorders.length === 0) before = setTracer(watch);
  watch.recorders = [...watch.recorders, recorder];
  return () => {
    if (!watch.recorders.includes(recorder)) return;
    watch.recorders = watch.recorders.filter((other) => other !== recorder);
    if (watch.recorders.length === 0) setTracer(before);
  };
}

/** Does work that no recorder is told of, such as measuring the machine. */
export async function unwatched<T>(work: () => Promise<T>): Promise<T> {
  watch.hidden++;
  try {
    return await work();
  } finally {
    watch.hidden--;
  }
}
