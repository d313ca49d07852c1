/** Pooling of float32 and half floats: threads share the planes. */
import type { Pool2dCall } from "../backend.ts";
import { sizeOf } from "../shape.ts";
import { runCopy } from "./elementwise.ts";
import { runJob } from "./job.ts";
import { addressOf, scratchView, type Context } from "./kernel.ts";
import { padPlanes } from "./planes.ts";
import { pack } from "./reduce.ts";

/** Numbers read that take about 10 microseconds. */
const worthwhile = 2 ** 15;

export function runPool2d(context: Context, call: Pool2dCall): void {
  const { op, size, stride, dilation } = call;
  const output = call.output.dtype === "float32" ? call.output : scratchView(context, "float32", call.output.shape);
  const [planes, pixels] = [output.shape[0]! * output.shape[1]!, output.shape[2]! * output.shape[3]!];
  const padded = padPlanes(context, pack(context, call.input, "float32"), output, call, op === "max" ? -Infinity : 0);
  const row = padded.width * 4;
  const counts = [writeCounts(context, call, 0), writeCounts(context, call, 1)];
  const steps = [stride[0] * row, stride[1] * 4, dilation[0] * row, dilation[1] * 4];
  const numbers = [padded.address, padded.height * row, addressOf(output), ...output.shape.slice(2), ...size, ...steps, ...counts];
  const shared = context.scratch.take(numbers.length * 4).pointer;
  context.heap.view("int32", shared, numbers.length).set(numbers);
  const grain = Math.ceil(worthwhile / (pixels * sizeOf(size)));
  runJob(context, { size: planes, grain, stages: [{ kernel: `pool_${op}`, args: [shared, { perFirst: 1 }, { perCount: 1 }] }] });
  if (output !== call.output) runCopy(context, { kind: "copy", input: output, output: call.output });
}

/** How many elements of every window along an axis (0: rows) the mean divides by. */
function writeCounts({ heap, scratch }: Context, { size, stride, padding, dilation, countPadding, input, output }: Pool2dCall, axis: 0 | 1): number {
  const [windows, length] = [output.shape[2 + axis]!, input.shape[2 + axis]!];
  const { pointer } = scratch.take(windows * 4);
  const inside = (first: number): number => Array.from({ length: size[axis] }, (_, i) => first + i * dilation[axis]).filter((place) => place >= 0 && place < length).length;
  const counts = Array.from({ length: windows }, (_, i) => (countPadding ? size[axis] : inside(i * stride[axis] - padding[axis])));
  heap.view("float32", pointer, windows).set(counts);
  return pointer;
}
