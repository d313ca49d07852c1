/** Attention of float32 and half floats: keys and values are packed once for all queries, then threads share groups of queries. */
import type { AttentionCall, View } from "../backend.ts";
import { bytesOf } from "../dtype.ts";
import { runsOf } from "./batch.ts";
import { runCopy } from "./elementwise.ts";
import { runJob, workersOf } from "./job.ts";
import { addressOf, scratchView, type Context } from "./kernel.ts";
import { pack } from "./reduce.ts";

/** Queries of a group, as in `assembly/attention.ts`. */
const group = 32;

/** Multiplications that take about 10 microseconds. */
const worthwhile = 2 ** 18;

export function runAttention(context: Context, call: AttentionCall): void {
  const { output } = call;
  const single = (view: View): View => (view.dtype === "float32" ? view : pack(context, view, "float32"));
  const [q, k, v] = [single(call.q), single(call.k), single(call.v)];
  const result = output.dtype === "float32" ? output : scratchView(context, "float32", output.shape);
  const keys = packAll(context, "pack_keys", k);
  const values = packAll(context, "pack_values", v);
  const mask = call.mask?.dtype === "bool" ? call.mask : call.mask && single(call.mask);
  attend(context, { ...call, q, k, v, ...(mask && { mask }), output: result }, keys, values);
  if (result !== output) runCopy(context, { kind: "copy", input: result, output });
}

/** Every matrix of a [b, g, s, d] view, packed; returns where. */
function packAll(context: Context, kernel: string, view: View): number {
  const [count, depth] = view.shape.slice(-2) as [number, number];
  const bytes = count * depth * 4;
  const runs = runsOf([view]);
  const { pointer } = context.scratch.take(runs.reduce((sum, run) => sum + run.count, 0) * bytes);
  let to = pointer;
  for (const run of runs) {
    const [{ address, strides }] = run.first as [(typeof run.first)[number]];
    const args = [{ base: to, perFirst: bytes }, { base: address, perFirst: run.steps[0]! }, ...strides, count, depth];
    runJob(context, { size: run.count, block: 1, grain: Math.ceil(2 ** 14 / Math.max(count * depth, 1)), stages: [{ kernel, args }] });
    to += run.count * bytes;
  }
  return pointer;
}

function attend(context: Context, call: AttentionCall, keys: number, values: number): void {
  const [batches, heads, queries, depth] = call.q.shape as [number, number, number, number];
  const [groups, keyCount, width] = [call.k.shape[1]!, call.k.shape[2]!, call.v.shape[3]!];
  const shared = writeShared(context, call, keys, values);
  const bytes = group * (depth + keyCount + width + 2) * 4;
  const scratch = { base: context.scratch.take(bytes * workersOf(context)).pointer, perWorker: bytes };
  runJob(context, {
    size: batches * heads * Math.ceil(queries / group),
    grain: Math.ceil(worthwhile / Math.max(group * keyCount * (depth + width), 1)),
    stages: [{ kernel: "attend", args: [shared, { perFirst: 1 }, { perCount: 1 }, scratch] }],
  });

  /** As the class `Shared` of the kernel has it. */
  function writeShared({ heap, scratch: room }: Context, { q, mask, causal, scale, output }: AttentionCall, packedKeys: number, packedValues: number): number {
    const { pointer } = room.take(24 * 4);
    const strides = (view: View): number[] => view.strides.map((stride) => stride * bytesOf(view.dtype));
    const masking = mask === undefined ? [0, 0, 0, 0, 0, 0] : [bytesOf(mask.dtype), addressOf(mask), ...strides(mask)];
    const packing = [packedKeys, keyCount * depth * 4, packedValues, keyCount * width * 4];
    const sizes = [heads, heads / groups, queries, keyCount, depth, width, Number(causal)];
    const numbers = [addressOf(q), ...strides(q), ...packing, ...masking, addressOf(output), ...sizes];
    heap.view("int32", pointer, numbers.length).set(numbers);
    heap.view("float32", pointer + numbers.length * 4, 1)[0] = scale;
    return pointer;
  }
}
