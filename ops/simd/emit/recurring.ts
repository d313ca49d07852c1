/**
 * Programs of few elements that come again and again as the same object, as those of recorded functions do (`graph/jit.ts`). Walking costs half a
 * microsecond a step, however few the numbers are; one loop costs that for the whole program.
 */
import type { ElementwiseCall, Instruction } from "../../backend.ts";
import { configuration } from "../../configure.ts";
import { bytesOf, computeDtype, type ComputeDtype } from "../../dtype.ts";
import { isContiguous } from "../../shape.ts";
import { addressOf, type Context } from "../kernel.ts";
import { compileLoop, isLane, mostInputs, withoutConstants } from "./index.ts";

/** A program is compiled when it has come so often: compiling takes as long as walking so many times. */
const often = 64;

interface Constant {
  readonly value: number;
  readonly dtype: ComputeDtype;
}

interface Recurring {
  runs: number;
  /** The name of the loop; undefined before it was worthwhile, null when it cannot be. */
  loop: string | null | undefined;
  readonly constants: Constant[];
}

const known = new WeakMap<object, WeakMap<readonly Instruction[], Recurring>>();

/** Runs a call as one loop when its program recurs. False where it should walk. */
export function runRecurring(context: Context, call: ElementwiseCall, size: number): boolean {
  const found = recurringOf(context, call.program);
  if (found.runs++ < often || found.loop === null || !isStraight(call)) return false;
  found.loop ??= compileFor(context, call, found.constants);
  if (found.loop === null) return false;
  const { inputs, output } = call;
  const args = [addressOf(output)];
  for (const view of inputs) args.push(addressOf(view));
  for (const { value, dtype } of found.constants) {
    const { pointer } = context.scratch.take(16);
    context.heap.views.fill(dtype, pointer, 1, value);
    args.push(pointer);
  }
  for (let step = inputs.length + found.constants.length; step > 0; step--) args.push(0);
  args.push(1, size);
  context.kernels[found.loop]!(...args);
  return true;
}

function recurringOf({ kernels }: Context, program: readonly Instruction[]): Recurring {
  let programs = known.get(kernels);
  if (programs === undefined) known.set(kernels, (programs = new WeakMap()));
  let found = programs.get(program);
  if (found === undefined) programs.set(program, (found = { runs: 0, loop: undefined, constants: [] }));
  return found;
}

/** Whether every operand lies as the result does. */
function isStraight({ program, inputs, output }: ElementwiseCall): boolean {
  if (configuration().compile === false || program.at(-1)!.dtype !== output.dtype || !isLane(output.dtype)) return false;
  return inputs.every(({ dtype, shape, strides }) => isLane(dtype) && bytesOf(dtype) === bytesOf(output.dtype) && isContiguous(shape, strides));
}

function compileFor(context: Context, { program, inputs }: ElementwiseCall, constants: Constant[]): string | null {
  const steps = withoutConstants(program, (value, dtype) => inputs.length + constants.push({ value, dtype }) - 1);
  if (inputs.length + constants.length > mostInputs) return null;
  const arrays = inputs.map(({ dtype }) => ({ dtype: computeDtype(dtype), isSplat: false }));
  return compileLoop(context, { inputs: [...arrays, ...constants.map(({ dtype }) => ({ dtype, isSplat: true }))], program: steps });
}
