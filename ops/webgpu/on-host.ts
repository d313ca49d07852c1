/** Calls without a kernel: their inputs are read back, the cpu device's loops do the work, and the results are written. */
import type { Call } from "../backend.ts";
import { inputsOf, mapViews, outputsOf } from "../calls.ts";
import type { CpuBuffer } from "../cpu/elements.ts";
import { runOnCpu } from "../cpu/index.ts";
import { ComputationError, TesseraError } from "../errors.ts";
import type { GpuBuffer } from "./buffers.ts";

interface Access {
  /** All bytes of a buffer as they are now. Rejects when they cannot be trusted. */
  read(buffer: GpuBuffer): Promise<ArrayBuffer>;
  write(buffer: GpuBuffer, bytes: Uint8Array): void;
}

/** Never rejects: what went wrong is thrown when the results are read. */
export async function runOnHost(call: Call, { read, write }: Access): Promise<void> {
  const outputs = new Set(outputsOf(call).map(({ buffer }) => buffer as GpuBuffer));
  try {
    const inputs = [...new Set(inputsOf(call).map(({ buffer }) => buffer as GpuBuffer))];
    const contents = await Promise.all(inputs.map(read));
    const host = new Map(inputs.map((buffer, i) => [buffer, hostBuffer(contents[i]!)]));
    for (const output of outputs) host.set(output, hostBuffer(new ArrayBuffer(output.byteLength)));
    runOnCpu(mapViews(call, (view) => ({ ...view, buffer: host.get(view.buffer as GpuBuffer)! })));
    for (const output of outputs) write(output, new Uint8Array(host.get(output)!.bytes));
  } catch (error) {
    for (const output of outputs) output.spoiled = toTesseraError(call, error);
  }
}

const hostBuffer = (bytes: ArrayBuffer): CpuBuffer => ({ device: "cpu", byteLength: bytes.byteLength, bytes });

export function toTesseraError(call: Call, error: unknown): TesseraError {
  if (error instanceof TesseraError) return error;
  const name = call.kind === "host" ? call.name : call.kind;
  return new ComputationError(name, error instanceof Error ? error.message : String(error));
}
