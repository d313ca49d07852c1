/**
 * What calls became, kept: a call that differs from an earlier one only in its buffers is recorded from what was planned then.
 * Writing the text of a shader takes ten times as long as recording the kernel.
 */
import type { Call } from "../backend.ts";
import type { GpuBuffer } from "./buffers.ts";
import { type Kernel, type PlannedKernel, planned, type Recorder } from "./kernel.ts";
import { signatureOf } from "./signature.ts";

/** Constants and seeds that change make plans of their own, so old ones must go. */
const keptPlans = 1024;

/** Buffers by number: first those of the call, in the order of its signature, then the temporary ones. */
interface PlannedStep {
  readonly inputs: readonly number[];
  readonly output: number;
  /** A kernel, or the place that a copy begins at. */
  readonly work: PlannedKernel | number;
}

interface Plan {
  readonly steps: readonly PlannedStep[];
  /** Their lengths in bytes. */
  readonly temporaries: readonly number[];
  /** Whether the same call would be planned so again: not where a measurement may choose another tile. */
  readonly isLasting: boolean;
}

/** What a plan is carried out with. */
interface Executor {
  temporary(byteLength: number): GpuBuffer;
  record(kernel: PlannedKernel, inputs: readonly GpuBuffer[], output: GpuBuffer): void;
  copyBytes(from: GpuBuffer, to: GpuBuffer, start: number): void;
}

export class Plans {
  readonly #plans = new Map<string, Plan>();
  readonly #recorder: Recorder;
  readonly #executor: Executor;

  constructor(recorder: Recorder, executor: Executor) {
    this.#recorder = recorder;
    this.#executor = executor;
  }

  run<C extends Call>(call: C, planner: (call: C, recorder: Recorder) => void): void {
    const { key, buffers } = signatureOf(call);
    let plan = this.#plans.get(key);
    if (plan !== undefined) this.#plans.delete(key); // it becomes the last to go
    plan ??= planOf(call, buffers, planner, this.#recorder);
    if (plan.isLasting) {
      if (this.#plans.size >= keptPlans) this.#plans.delete(this.#plans.keys().next().value!);
      this.#plans.set(key, plan);
    }
    carryOut(plan, buffers, this.#executor);
  }
}

function planOf<C extends Call>(call: C, own: readonly GpuBuffer[], planner: (call: C, recorder: Recorder) => void, recorder: Recorder): Plan {
  const buffers = [...own];
  const steps: PlannedStep[] = [];
  let isLasting = true;
  planner(call, {
    ...recorder,
    temporary: (byteLength) => {
      const stand = { device: "webgpu", byteLength } as GpuBuffer;
      buffers.push(stand);
      return stand;
    },
    tileFor: (sizes) => {
      isLasting = recorder.adapter.isSoftware;
      return recorder.tileFor(sizes);
    },
    record: (kernel: Kernel) => steps.push({ work: planned(kernel), inputs: kernel.inputs.map((buffer) => buffers.indexOf(buffer)), output: buffers.indexOf(kernel.output) }),
    copyBytes: (from, to, start) => steps.push({ work: start, inputs: [buffers.indexOf(from)], output: buffers.indexOf(to) }),
  });
  return { steps, temporaries: buffers.slice(own.length).map(({ byteLength }) => byteLength), isLasting };
}

function carryOut({ steps, temporaries }: Plan, own: readonly GpuBuffer[], executor: Executor): void {
  const buffers = temporaries.length === 0 ? own : [...own, ...temporaries.map((byteLength) => executor.temporary(byteLength))];
  for (const { work, inputs, output } of steps) {
    const from = inputs.map((input) => buffers[input]!);
    if (typeof work === "number") executor.copyBytes(from[0]!, buffers[output]!, work);
    else executor.record(work, from, buffers[output]!);
  }
}
