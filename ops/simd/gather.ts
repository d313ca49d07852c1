/** Numbers by an index each, and the way back, of 32 bits and where all axes but one are as long as the input's; the rest goes through the host's loops. */
import type { GatherCall, ScatterCall, View } from "../backend.ts";
import { bytesOf, computeDtype, type ComputeDtype } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { runCopy } from "./elementwise.ts";
import { runInHostLoops } from "./fallback.ts";
import { runJob, type RangedArgument } from "./job.ts";
import { addressOf, isComputed, scratchView, type Context } from "./kernel.ts";
import { pack } from "./reduce.ts";

/** Numbers that are worth a thread's while. */
const grain = 8192;

export function runGather(context: Context, call: GatherCall): void {
  const { input, output } = call;
  if (!hasKernel(call)) return runInHostLoops(context, call);
  const source = pack(context, input, computeDtype(input.dtype));
  runAlong(context, call, "gather_along_4", [output, source]);
}

export function runScatter(context: Context, call: ScatterCall): void {
  const { op, input, output } = call;
  if (!hasKernel(call)) return runInHostLoops(context, call);
  const dtype = computeDtype(output.dtype);
  const updates = pack(context, call.updates, dtype);
  const sums = op === "add" && dtype === "float32" ? scratchView(context, "float64", output.shape) : output;
  runCopy(context, { kind: "copy", input, output: sums });
  const kernel = op === "set" ? "scatter_set_4" : dtype === "float32" ? "scatter_add_float32" : "scatter_add_int32";
  const isDone = runAlong(context, call, kernel, [sums, updates]);
  if (isDone && sums !== output) runCopy(context, { kind: "copy", input: sums, output });
}

function hasKernel({ axis, input, indices, output }: GatherCall | ScatterCall): boolean {
  const is32 = (dtype: ComputeDtype): boolean => dtype === "float32" || dtype === "int32" || dtype === "uint32";
  const isWhole = input.shape.every((length, i) => i === axis || length === indices.shape[i]);
  return isWhole && input.dtype === output.dtype && isComputed(input.dtype) && is32(input.dtype);
}

/** A kernel on the numbers before and after the axis; it goes over the rows of the first two views. Returns false when an index is out of range, of which the host's loops tell. */
function runAlong(context: Context, call: GatherCall | ScatterCall, kernel: string, views: readonly [View, View]): boolean {
  const { axis, input } = call;
  const indices = pack(context, call.indices, "int32");
  const [length, count] = [input.shape[axis]!, indices.shape[axis]!];
  const inner = sizeOf(input.shape.slice(axis + 1));
  const failed = context.scratch.take(4).pointer;
  context.heap.views.write(failed, [0]);
  const ranged = (view: View): RangedArgument => ({ base: addressOf(view), perFirst: view.shape[axis]! * inner * bytesOf(view.dtype) });
  const args = [...views.map(ranged), ranged(indices), { perCount: 1 }, length, count, inner, failed];
  runJob(context, { size: sizeOf(input.shape.slice(0, axis)), grain: Math.ceil(grain / Math.max(1, count * inner)), stages: [{ kernel, args }] });
  if (context.heap.view("int32", failed, 1)[0] === 0) return true;
  runInHostLoops(context, call);
  return false;
}
