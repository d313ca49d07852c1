/** Reductions: the view is brought to [outer, length, inner] in the dtype of the fold, unless it lies so already. */
import type { ReduceCall, View } from "../backend.ts";
import { computeDtype, type ComputeDtype } from "../dtype.ts";
import { isContiguous, sizeOf } from "../shape.ts";
import { runCopy } from "./elementwise.ts";
import { addressOf, isComputed, kernel, scratchView, type Context } from "./kernel.ts";

const kernelNames: Record<string, string> = { any: "max", all: "min" };

export function runReduce(context: Context, call: ReduceCall): void {
  const { op, axes, input, output } = call;
  const dtype = foldDtype(call);
  const adjacent = axes.every((axis, i) => i === 0 || axis === axes[i - 1]! + 1);
  const inPlace = input.dtype === dtype && adjacent && isContiguous(input.shape, input.strides);
  const view = inPlace ? input : pack(context, foldedLast(input, axes), dtype);
  const outer = inPlace ? product(input.shape, 0, axes[0] ?? input.shape.length) : sizeOf(output.shape);
  const inner = inPlace && axes.length > 0 ? product(input.shape, axes.at(-1)! + 1, input.shape.length) : 1;
  const length = axes.reduce((count, axis) => count * input.shape[axis]!, 1);
  const result = isComputed(output.dtype) ? output : scratchView(context, computeDtype(output.dtype), output.shape);
  const scratch = context.scratch.take(2048).pointer;
  if (op === "all" && length === 0) return void context.heap.view("bool", addressOf(output), sizeOf(output.shape)).fill(1);
  kernel(context, `${kernelNames[op] ?? op}_${dtype}`)(addressOf(result), addressOf(view), outer, length, inner, scratch);
  if (result !== output) runCopy(context, { kind: "copy", input: result, output });
}

function foldDtype({ op, input, output }: ReduceCall): ComputeDtype {
  if (op === "any" || op === "all") return "bool";
  return computeDtype(op === "sum" || op === "prod" ? output.dtype : input.dtype);
}

function foldedLast(view: View, axes: readonly number[]): View {
  const kept = view.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...kept, ...axes];
  return { ...view, shape: order.map((axis) => view.shape[axis]!), strides: order.map((axis) => view.strides[axis]!) };
}

/** The view's elements one after the other in a compute dtype; the view itself when they are. */
export function pack(context: Context, view: View, dtype: ComputeDtype): View {
  if (view.dtype === dtype && isContiguous(view.shape, view.strides)) return view;
  const packed = scratchView(context, dtype, view.shape);
  if (sizeOf(view.shape) > 0) runCopy(context, { kind: "copy", input: view, output: packed });
  return packed;
}

function product(shape: readonly number[], from: number, to: number): number {
  return sizeOf(shape.slice(from, to));
}
