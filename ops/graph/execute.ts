/** The one place where calls go to a device: seen by the profiler and by a recording, and where a host may stop the program. */
import type { Backend, Call } from "../backend.ts";
import { outputsOf } from "../calls.ts";
import { MemoryError } from "../errors.ts";
import { formatShape, sizeOf } from "../shape.ts";
import { tracer } from "../trace.ts";

/** Gets every call when it runs. */
export type CallRecorder = (backend: Backend, call: Call) => void;

let recorder: CallRecorder | undefined;

/** Sets who records the calls; undefined for nobody. */
export function setCallRecorder(next: CallRecorder | undefined): void {
  recorder = next;
}

export const isRecording = (): boolean => recorder !== undefined;

let check: (() => void) | undefined;

/** Sets what is called before every call. What it throws stops the computation; the tensors stay as they were. */
export function setCallCheck(next: (() => void) | undefined): void {
  check = next;
}

/** Runs a call; one without results does nothing. */
export function execute(backend: Backend, call: Call): void {
  check?.();
  if (outputsOf(call).every(({ shape }) => sizeOf(shape) === 0)) return;
  recorder?.(backend, call);
  const watching = tracer();
  const span = watching?.begin(isOnHost(backend, call) ? "host" : "kernel", call.kind, backend.name, { call });
  try {
    backend.run(call, span);
  } catch (error) {
    throw explained(call, error);
  } finally {
    if (span !== undefined) watching!.end(span);
  }
}

/** Whether the device has nothing of its own for the call. */
function isOnHost({ name }: Backend, call: Call): boolean {
  if (call.kind !== "host") return false;
  return name === "cpu" || (name === "wasm" ? call.kernel : call.shader) === undefined;
}

/** A device that has no room for what a call needs on the way doesn't know which call that was. */
function explained(call: Call, error: unknown): unknown {
  if (!(error instanceof MemoryError) || error.op !== "allocate") return error;
  const { dtype, shape } = outputsOf(call)[0]!;
  const problem = error.message.slice("allocate: ".length);
  return new MemoryError(call.kind, `${problem}, needed to compute ${formatShape(shape)} of ${dtype}`, "dispose tensors, or work in parts");
}
