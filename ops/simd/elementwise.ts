/** Elementwise programs and copies, as walks. */
import type { CopyCall, ElementwiseCall, Operand } from "../backend.ts";
import { bytesOf, computeDtype } from "../dtype.ts";
import { isContiguous, sizeOf } from "../shape.ts";
import { addressOf, kernel, type Context } from "./kernel.ts";
import { coalesce, isRepeated, writeWindow } from "./strided.ts";
import { placeOf, Walk, type Lane } from "./walk.ts";

export function runElementwise(context: Context, { program, inputs, output }: ElementwiseCall): void {
  const walk = new Walk(context, sizeOf(output.shape));
  const loaded = inputs.map((view) => walk.convert(walk.input(view), computeDtype(view.dtype)));
  const steps: Lane[] = [];
  const lane = (operand: Operand): Lane => {
    if ("input" in operand) return loaded[operand.input]!;
    return "step" in operand ? steps[operand.step]! : walk.constant(operand.constant, operand.dtype);
  };
  const place = placeOf(output);
  for (const instruction of program) {
    const last = steps.length === program.length - 1 && instruction.dtype === output.dtype;
    steps.push(walk.apply(instruction, instruction.args.map(lane), last ? place : undefined));
  }
  walk.convert(steps.at(-1)!, output.dtype, place);
  walk.run();
}

export function runCopy(context: Context, { input, output }: CopyCall): void {
  const size = sizeOf(output.shape);
  if (isRepeated(input) && size > 1 && placeOf(output) !== undefined) return fill(context, { kind: "copy", input, output }, size);
  if (input.dtype === output.dtype && copyBits(context, { kind: "copy", input, output }, size)) return;
  const walk = new Walk(context, size);
  const place = placeOf(output);
  const lane = walk.convert(walk.input(input), output.dtype, place);
  if (place === undefined) walk.scatter(lane, output);
  walk.run();
}

/** Without a change of dtype nothing is computed. Returns whether the views were of a kind that this can do. */
function copyBits(context: Context, { input, output }: CopyCall, size: number): boolean {
  const bytes = bytesOf(input.dtype);
  const [source, target] = [addressOf(input), addressOf(output)];
  if (!isContiguous(output.shape, output.strides)) return false;
  if (isContiguous(input.shape, input.strides)) {
    context.heap.bytes.copyWithin(target, source, source + size * bytes);
    return true;
  }
  const { shape, strides } = coalesce(input);
  if (bytes === 4 && shape.length === 2 && strides[0] === 1) {
    kernel(context, "transpose_4")(target, source, strides[1]! * bytes, shape[0]!, shape[1]!);
    return true;
  }
  return gatherAll(context, { kind: "copy", input, output }, size);
}

/** In one go, straight to the output. */
function gatherAll(context: Context, { input, output }: CopyCall, size: number): boolean {
  const window = coalesce(input);
  const bytes = bytesOf(input.dtype);
  kernel(context, `gather_${bytes}`)(addressOf(output), addressOf(input), writeWindow(context, window), window.shape.length, 0, size);
  return true;
}

/** One number everywhere. */
function fill(context: Context, { input, output }: CopyCall, size: number): void {
  const one = { ...input, shape: [], strides: [] };
  const first = { ...output, shape: [], strides: [] };
  runCopy(context, { kind: "copy", input: one, output: first });
  const { heap } = context;
  const element = heap.view(output.dtype, addressOf(output), 1)[0]!;
  heap.view(output.dtype, addressOf(output), size).fill(element);
}
