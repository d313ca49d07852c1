/** Lets any number of recorders watch at once: profiles inside profiles, profiles side by side, and a panel beside them all. */
import type { DeviceName } from "../backend.ts";
import { setTracer, type Span, type SpanKind, type Tracer } from "../trace.ts";
import type { Recorder } from "./recorder.ts";
import { OpenSpan, type About } from "./span.ts";

/** These return to their caller only when they are over, so whatever begins meanwhile lies inside them. */
const blocking: ReadonlySet<SpanKind> = new Set(["kernel", "compile", "upload", "host"]);

class Watch implements Tracer {
  /** Replaced, never changed: spans that are under way keep theirs. */
  #recorders: readonly Recorder[] = [];
  #owner: (() => string | undefined) | undefined;
  #open: OpenSpan | undefined;

  set recorders(recorders: readonly Recorder[]) {
    this.#recorders = recorders;
    this.#owner = recorders.find(({ owner }) => owner !== undefined)?.owner;
    this.#open = undefined;
  }

  get recorders(): readonly Recorder[] {
    return this.#recorders;
  }

  begin(kind: SpanKind, name: string, device: DeviceName, about?: About): Span {
    const span = new OpenSpan(kind, name, device, about, this.#recorders, this.#owner?.(), this.#open);
    if (blocking.has(kind)) this.#open = span;
    // Some compile in the background: then what follows does not lie inside.
    if (kind === "compile") queueMicrotask(() => this.#leave(span));
    return span;
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
