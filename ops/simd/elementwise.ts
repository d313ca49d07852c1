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
  walk.store(steps.at(-1)!, output);
  walk.run();
}

export function runCopy(context: Context, call: CopyCall): void {
  const { input, output } = call;
  const size = sizeOf(output.shape);
  if (input.dtype === output.dtype && isContiguous(output.shape, output.strides)) return copyBits(context, call, size);
  const walk = new Walk(context, size);
  walk.store(walk.input(input), output);
  walk.run();
}

/** Without a change of dtype nothing is computed. */
function copyBits(context: Context, { input, output }: CopyCall, size: number): void {
  const { heap } = context;
  const { dtype } = input;
  const bytes = bytesOf(dtype);
  const [source, target] = [addressOf(input), addressOf(output)];
  if (isContiguous(input.shape, input.strides)) return void heap.bytes.copyWithin(target, source, source + size * bytes);
  if (isRepeated(input)) return void heap.view(dtype, target, size).fill(heap.view(dtype, source, 1)[0]!);
  const { shape, strides } = coalesce(input);
  if (bytes === 4 && shape.length === 2 && strides[0] === 1) {
    return kernel(context, "transpose_4")(target, source, strides[1]! * bytes, shape[0]!, shape[1]!);
  }
  const window = writeWindow(context, { shape, strides });
  kernel(context, `gather_${bytes}`)(target, source, window, shape.length, 0, size);
}
