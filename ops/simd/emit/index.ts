/**
 * Loops that are put together at run time: a chain of simple operations as one loop, which reads its inputs once and writes its result
 * once. Such a chain is bound by the memory; a walk in blocks pays for the results in between, too. Hosts that refuse to compile at run
 * time, and chains with operations of many instructions, walk.
 */
import type { ElementwiseCall, Instruction, Operand, View } from "../../backend.ts";
import { configuration } from "../../configure.ts";
import { bytesOf, computeDtype, type ComputeDtype, type Dtype } from "../../dtype.ts";
import { sizeOf } from "../../shape.ts";
import type { Job, RangedArgument } from "../job.ts";
import { addressOf, type Context } from "../kernel.ts";
import { encodeLoop, formatLoop, loopCode, type LoopInput, type LoopSource } from "./loop.ts";

/** A program is compiled when it has gone over so many elements: compiling takes as long as walking over a few hundred thousand. */
const worthwhile = 2 ** 19;

/** Smaller calls walk: they would gain less than a microsecond. */
const least = 8192;

/** Elements that are worth a thread's while; engines put faster code in place between pieces. */
const piece = 16384;

/** Inputs and constants of a loop: each takes two of its parameters. */
export const mostInputs = 24;

/** Loops that are remembered; programs with more begin anew. */
const most = 512;

interface Known {
  elements: number;
  /** The name of the loop; undefined before it was worthwhile, null when it cannot be. */
  loop: string | null | undefined;
}

const known = new WeakMap<object, Map<string, Known>>();
let loops = 0;

/** The call as a loop: the rows that all operands have in common, and how each input is read. */
interface Plan {
  readonly rows: number;
  readonly columns: number;
  readonly inputs: readonly (LoopInput & { readonly base: number; readonly rowStride: number })[];
  readonly program: readonly Instruction[];
  readonly key: string;
}

/** The job that runs the call as one loop; undefined where it should walk. */
export function emittedJob(context: Context, call: ElementwiseCall): Job | undefined {
  const size = sizeOf(call.output.shape);
  if (size < least || configuration().compile === false) return undefined;
  const plan = planLoop(call, (value, dtype) => writeConstant(context, value, dtype));
  if (plan === undefined) return undefined;
  const kernel = loopFor(context, plan, plan.key, size);
  return kernel === undefined ? undefined : jobOf(kernel, plan, call.output);
}

/** Numbers of a block, or one number for all elements. */
interface LaneLike {
  readonly dtype: Dtype;
  readonly repeated: boolean;
}

interface LaneLoop<L> {
  readonly kernel: string;
  /** Those of the inputs, then those of the constants. */
  readonly lanes: readonly L[];
}

type MakeLane<L> = (value: number, dtype: ComputeDtype) => L;

/** The loop for a program on the lanes of a walk. Undefined where the walk should go step by step. */
export function flatLoop<L extends LaneLike>(context: Context, program: readonly Instruction[], inputs: readonly L[], constant: MakeLane<L>, size: number): LaneLoop<L> | undefined {
  return program.length < 2 || size < least ? undefined : laneLoop(context, program, inputs, constant, size, false);
}

/** The loop that sums what a program yields on the lanes of a walk. The size alone decides, so that the same sum comes every time. */
export function sumLoop<L extends LaneLike>(context: Context, program: readonly Instruction[], inputs: readonly L[], constant: MakeLane<L>, size: number): LaneLoop<L> | undefined {
  const isSimple = size >= worthwhile && size % 4 === 0 && program.at(-1)!.dtype === "float32";
  return isSimple ? laneLoop(context, program, inputs, constant, size, true) : undefined;
}

function laneLoop<L extends LaneLike>(
  context: Context,
  program: readonly Instruction[],
  inputs: readonly L[],
  constant: MakeLane<L>,
  size: number,
  isSum: boolean,
): LaneLoop<L> | undefined {
  if (configuration().compile === false || !inputs.every(({ dtype }) => isLane(dtype)) || inputs.every(({ repeated }) => repeated)) return undefined;
  const lanes = [...inputs];
  const steps = withoutConstants(program, (value, dtype) => lanes.push(constant(value, dtype)) - 1);
  if (lanes.length > mostInputs) return undefined;
  const source = { inputs: lanes.map(({ dtype, repeated }) => ({ dtype: computeDtype(dtype), isSplat: repeated })), program: steps, isSum };
  const kernel = loopFor(context, source, keyOf(source), size);
  return kernel === undefined ? undefined : { kernel, lanes };
}

/** The program with its constants as further inputs, whose numbers `add` gives. */
export function withoutConstants(program: readonly Instruction[], add: (value: number, dtype: ComputeDtype) => number): Instruction[] {
  return program.map(({ op, args, dtype }) => ({ op, dtype, args: args.map((arg): Operand => ("constant" in arg ? { input: add(arg.constant, arg.dtype) } : arg)) }));
}

function keyOf({ inputs, program, isSum }: LoopSource): string {
  return [isSum === true ? "sum" : "store", ...inputs.map(({ dtype, isSplat }) => dtype + String(isSplat)), ...program.map(({ op, args, dtype }) => `${op} ${dtype} ${args.map(nameOf).join()}`)].join(";");
}

/** The loop as text; undefined where the call walks. */
export function describeLoop(call: ElementwiseCall): string | undefined {
  if (sizeOf(call.output.shape) < least || configuration().compile === false) return undefined;
  const plan = planLoop(call, () => 0);
  const code = plan && loopCode(plan);
  return code && formatLoop(code);
}

function writeConstant({ heap, scratch }: Context, value: number, dtype: ComputeDtype): number {
  const { pointer } = scratch.take(16);
  heap.views.fill(dtype, pointer, 1, value);
  return pointer;
}

function jobOf(kernel: string, { rows, columns, inputs }: Plan, output: View): Job {
  const outBytes = bytesOf(output.dtype);
  const isFlat = rows === 1;
  const runsBy = ({ dtype, isSplat, rowStride }: Plan["inputs"][number]): number => (isFlat ? (isSplat ? 0 : bytesOf(dtype)) : rowStride * bytesOf(dtype));
  const pointers = inputs.map((input): RangedArgument => ({ base: input.base, perFirst: runsBy(input) }));
  const steps = inputs.map(({ dtype, isSplat, rowStride }) => (isFlat ? 0 : (rowStride - (isSplat ? 0 : columns)) * bytesOf(dtype)));
  const items = { perCount: 1 };
  const size = isFlat ? columns : rows;
  const each = isFlat ? 1 : columns;
  const block = Math.ceil(piece / each / 16) * 16;
  return {
    size,
    block,
    grain: block,
    stages: [{ kernel, args: [{ base: addressOf(output), perFirst: each * outBytes }, ...pointers, ...steps, isFlat ? 1 : items, isFlat ? items : columns] }],
  };
}

/** Undefined for operands that are not 32 bits or bools, or lie in more than rows and columns. */
function planLoop({ program, inputs, output }: ElementwiseCall, place: (value: number, dtype: ComputeDtype) => number): Plan | undefined {
  if (program.at(-1)!.dtype !== output.dtype || !inputs.every(({ dtype }) => isLane(dtype)) || !isLane(output.dtype)) return undefined;
  const window = commonWindow(output.shape, inputs);
  if (window === undefined) return undefined;
  const [rows, columns] = window.shape;
  const planned: Plan["inputs"][number][] = inputs.map((view, i) => ({
    dtype: computeDtype(view.dtype),
    isSplat: window.strides[i]![1] === 0,
    base: addressOf(view),
    rowStride: window.strides[i]![0],
  }));
  const steps = withoutConstants(program, (value, dtype) => planned.push({ dtype, isSplat: true, base: place(value, dtype), rowStride: 0 }) - 1);
  if (planned.length > mostInputs) return undefined;
  return { rows, columns, inputs: planned, program: steps, key: keyOf({ inputs: planned, program: steps }) };
}

export const isLane = (dtype: string): boolean => dtype === "float32" || dtype === "int32" || dtype === "uint32" || dtype === "bool";

/** Constants are inputs here. */
const nameOf = (operand: Operand): string => ("input" in operand ? `i${operand.input}` : "step" in operand ? `s${operand.step}` : "");

interface CommonWindow {
  readonly shape: readonly [rows: number, columns: number];
  /** For each input; along columns 0 or 1. */
  readonly strides: readonly (readonly [rows: number, columns: number])[];
}

/** All inputs as rows and columns of one shape; undefined when that takes more axes. */
function commonWindow(shape: readonly number[], inputs: readonly View[]): CommonWindow | undefined {
  const lengths: number[] = [];
  const steps: number[][] = inputs.map(() => []);
  for (const [axis, length] of shape.entries()) {
    if (length === 1) continue;
    const joins = lengths.length > 0 && inputs.every(({ strides }, i) => steps[i]!.at(-1) === length * strides[axis]!);
    if (joins) lengths.push(lengths.pop()! * length);
    else lengths.push(length);
    for (const [i, { strides }] of inputs.entries()) {
      if (joins) steps[i]!.pop();
      steps[i]!.push(strides[axis]!);
    }
  }
  if (lengths.length > 2 || lengths.length === 0) return undefined;
  const [rows, columns] = lengths.length === 1 ? [1, lengths[0]!] : (lengths as [number, number]);
  if (rows > 1 && (columns < 32 || columns % 4 !== 0)) return undefined; // a row's last store would touch the next one
  const strides = steps.map((own) => (own.length === 1 ? ([0, own[0]!] as const) : ([own[0]!, own[1]!] as const)));
  return strides.every(([, along]) => along === 0 || along === 1) ? { shape: [rows, columns], strides } : undefined;
}

/** The name of the program's loop, once it is worthwhile. */
function loopFor(context: Context, source: LoopSource, key: string, size: number): string | undefined {
  const found = knownOf(context, key);
  if (found.loop === undefined && (found.elements += size) >= worthwhile) found.loop = compileLoop(context, source);
  return found.loop ?? undefined;
}

function knownOf({ kernels }: Context, key: string): Known {
  let programs = known.get(kernels);
  if (programs === undefined || programs.size >= most) known.set(kernels, (programs = new Map()));
  let found = programs.get(key);
  if (found === undefined) programs.set(key, (found = { elements: 0, loop: undefined }));
  return found;
}

/** Null when the program holds too much, or the host refuses. */
export function compileLoop({ heap, kernels, team }: Context, source: LoopSource): string | null {
  const code = loopCode(source);
  if (code === undefined) return null;
  const { memory } = heap;
  const isShared = typeof SharedArrayBuffer !== "undefined" && memory.buffer instanceof SharedArrayBuffer;
  const bytes = encodeLoop(code, isShared);
  let instance: WebAssembly.Instance;
  try {
    instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  } catch (error) {
    if (error instanceof WebAssembly.CompileError && isAllowed()) throw error; // a mistake in the bytes
    return null;
  }
  const name = `loop ${++loops}`;
  kernels[name] = instance.exports["run"] as (...args: number[]) => void;
  team?.add(name, bytes);
  return name;
}

/** Whether the host compiles at run time at all: a policy that forbids it looks like an error in the bytes. */
function isAllowed(): boolean {
  try {
    void new WebAssembly.Module(Uint8Array.from([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
    return true;
  } catch {
    return false;
  }
}
