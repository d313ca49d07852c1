/**
 * The loop for a program, as a module. It runs over rows of elements: inputs either run along with them or give one number a row, and
 * after a row each pointer moves by a step of its own, so that rows may repeat. `run(out, pointers..., steps..., rows, columns)`.
 */
import type { Instruction, Operand } from "../../backend.ts";
import type { ComputeDtype } from "../../dtype.ts";
import { encodeModule, format, type Line, type ValueType } from "./instructions.ts";
import { operation } from "./operations.ts";

export interface LoopInput {
  readonly dtype: ComputeDtype;
  /** Whether it gives one number a row. */
  readonly isSplat: boolean;
}

export interface LoopSource {
  readonly inputs: readonly LoopInput[];
  /** Without constants: they are inputs. */
  readonly program: readonly Instruction[];
}

interface LoopCode {
  readonly parameters: number;
  readonly locals: readonly (readonly [count: number, type: ValueType])[];
  readonly body: readonly Line[];
}

/** Vectors for which a turn of the main loop is written out. */
const unrolled = 4;

const bytesOfLane = (dtype: ComputeDtype): number => (dtype === "bool" ? 1 : 4);

/** Undefined where an operation is too much for a loop of its own. */
export function loopCode({ inputs, program }: LoopSource): LoopCode | undefined {
  const n = inputs.length;
  const result = program.at(-1)!.dtype;
  const outBytes = bytesOfLane(result);
  const pointer = (i: number): number => 1 + i;
  const step = (i: number): number => 1 + n + i;
  const [rows, columns] = [1 + 2 * n, 2 + 2 * n];
  const [wholeEnd, end] = [3 + 2 * n, 4 + 2 * n];
  const firstVector = 5 + 2 * n;
  const [zero, ones] = [firstVector, firstVector + 1];
  const loaded = (i: number): number => firstVector + 2 + i;
  const stepLocal = (i: number): number => firstVector + 2 + n + i;
  const get = (local: number): Line => ["local.get", local];

  const dtypes = program.map(({ dtype }) => dtype);
  const dtypeOf = (operand: Operand): ComputeDtype => ("input" in operand ? inputs[operand.input]!.dtype : "step" in operand ? dtypes[operand.step]! : operand.dtype);
  const push = (operand: Operand): Line => get("input" in operand ? loaded(operand.input) : stepLocal((operand as { step: number }).step));
  const steps: Line[] = [];
  for (const [i, { op, args, dtype }] of program.entries()) {
    const emit = operation(op, args.map(dtypeOf), dtype);
    if (emit === undefined) return undefined;
    steps.push(...emit(args.map(push), get(zero)), ["local.set", stepLocal(i)]);
  }

  const vector = (k: number): Line[] => [
    ...inputs.flatMap(({ dtype, isSplat }, i) => (isSplat ? [] : [...loadLines(dtype, get(pointer(i)), k), ["local.set", loaded(i)] as Line])),
    ...steps,
    ...storeLines(result, get(0), get(stepLocal(program.length - 1)), get(ones), k),
  ];
  const advance = (local: number, amount: readonly Line[]): Line[] => [get(local), ...amount, ["i32.add"], ["local.set", local]];
  const turn = (vectors: number): Line[] => [
    ...Array.from({ length: vectors }, (_, k) => vector(k)).flat(),
    ...inputs.flatMap(({ dtype, isSplat }, i) => (isSplat ? [] : advance(pointer(i), [["i32.const", vectors * 4 * bytesOfLane(dtype)]]))),
    ...advance(0, [["i32.const", vectors * 4 * outBytes]]),
  ];
  const loop = (limit: number, vectors: number): Line[] => [
    ["block", 0x40], get(0), get(limit), ["i32.ge_u"], ["br_if", 0],
    ["loop", 0x40], ...turn(vectors), get(0), get(limit), ["i32.lt_u"], ["br_if", 0], ["end"],
    ["end"],
  ];
  const shift: Line[] = outBytes === 4 ? [["i32.const", 2], ["i32.shl"]] : [];
  const endOf = (count: readonly Line[], local: number): Line[] => [get(0), ...count, ...shift, ["i32.add"], ["local.set", local]];

  const body: Line[] = [
    ["i32.const", 1], ["i8x16.splat"], ["local.set", ones],
    ["loop", 0x40],
    ...inputs.flatMap(({ dtype, isSplat }, i): Line[] => (isSplat ? [...splatLines(dtype, get(pointer(i)), get(zero)), ["local.set", loaded(i)]] : [])),
    ...endOf([get(columns), ["i32.const", -4 * unrolled], ["i32.and"]], wholeEnd),
    ...endOf([get(columns)], end),
    ...loop(wholeEnd, unrolled),
    ...loop(end, 1),
    ...inputs.flatMap((_, i) => advance(pointer(i), [get(step(i))])),
    get(rows), ["i32.const", 1], ["i32.sub"], ["local.tee", rows], ["br_if", 0],
    ["end"],
  ];
  return { parameters: 3 + 2 * n, locals: [[2, "i32"], [2 + n + program.length, "v128"]], body };
}

/** Pushes four elements. */
function loadLines(dtype: ComputeDtype, pointer: Line, k: number): Line[] {
  if (dtype !== "bool") return [pointer, ["v128.load", k * 16]];
  return [pointer, ["v128.load32_zero", k * 4], ["i16x8.extend_low_i8x16_u"], ["i32x4.extend_low_i16x8_u"], ["i32x4.neg"]];
}

/** Pushes one element four times. */
function splatLines(dtype: ComputeDtype, pointer: Line, zero: Line): Line[] {
  return dtype === "bool" ? [pointer, ["v128.load8_splat", 0], zero, ["i8x16.ne"]] : [pointer, ["v128.load32_splat", 0]];
}

function storeLines(dtype: ComputeDtype, out: Line, value: Line, ones: Line, k: number): Line[] {
  if (dtype !== "bool") return [out, value, ["v128.store", k * 16]];
  return [out, value, value, ["i16x8.narrow_i32x4_s"], value, value, ["i16x8.narrow_i32x4_s"], ["i8x16.narrow_i16x8_s"], ones, ["v128.and"], ["v128.store32_lane", k * 4, 0]];
}

export const encodeLoop = ({ parameters, locals, body }: LoopCode, isShared: boolean): Uint8Array<ArrayBuffer> => encodeModule(parameters, locals, body, isShared);

/** The loop in the text format of WebAssembly, indented. */
export function formatLoop({ body }: LoopCode): string {
  let depth = 0;
  return body
    .map((line) => {
      if (line[0] === "end") depth--;
      const text = "  ".repeat(depth) + format(line);
      if (line[0] === "loop" || line[0] === "block") depth++;
      return text;
    })
    .join("\n");
}
