/** A kernel can bind only so many buffers: those beyond the limit are brought together in one. */
import type { View } from "../backend.ts";
import { bytesOf } from "../dtype.ts";
import type { GpuBuffer } from "./buffers.ts";
import type { Recorder } from "./kernel.ts";

/** The same views over at most `maxInputs` buffers. */
export function gatherInputs(inputs: readonly View[], recorder: Recorder): readonly View[] {
  const buffers = [...new Set(inputs.map(({ buffer }) => buffer as GpuBuffer))];
  if (buffers.length <= recorder.maxInputs) return inputs;
  const starts = new Map<GpuBuffer, number>();
  let end = 0;
  for (const buffer of buffers.slice(recorder.maxInputs - 1)) {
    starts.set(buffer, end);
    end += Math.ceil(buffer.byteLength / 16) * 16;
  }
  const together = recorder.temporary(end);
  for (const [buffer, start] of starts) recorder.copyBytes(buffer, together, start);
  return inputs.map((view) => {
    const start = starts.get(view.buffer as GpuBuffer);
    return start === undefined ? view : { ...view, buffer: together, offset: view.offset + start / bytesOf(view.dtype) };
  });
}
