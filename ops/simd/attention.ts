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

/** Fewer queries than this are attended one by one, if their keys can be read as they lie: packing would cost more than it saves. */
const few = 5;

/** Which kernel runs a call. */
export function attentionKernel({ q, k, v }: AttentionCall): "attend" | "attend_few" {
  const lieTogether = [q, k, v].every(({ shape, strides }) => strides[3] === 1 || shape[3] === 1);
  return q.shape[2]! < few && lieTogether ? "attend_few" : "attend";
}

export function runAttention(context: Context, call: AttentionCall): void {
  const { output } = call;
  const single = (view: View): View => (view.dtype === "float32" ? view : pack(context, view, "float32"));
  const [q, k, v] = [single(call.q), single(call.k), single(call.v)];
  const result = output.dtype === "float32" ? output : scratchView(context, "float32", output.shape);
  const mask = call.mask?.dtype === "bool" ? call.mask : call.mask && single(call.mask);
  const plain = { ...call, q, k, v, ...(mask && { mask }), output: result };
  if (attentionKernel(plain) === "attend_few") attendFew(context, plain);
  else attend(context, plain);
  if (result !== output) runCopy(context, { kind: "copy", input: result, output });
}

const bytesOfSteps = ({ strides, dtype }: View): number[] => strides.map((stride) => stride * bytesOf(dtype));

/** Writes what the kernels' descriptions have in common, behind what they differ in. */
function writeShared({ heap, scratch }: Context, own: readonly number[], { q, k, v, mask, causal, scale, output }: AttentionCall): number {
  const masking = mask === undefined ? [0, 0, 0, 0, 0, 0] : [bytesOf(mask.dtype), addressOf(mask), ...bytesOfSteps(mask)];
  const [heads, queries, depth] = q.shape.slice(1) as [number, number, number];
  const sizes = [heads, heads / k.shape[1]!, queries, k.shape[2]!, depth, v.shape[3]!, Number(causal)];
  const shared = [...masking, addressOf(output), ...sizes];
  const { pointer } = scratch.take((shared.length + 1 + own.length) * 4);
  heap.view("int32", pointer, shared.length).set(shared);
  heap.view("float32", pointer + shared.length * 4, 1)[0] = scale;
  heap.view("int32", pointer + (shared.length + 1) * 4, own.length).set(own);
  return pointer;
}

function attendFew(context: Context, call: AttentionCall): void {
  const [batches, heads, queries, depth] = call.q.shape as [number, number, number, number];
  const keys = call.k.shape[2]!;
  const own = [call.q, call.k, call.v].flatMap((view) => [addressOf(view), ...bytesOfSteps(view).slice(0, 3)]);
  const shared = writeShared(context, own, call);
  const bytes = (keys + 3) * 4;
  const scratch = { base: context.scratch.take(bytes * workersOf(context)).pointer, perWorker: bytes };
  const args = [shared, { perFirst: 1 }, { perCount: 1 }, scratch];
  runJob(context, { size: batches * heads * queries, grain: Math.ceil(2 ** 16 / Math.max(keys * depth, 1)), stages: [{ kernel: "attend_few", args }] });
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

function attend(context: Context, call: AttentionCall): void {
  const [batches, heads, queries, depth] = call.q.shape as [number, number, number, number];
  const [keys, width] = [call.k.shape[2]!, call.v.shape[3]!];
  const packing = [packAll(context, "pack_keys", call.k), keys * depth * 4, packAll(context, "pack_values", call.v), keys * width * 4];
  const shared = writeShared(context, [addressOf(call.q), ...bytesOfSteps(call.q), ...packing], call);
  const bytes = group * (depth + keys + width + 2) * 4;
  const scratch = { base: context.scratch.take(bytes * workersOf(context)).pointer, perWorker: bytes };
  runJob(context, {
    size: batches * heads * Math.ceil(queries / group),
    grain: Math.ceil(worthwhile / Math.max(group * keys * (depth + width), 1)),
    stages: [{ kernel: "attend", args: [shared, { perFirst: 1 }, { perCount: 1 }, scratch] }],
  });
}
