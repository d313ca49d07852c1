/** The one place where calls go to a device: seen by the profiler, and by a trace that is being recorded. */
import type { Backend, Call } from "../backend.ts";
import { outputsOf } from "../calls.ts";
import { sizeOf } from "../shape.ts";
import { tracer } from "../trace.ts";

/** Sees every call before it runs. */
export type CallRecorder = (backend: Backend, call: Call, name: string) => void;

let recorder: CallRecorder | undefined;

/** Sets who records the calls, and returns who did before. */
export function setCallRecorder(next: CallRecorder | undefined): CallRecorder | undefined {
  const before = recorder;
  recorder = next;
  return before;
}

/** Runs a call; one without results does nothing. `name` tells the operations in it. */
export function execute(backend: Backend, call: Call, name: string): void {
  if (outputsOf(call).every(({ shape }) => sizeOf(shape) === 0)) return;
  recorder?.(backend, call, name);
  const watching = tracer();
  if (watching === undefined) return backend.run(call);
  const span = watching.begin(call.kind === "host" ? "host" : "kernel", name, backend.name, { call });
  try {
    backend.run(call, span);
  } finally {
    watching.end(span);
  }
}
