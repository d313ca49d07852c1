/** Sorting of 32-bit numbers and narrower ones, row by row. float64 goes through the host's loops. */
import type { SortCall } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { isContiguous, sizeOf } from "../shape.ts";
import { runCopy } from "./elementwise.ts";
import { runInHostLoops } from "./fallback.ts";
import { runJob, workersOf } from "./job.ts";
import { addressOf, scratchView, type Context } from "./kernel.ts";
import { pack } from "./reduce.ts";
import { axisLast } from "./rows.ts";

/** As the kernel numbers them. */
const kinds: Record<string, number> = { float32: 0, int32: 1, uint32: 2 };

/** Elements that are worth a thread's while. */
const grain = 2048;

export function runSort(context: Context, call: SortCall): void {
  const { axis, descending, yields, input, output } = call;
  const own = computeDtype(input.dtype);
  if (own === "float64") return runInHostLoops(context, call);
  const dtype = own === "bool" ? "uint32" : own;
  const [length, kept] = [input.shape[axis]!, output.shape[axis]!];
  if (sizeOf(output.shape) === 0) return;
  const rows = pack(context, axisLast(input, axis), dtype);
  const target = axisLast(output, axis);
  const resultDtype = yields === "indices" ? "int32" : dtype;
  const isDirect = output.dtype === resultDtype && isContiguous(target.shape, target.strides);
  const result = isDirect ? output : scratchView(context, resultDtype, target.shape);
  const room = 1024 + length * 16;
  const scratch = { base: context.scratch.take(room * workersOf(context)).pointer, perWorker: room };
  const args = [
    { base: addressOf(result), perFirst: kept * 4 }, { base: addressOf(rows), perFirst: length * 4 }, { perCount: 1 },
    length, kept, kinds[dtype]!, Number(descending), Number(yields === "indices"), scratch,
  ];
  runJob(context, { size: sizeOf(input.shape) / length, grain: Math.ceil(grain / length), stages: [{ kernel: "sort_32", args }] });
  if (!isDirect) runCopy(context, { kind: "copy", input: result, output: target });
}
