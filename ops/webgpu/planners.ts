/** What each kind of call becomes on the GPU. Kinds that are not listed are done on the host. */
import type { Call, CallOf, ReduceCall, View } from "../backend.ts";
import { unfuse } from "../calls.ts";
import { bytesOf } from "../dtype.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import { recordConv2d } from "./conv2d.ts";
import { recordCopy, recordElementwise } from "./elementwise.ts";
import type { Recorder } from "./kernel.ts";
import { recordMatmul } from "./matmul.ts";
import { hasShader } from "./program.ts";
import { recordReduce } from "./reduce.ts";
import { recordSoftmax } from "./softmax.ts";

export type Planner<Kind extends Call["kind"]> = (call: CallOf<Kind>, recorder: Recorder) => void;

const planners: { readonly [Kind in Call["kind"]]?: Planner<Kind> } = {
  conv2d: recordConv2d,
  copy: recordCopy,
  elementwise: recordElementwise,
  matmul: recordMatmul,
  reduce: apart<ReduceCall>(recordReduce),
  softmax: recordSoftmax,
};

/** The planner of a call, or undefined when the GPU has no kernel for it. */
export function plannerOf(call: Call): Planner<Call["kind"]> | undefined {
  const steps = ["program" in call && call.program, "prologue" in call && call.prologue?.program, "epilogue" in call && call.epilogue?.program];
  return steps.every((part) => !part || part.every(hasShader)) ? (planners[call.kind] as Planner<Call["kind"]> | undefined) : undefined;
}

/** For kernels that take no chains: those run as calls of their own. */
function apart<C extends Call>(plan: (call: C, recorder: Recorder) => void): (call: C, recorder: Recorder) => void {
  return (call, recorder) => {
    const temporary = (dtype: View["dtype"], shape: readonly number[]): View => ({
      buffer: recorder.temporary(sizeOf(shape) * bytesOf(dtype)), dtype, shape, strides: contiguousStrides(shape), offset: 0,
    });
    for (const plain of unfuse(call, temporary)) {
      if (plain.kind === "elementwise") recordElementwise(plain, recorder);
      else plan(plain as C, recorder);
    }
  };
}
