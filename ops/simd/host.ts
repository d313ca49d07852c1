/** Kernels that one part of the library brings along: see `HostKernel` in `backend.ts`. */
import type { HostCall, HostKernel } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { runCopy } from "./elementwise.ts";
import { runJob, workersOf, type RangedArgument } from "./job.ts";
import { addressOf, isComputed, kernel as kernelOf, scratchView, type Context } from "./kernel.ts";
import { pack } from "./reduce.ts";

export function runHostKernel(context: Context, { inputs, outputs }: HostCall, { name, items, grain, params = [], scratch }: HostKernel): void {
  kernelOf(context, name); // a mistake in the name is told here, not by a thread
  if (items === 0) return;
  const sources = inputs.map((view) => addressOf(pack(context, view, computeDtype(view.dtype))));
  const results = outputs.map((view) => (isComputed(view.dtype) ? view : scratchView(context, computeDtype(view.dtype), view.shape)));
  const args: RangedArgument[] = [{ perFirst: 1 }, { perCount: 1 }, ...results.map(addressOf), ...sources, ...params];
  if (scratch !== undefined) args.push({ base: context.scratch.take(scratch * workersOf(context)).pointer, perWorker: scratch });
  runJob(context, { size: items, grain, stages: [{ kernel: name, args }] });
  results.forEach((result, i) => {
    if (result !== outputs[i]) runCopy(context, { kind: "copy", input: result, output: outputs[i]! });
  });
}
