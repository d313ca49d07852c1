/** Random numbers by counting. */
import type { RandomCall } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { runCopy } from "./elementwise.ts";
import { runInHostLoops } from "./fallback.ts";
import { runJob } from "./job.ts";
import { addressOf, scratchView, type Context } from "./kernel.ts";

/** Elements that are worth a thread's while. */
const grain = 8192;

export function runRandom(context: Context, call: RandomCall): void {
  const { seed, output } = call;
  const dtype = computeDtype(output.dtype);
  if (dtype !== "float32" && dtype !== "uint32") return runInHostLoops(context, call);
  const result = output.dtype === dtype ? output : scratchView(context, dtype, output.shape);
  const args = [{ base: addressOf(result), perFirst: 4 }, { perFirst: 1 }, { perCount: 1 }, seed];
  runJob(context, { size: sizeOf(output.shape), grain, stages: [{ kernel: `random_${dtype}`, args }] });
  if (result !== output) runCopy(context, { kind: "copy", input: result, output });
}
