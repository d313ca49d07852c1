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
  /** Whether the results, float32 of one row and a multiple of four, are summed: into two float64 at `out`. */
  readonly isSum?: boolean;
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
export function loopCode({ inputs, program, isSum = false }: LoopSource): LoopCode | undefined {
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
  const sums = sumLocals(firstVector + 2 + n + program.length);
  const cursor = isSum ? sums.bytes : 0;
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
    ...(isSum ? sums.keep(get(stepLocal(program.length - 1)), k) : storeLines(result, get(0), get(stepLocal(program.length - 1)), get(ones), k)),
  ];
  const advance = (local: number, amount: readonly Line[]): Line[] => [get(local), ...amount, ["i32.add"], ["local.set", local]];
  const turn = (vectors: number): Line[] => [
    ...Array.from({ length: vectors }, (_, k) => vector(k)).flat(),
    ...inputs.flatMap(({ dtype, isSplat }, i) => (isSplat ? [] : advance(pointer(i), [["i32.const", vectors * 4 * bytesOfLane(dtype)]]))),
    ...(isSum ? sums.add(vectors) : []),
    ...advance(cursor, [["i32.const", vectors * 4 * outBytes]]),
  ];
  const loop = (limit: number, vectors: number): Line[] => [
    ["block", 0x40], get(cursor), get(limit), ["i32.ge_u"], ["br_if", 0],
    ["loop", 0x40], ...turn(vectors), get(cursor), get(limit), ["i32.lt_u"], ["br_if", 0], ["end"],
    ["end"],
  ];
  const shift: Line[] = outBytes === 4 ? [["i32.const", 2], ["i32.shl"]] : [];
  const endOf = (count: readonly Line[], local: number): Line[] => [get(cursor), ...count, ...shift, ["i32.add"], ["local.set", local]];

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
    ...(isSum ? sums.store : []),
  ];
  return { parameters: 3 + 2 * n, locals: [[2, "i32"], [2 + n + program.length, "v128"], ...(isSum ? sums.locals : [])], body };
}

/** Summing: the vectors of a turn in float32, in pairs, and the turns in float64. Each number is rounded at most twice more. */
function sumLocals(first: number): {
  readonly locals: LoopCode["locals"];
  /** Of results, that were summed already in this row. */
  readonly bytes: number;
  readonly keep: (vector: Line, k: number) => readonly Line[];
  readonly add: (vectors: number) => readonly Line[];
  readonly store: readonly Line[];
} {
  const [low, high] = [first, first + 1];
  const kept = (k: number): number => first + 2 + k;
  const get = (local: number): Line => ["local.get", local];
  const widen = (sum: number, ...half: Line[]): Line[] => [get(sum), get(kept(0)), ...half, ["f64x2.promote_low_f32x4"], ["f64x2.add"], ["local.set", sum]];
  const pair = (a: number, b: number): Line[] => [get(kept(a)), get(kept(b)), ["f32x4.add"], ["local.set", kept(a)]];
  return {
    locals: [[2 + unrolled, "v128"], [1, "i32"]],
    bytes: first + 2 + unrolled,
    keep: (vector, k) => [vector, ["local.set", kept(k)]],
    add: (vectors) => [...(vectors === unrolled ? [...pair(0, 1), ...pair(2, 3), ...pair(0, 2)] : []), ...widen(low), ...widen(high, get(kept(0)), upperHalf)],
    store: [get(0), get(low), get(high), ["f64x2.add"], ["v128.store", 0]],
  };
}

/** The upper two numbers of the first of two vectors in the lower places. */
const upperHalf: Line = ["i8x16.shuffle", 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];

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
