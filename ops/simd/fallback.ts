/**
 * Plain loops over the memory of the kernels, for what has no kernel: the functions of float64, and the rarer operations on integers
 * and bools by their definitions; whole calls by the loops of the cpu device.
 */
import type { Call } from "../backend.ts";
import { mapViews } from "../calls.ts";
import { runOnCpu } from "../cpu/index.ts";
import type { OpDef } from "../defs/definition.ts";
import { bytesOf, isFloat, type ComputeDtype, type TypedArray } from "../dtype.ts";
import type { Heap } from "./heap.ts";
import { addressOf, type Context } from "./kernel.ts";
import type { Lane } from "./walk.ts";

/** Runs a call by the loops of the cpu device, on the memory of the kernels: for kinds and dtypes that have no kernel. */
export function runInHostLoops({ heap }: Context, call: Call): void {
  const memory = { device: "cpu", byteLength: heap.memory.buffer.byteLength, bytes: heap.memory.buffer } as const;
  runOnCpu(mapViews(call, (view) => ({ ...view, buffer: memory, offset: addressOf(view) / bytesOf(view.dtype) })));
}

/** Runs the operation on a block, like a kernel. */
export function runInJavaScript(
  heap: Heap,
  def: OpDef,
  dtype: ComputeDtype,
  lanes: readonly Lane[],
): (out: number, first: number, count: number) => void {
  const operands = def.operands === "select" ? lanes[1]!.dtype : lanes[0]!.dtype;
  const form = operands === "bool" ? "bool" : isFloat(operands) ? "float" : "int";
  const apply = def.js[form];
  if (apply === undefined) throw new Error(`${def.name} has no form for ${form}`);
  const stride = lanes.map((lane) => (lane.repeated ? 0 : 1));
  return (out, first, count) => {
    const result = heap.view(dtype, out, count);
    const views = lanes.map((lane) => heap.view(lane.dtype, lane.base + first * lane.step, lane.repeated ? 1 : count));
    const [a, b = a, c = a] = views as [TypedArray, TypedArray?, TypedArray?];
    const [stepA = 0, stepB = 0, stepC = 0] = stride;
    for (let i = 0; i < count; i++) result[i] = apply(a[i * stepA]!, b[i * stepB]!, c[i * stepC]!);
  };
}
