/** Copies and casts: elementwise programs of one step, but for those between two axes, which are turned in blocks. */
import type { CopyCall, View } from "../backend.ts";
import { bytesOf, type Dtype } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordElementwise } from "./elementwise.ts";
import type { Recorder } from "./kernel.ts";
import { joinAxes } from "./layout.ts";
import { castProgram } from "./program.ts";
import { inputBinding, offsetFunction, outputBinding, Parameters } from "./source.ts";

/** Moves bits, not values, when the dtype stays, so that NaNs keep theirs. */
export function recordCopy({ input, output }: CopyCall, recorder: Recorder): void {
  if (input.dtype !== output.dtype) return recordCast(input, output, recorder);
  const turn = turnOf(input, output);
  if (turn === undefined) return recordCast(asBits(input), asBits(output), recorder);
  recordTurn(turn, recorder);
}

function recordCast(input: View, output: View, recorder: Recorder): void {
  recordElementwise({ kind: "elementwise", program: castProgram(output.dtype), inputs: [input], output }, recorder);
}

/** The same elements as unsigned integers of their width. */
export function asBits(view: View): View {
  const unsigned: Record<number, Dtype> = { 1: "uint8", 2: "uint16", 4: "uint32" };
  return { ...view, dtype: unsigned[bytesOf(view.dtype)]! };
}

interface Turn {
  readonly input: View;
  readonly output: View;
  readonly shape: readonly number[];
  readonly inputStrides: readonly number[];
  readonly outputStrides: readonly number[];
  /** The axis along which the input's elements are neighbours. The output's are along the last. */
  readonly row: number;
}

/** Below so many elements turning gains nothing. */
const worthTurning = 4096;

/** Words whose neighbours lie along different axes, in whole fours; undefined otherwise. */
function turnOf(input: View, output: View): Turn | undefined {
  if (bytesOf(input.dtype) !== 4 || sizeOf(output.shape) < worthTurning) return undefined;
  const { shape, strides } = joinAxes(output.shape, [output.strides, input.strides]);
  const [outputStrides, inputStrides] = strides as [number[], number[]];
  const column = shape.length - 1;
  const row = inputStrides.indexOf(1);
  if (row < 0 || row === column || outputStrides[column] !== 1) return undefined;
  const steps = [...inputStrides.filter((_, axis) => axis !== row), ...outputStrides.slice(0, -1), input.offset, output.offset, shape[row]!, shape[column]!];
  return steps.every((step) => step % 4 === 0) ? { input, output, shape, inputStrides, outputStrides, row } : undefined;
}

function recordTurn({ input, output, shape, inputStrides, outputStrides, row }: Turn, recorder: Recorder): void {
  const column = shape.length - 1;
  const isBatch = (_: number, axis: number): boolean => axis !== row && axis !== column;
  const batch = shape.filter(isBatch);
  const quarter = (strides: readonly number[]): number[] => strides.filter(isBatch).map((stride) => stride / 4);
  const [rows, columns, batches] = [shape[row]! / 4, shape[column]! / 4, sizeOf(batch)];
  const parameters = new Parameters();
  const declarations = [
    parameters.functions({ rows, columns, batches }),
    `fn input_step() -> i32 { return ${parameters.i32(inputStrides[column]! / 4)}; }`,
    `fn output_step() -> i32 { return ${parameters.i32(outputStrides[row]! / 4)}; }`,
    offsetFunction("input_batch", parameters, batch, quarter(inputStrides), input.offset / 4),
    offsetFunction("output_batch", parameters, batch, quarter(outputStrides), output.offset / 4),
  ];
  recorder.record({
    shader: "transpose",
    entryPoint: "main",
    text: [parameters.declaration(), ...declarations, inputBinding(0, "input", "vec4<u32>"), outputBinding(1, "result", "vec4<u32>")].join("\n"),
    inputs: [input.buffer as GpuBuffer],
    output: output.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: batches * Math.ceil(rows / 4) * Math.ceil(columns / 16),
  });
}
