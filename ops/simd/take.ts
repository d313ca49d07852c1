/** Slices by index. */
import type { TakeCall } from "../backend.ts";
import { bytesOf } from "../dtype.ts";
import { isContiguous, sizeOf } from "../shape.ts";
import { runInHostLoops } from "./fallback.ts";
import { runJob } from "./job.ts";
import { addressOf, type Context } from "./kernel.ts";
import { pack } from "./reduce.ts";

/** Bytes that are worth a thread's while. */
const grain = 2 ** 18;

/** Out of range the host's loops throw, whose message names the index. */
export function runTake(context: Context, call: TakeCall): void {
  const { axis, input, output } = call;
  if (input.dtype !== output.dtype || !isContiguous(input.shape, input.strides)) return runInHostLoops(context, call);
  const indices = pack(context, call.indices, "int32");
  const length = input.shape[axis]!;
  const outer = sizeOf(input.shape.slice(0, axis));
  const bytes = sizeOf(input.shape.slice(axis + 1)) * bytesOf(input.dtype);
  const count = sizeOf(indices.shape);
  const failed = context.scratch.take(4).pointer;
  context.heap.views.write(failed, [0]);
  const [out, source, places] = [addressOf(output), addressOf(input), addressOf(indices)];
  const args =
    outer === 1
      ? [{ base: out, perFirst: bytes }, source, { base: places, perFirst: 4 }, 1, length, { perCount: 1 }, bytes, failed]
      : [{ base: out, perFirst: count * bytes }, { base: source, perFirst: length * bytes }, places, { perCount: 1 }, length, count, bytes, failed];
  const each = outer === 1 ? bytes : count * bytes;
  runJob(context, { size: outer === 1 ? count : outer, grain: Math.ceil(grain / Math.max(1, each)), stages: [{ kernel: "take", args }] });
  if (context.heap.view("int32", failed, 1)[0] !== 0) runInHostLoops(context, call);
}
