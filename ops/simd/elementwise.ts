/** Elementwise programs and copies. */
import type { CopyCall, ElementwiseCall, Operand } from "../backend.ts";
import { bytesOf, computeDtype, type Dtype } from "../dtype.ts";
import { CAST } from "../defs/definition.ts";
import { isContiguous, sizeOf } from "../shape.ts";
import { emittedJob } from "./emit/index.ts";
import { runRecurring } from "./emit/recurring.ts";
import { runJob } from "./job.ts";
import { addressOf, kernelName, type Context } from "./kernel.ts";
import { coalesce } from "./strided.ts";
import { blockLength, placeOf, Walk } from "./walk.ts";

export function runElementwise(context: Context, call: ElementwiseCall): void {
  const size = sizeOf(call.output.shape);
  if (size <= blockLength && (runSmall(context, call, size) || runRecurring(context, call, size))) return;
  const job = emittedJob(context, call);
  if (job !== undefined) return runJob(context, job);
  const walk = new Walk(context, size);
  planElementwise(walk, call);
  walk.run();
}

/** The stages of a program. */
function planElementwise(walk: Walk, { program, inputs, output }: ElementwiseCall): void {
  const lanes = inputs.map((view) => walk.convert(walk.input(view), computeDtype(view.dtype)));
  walk.store(walk.program(program, lanes, placeOf(output), output.dtype), output);
}

/** One operation on few numbers that lie one after the other, as most calls of some programs are: straight to the kernel. False when it is not such a one. */
function runSmall(context: Context, { program, inputs, output }: ElementwiseCall, size: number): boolean {
  if (program.length !== 1) return false;
  const { op, args, dtype } = program[0]!;
  if (op === CAST || op === "where" || dtype !== output.dtype || args.length > 2) return false;
  const first = args[0]!;
  const second = args.length === 2 ? args[1]! : first;
  const operands = dtypeOf(first, inputs);
  const run = context.kernels[kernelName(op, operands)];
  if (run === undefined || !isStraight(first, inputs, operands) || !isStraight(second, inputs, operands)) return false;
  const out = addressOf(output);
  const amount = size * (dtype === "bool" ? 1 : bytesOf(dtype));
  if (args.length === 1) {
    if (!("input" in first)) return false;
    run(out, addressOf(inputs[first.input]!), amount);
  } else {
    run(out, addressIn(context, first, inputs), "input" in first ? 16 : 0, addressIn(context, second, inputs), "input" in second ? 16 : 0, amount);
  }
  return true;
}

const dtypeOf = (operand: Operand, inputs: ElementwiseCall["inputs"]): Dtype =>
  "input" in operand ? inputs[operand.input]!.dtype : "constant" in operand ? operand.dtype : "bool";

/** Whether a kernel can read the operand as it is. */
function isStraight(operand: Operand, inputs: ElementwiseCall["inputs"], dtype: Dtype): boolean {
  if (!("input" in operand)) return "constant" in operand && operand.dtype === dtype;
  const view = inputs[operand.input]!;
  return view.dtype === dtype && isContiguous(view.shape, view.strides);
}

function addressIn({ heap, scratch }: Context, operand: Operand, inputs: ElementwiseCall["inputs"]): number {
  if ("input" in operand) return addressOf(inputs[operand.input]!);
  if ("step" in operand) throw new Error("a single step reads no other");
  const { pointer } = scratch.take(64);
  heap.views.fill(operand.dtype, pointer, 64 / bytesOf(operand.dtype), operand.constant);
  return pointer;
}

export function runCopy(context: Context, call: CopyCall): void {
  const { input, output } = call;
  const size = sizeOf(output.shape);
  if (input.dtype === output.dtype && isContiguous(output.shape, output.strides)) return copyBits(context, call, size);
  const walk = new Walk(context, size);
  walk.store(walk.input(input), output);
  walk.run();
}

/** Elements that are worth a thread's while. */
const grain = 65536;

/** Without a change of dtype nothing is computed. */
function copyBits(context: Context, { input, output }: CopyCall, size: number): void {
  const bytes = bytesOf(input.dtype);
  const [source, target] = [addressOf(input), addressOf(output)];
  const { shape, strides } = coalesce(input);
  if (isContiguous(input.shape, input.strides)) {
    runJob(context, { size, grain, stages: [{ kernel: "copy_bytes", args: [{ base: target, perFirst: bytes }, { base: source, perFirst: bytes }, { perCount: bytes }] }] });
  } else if ((bytes === 4 || bytes === 8) && isTransposed(shape, strides)) {
    transpose(context, bytes, target, source, shape, strides);
  } else {
    const walk = new Walk(context, size);
    walk.gather(input, { base: target, step: bytes });
    walk.run();
  }
}

/** Whether the last two axes, and those alone, are swapped. */
const isTransposed = (shape: readonly number[], strides: readonly number[]): boolean => shape.length >= 2 && shape.length <= 3 && strides.at(-2) === 1 && strides.at(-1)! >= shape.at(-2)!;

/** A batch of transposed matrices, in ranges of rows of the result. */
function transpose(context: Context, bytes: 4 | 8, target: number, source: number, shape: readonly number[], strides: readonly number[]): void {
  const [rows, columns] = [shape.at(-2)!, shape.at(-1)!];
  const [batch, step] = shape.length === 3 ? [shape[0]!, strides[0]!] : [1, 0];
  for (let i = 0; i < batch; i++) {
    const args = [{ base: target + i * rows * columns * bytes, perFirst: columns * bytes }, { base: source + i * step * bytes, perFirst: bytes }, strides.at(-1)! * bytes, { perCount: 1 }, columns];
    runJob(context, { size: rows, grain: Math.max(64, Math.ceil(grain / columns / 64) * 64), stages: [{ kernel: `transpose_${bytes}`, args }] });
  }
}
