/** What each kind of call becomes on the GPU. Kinds that are not listed are done on the host. */
import type { Call, CallOf, Chain, Conv2dCall, MatmulCall, NormCall, ReduceCall } from "../backend.ts";
import { recordApart } from "./apart.ts";
import { recordAttention } from "./attention.ts";
import { buffersOf } from "./chain.ts";
import { recordConv2d } from "./conv2d.ts";
import { recordCopy } from "./copy.ts";
import { recordElementwise } from "./elementwise.ts";
import { recordHost } from "./host-shader.ts";
import type { Recorder } from "./kernel.ts";
import { recordMatmul } from "./matmul.ts";
import { recordPool2d } from "./pool2d.ts";
import { recordNorm } from "./norm.ts";
import { hasShader } from "./program.ts";
import { recordRandom } from "./random.ts";
import { recordReduce } from "./reduce.ts";
import { recordScan } from "./scan.ts";
import { recordScatter } from "./scatter.ts";
import { recordSoftmax } from "./softmax.ts";
import { recordSort } from "./sort.ts";
import { recordGather, recordTake } from "./take.ts";

export type Planner<Kind extends Call["kind"]> = (call: CallOf<Kind>, recorder: Recorder) => void;

const planners: { readonly [Kind in Call["kind"]]?: Planner<Kind> } = {
  attention: recordAttention,
  conv2d: fitting<Conv2dCall>(3, recordConv2d),
  copy: recordCopy,
  elementwise: recordElementwise,
  gather: recordGather,
  host: recordHost,
  matmul: fitting<MatmulCall>(2, recordMatmul),
  pool2d: recordPool2d,
  random: recordRandom,
  norm: fitting<NormCall>(3, recordNorm),
  reduce: fitting<ReduceCall>(1, recordReduce),
  scan: recordScan,
  scatter: recordScatter,
  softmax: recordSoftmax,
  sort: recordSort,
  take: recordTake,
};

/** The planner of a call, or undefined when the GPU has no kernel for it. */
export function plannerOf(call: Call): Planner<Call["kind"]> | undefined {
  if (call.kind === "host" && call.shader === undefined) return undefined;
  const steps = ["program" in call && call.program, "prologue" in call && call.prologue?.program, "epilogue" in call && call.epilogue?.program];
  return steps.every((part) => !part || part.every(hasShader)) ? (planners[call.kind] as Planner<Call["kind"]> | undefined) : undefined;
}

/** For kernels that take chains: more buffers than a kernel can bind are worked on in calls of their own. `own` counts what the kernel binds besides. */
function fitting<C extends Call & { readonly prologue?: Chain; readonly epilogue?: Chain }>(own: number, plan: (call: C, recorder: Recorder) => void): (call: C, recorder: Recorder) => void {
  return (call, recorder) => {
    if (own + buffersOf(call.prologue) + buffersOf(call.epilogue) <= recorder.maxInputs) return plan(call, recorder);
    recordApart(call, plan, recorder);
  };
}
