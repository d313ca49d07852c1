/** Reductions: the view is brought to [outer, length, inner] in the dtype of the fold, unless it lies so already. */
import type { Chain, ReduceCall, View } from "../backend.ts";
import { resultDtype } from "../calls.ts";
import { bytesOf, computeDtype, type ComputeDtype } from "../dtype.ts";
import { isContiguous, sizeOf } from "../shape.ts";
import { runCopy, runElementwise } from "./elementwise.ts";
import { runJob, workersOf } from "./job.ts";
import { addressOf, isComputed, scratchView, type Context } from "./kernel.ts";
import { blockLength, Walk, type Lane } from "./walk.ts";

const kernelNames: Record<string, string> = { any: "max", all: "min" };

/** Elements that are folded at a time of a run that is cut into parts: always the same cuts, so that threads change no result. */
const part = 32768;

/** Bytes that the kernels use while they fold columns. */
const scratchBytes = 2048;

/** Elements that are worth a thread's while. */
const grain = 65536;

/** A call without an epilogue. */
export function runReduce(context: Context, call: ReduceCall): void {
  if (call.prologue !== undefined) return runFused(context, call, call.prologue);
  const { op, axes, input, output } = call;
  const dtype = foldDtype(call);
  const length = axes.reduce((count, axis) => count * input.shape[axis]!, 1);
  if (op === "all" && length === 0) return void context.heap.view("bool", addressOf(output), sizeOf(output.shape)).fill(1);
  const inPlace = liesFolded(input, axes, dtype);
  const source = addressOf(inPlace ? input : pack(context, foldedLast(input, axes), dtype));
  const outer = inPlace ? sizeOf(input.shape.slice(0, axes[0] ?? input.shape.length)) : sizeOf(output.shape);
  const inner = inPlace && axes.length > 0 ? sizeOf(input.shape.slice(axes.at(-1)! + 1)) : 1;
  if (outer === 1 && inner === 1 && length >= 2 * part && isSplit(op, dtype)) return foldParts(context, op, source, length, output);
  const result = isComputed(output.dtype) ? output : scratchView(context, computeDtype(output.dtype), output.shape);
  foldPacked(context, { op, dtype, out: addressOf(result), outBytes: bytesOf(result.dtype), source, outer, length, inner });
  if (result !== output) runCopy(context, { kind: "copy", input: result, output });
}

interface PackedFold {
  readonly op: string;
  readonly dtype: ComputeDtype;
  readonly out: number;
  readonly outBytes: number;
  readonly source: number;
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** In ranges of rows, of columns, or of one long run. */
function foldPacked(context: Context, fold: PackedFold): void {
  const { op, dtype, out, outBytes, source, outer, length, inner } = fold;
  const bytes = bytesOf(dtype);
  const workers = workersOf(context);
  const scratch = { base: context.scratch.take(scratchBytes * workers).pointer, perWorker: scratchBytes };
  const kernel = `${kernelNames[op] ?? op}_${dtype}`;
  const byColumns = outer === 1 && inner > 1;
  const each = byColumns ? bytes : length * inner * bytes;
  const step = byColumns ? outBytes : inner * outBytes;
  const args = [{ base: out, perFirst: step }, { base: source, perFirst: each }];
  const count = { perCount: 1 };
  const cost = Math.max(1, byColumns ? length : length * inner);
  runJob(context, {
    size: byColumns ? inner : outer,
    grain: Math.ceil(grain / cost / 16) * 16,
    stages: [{ kernel, args: byColumns ? [...args, 1, length, inner, count, scratch] : [...args, count, length, inner, inner, scratch] }],
  });
}

/** Whether a run may be folded in parts, whose results are folded again. */
const isSplit = (op: string, dtype: ComputeDtype): boolean => dtype === "float32" && (op === "sum" || op === "prod" || op === "max" || op === "min");

/** One long run of float32. Sums and products of parts are float64. */
function foldParts(context: Context, op: string, source: number, length: number, output: View): void {
  const isWide = op === "sum" || op === "prod";
  const bytes = isWide ? 8 : 4;
  const count = Math.ceil(length / part);
  const parts = context.scratch.take((count + 1) * bytes).pointer;
  const results = { base: parts, perFirst: bytes / part };
  const from = { base: source, perFirst: 4 };
  const size = { perCount: 1 };
  const stage = isWide ? { kernel: `${op}Part_float32`, args: [results, from, size] } : { kernel: `${op}_float32`, args: [results, from, 1, size, 1, 1, 0] };
  runJob(context, { size: length, block: part, grain, stages: [stage] });
  finishParts(context, op, parts, count, output);
}

/** Folds the results of parts. */
function finishParts(context: Context, op: string, parts: number, count: number, output: View): void {
  const dtype = op === "sum" || op === "prod" ? "float64" : "float32";
  const total = parts + count * bytesOf(dtype);
  context.kernels[`${op}_${dtype}`]!(total, parts, 1, count, 1, 1, 0);
  const view = { ...output, buffer: { ...output.buffer, pointer: total } as View["buffer"], dtype, offset: 0 } as const;
  runCopy(context, { kind: "copy", input: view, output });
}

/** Rows may be so long to be folded in the cache. */
const longestRow = 65536;

/** With a prologue: every block is computed in the cache and folded there, where whole rows or everything are folded. */
function runFused(context: Context, call: ReduceCall, prologue: Chain): void {
  const { op, axes, input, output } = call;
  const { shape } = input;
  const size = sizeOf(shape);
  const dtype = foldDtype({ ...call, input: { ...input, dtype: resultDtype(prologue) } });
  const outer = sizeOf(output.shape);
  const length = outer === 0 ? 0 : size / outer;
  const areLast = axes.every((axis, i) => axis === shape.length - axes.length + i);
  const isSplitUp = outer === 1 && length >= 2 * blockLength && isSplit(op, dtype);
  if (size === 0 || !areLast || (!isSplitUp && length > longestRow)) return runApart(context, call, prologue);
  const walk = new Walk(context, size, isSplitUp ? 1 : length);
  const lanes = [input, ...prologue.inputs].map((view) => walk.convert(walk.input(view), computeDtype(view.dtype)));
  if (isSplitUp && op === "sum" && sumAsLoop(context, walk, prologue, lanes, output, size)) return;
  const lane = walk.spread(walk.convert(walk.program(prologue.program, lanes), dtype));
  if (isSplitUp) return foldBlocks(context, walk, lane, op, output, size);
  const result = isComputed(output.dtype) ? output : scratchView(context, computeDtype(output.dtype), output.shape);
  const scratch = context.scratch.take(scratchBytes).pointer; // runs need none
  walk.stage(`${kernelNames[op] ?? op}_${dtype}`, walk.perItem(addressOf(result), bytesOf(result.dtype)), walk.at(lane), walk.items(), length, 1, 1, scratch);
  walk.run();
  if (result !== output) runCopy(context, { kind: "copy", input: result, output });
}

/** Reads and sums in one loop: three times as fast as blocks that are written and read again. False where there is none. */
function sumAsLoop(context: Context, walk: Walk, { program }: Chain, lanes: readonly Lane[], output: View, size: number): boolean {
  const parts = context.scratch.take((2 * Math.ceil(size / blockLength) + 1) * 8).pointer;
  const block = walk.sums(program, lanes, parts);
  if (block === undefined) return false;
  walk.run();
  finishParts(context, "sum", parts, 2 * Math.ceil(size / block), output);
  return true;
}

/** Folds the blocks of a walk, then their results. */
function foldBlocks(context: Context, walk: Walk, lane: Lane, op: string, output: View, size: number): void {
  const isWide = op === "sum" || op === "prod";
  const bytes = isWide ? 8 : 4;
  const count = Math.ceil(size / blockLength);
  const parts = context.scratch.take((count + 1) * bytes).pointer;
  const results = walk.perItem(parts, bytes / blockLength);
  if (isWide) walk.stage(`${op}Part_float32`, results, walk.at(lane), walk.items());
  else walk.stage(`${op}_float32`, results, walk.at(lane), 1, walk.items(), 1, 1, 0);
  walk.run();
  finishParts(context, op, parts, count, output);
}

/** Step by step: the prologue's results are stored. */
function runApart(context: Context, call: ReduceCall, prologue: Chain): void {
  const made = scratchView(context, resultDtype(prologue), call.input.shape);
  if (sizeOf(made.shape) > 0) runElementwise(context, { kind: "elementwise", program: prologue.program, inputs: [call.input, ...prologue.inputs], output: made });
  runReduce(context, { ...call, input: made, prologue: undefined } as ReduceCall);
}

function foldDtype({ op, input, output }: ReduceCall): ComputeDtype {
  if (op === "any" || op === "all") return "bool";
  return computeDtype(op === "sum" || op === "prod" ? output.dtype : input.dtype);
}

function liesFolded(input: View, axes: readonly number[], dtype: ComputeDtype): boolean {
  const adjacent = axes.every((axis, i) => i === 0 || axis === axes[i - 1]! + 1);
  return input.dtype === dtype && adjacent && isContiguous(input.shape, input.strides);
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
