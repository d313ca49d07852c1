/** A call with chains as calls without, for kernels that cannot take them. */
import type { Call, View } from "../backend.ts";
import { unfuse } from "../calls.ts";
import { bytesOf } from "../dtype.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import { recordElementwise } from "./elementwise.ts";
import type { Recorder } from "./kernel.ts";

export function recordApart<C extends Call>(call: C, plan: (call: C, recorder: Recorder) => void, recorder: Recorder): void {
  const temporary = (dtype: View["dtype"], shape: readonly number[]): View => ({
    buffer: recorder.temporary(sizeOf(shape) * bytesOf(dtype)), dtype, shape, strides: contiguousStrides(shape), offset: 0,
  });
  for (const plain of unfuse(call, temporary)) {
    if (plain.kind === "elementwise") recordElementwise(plain, recorder);
    else plan(plain as C, recorder);
  }
}
