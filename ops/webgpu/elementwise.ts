/** Elementwise programs and copies: one kernel for a chain of steps, on views of any strides and dtypes. */
import { shaders } from "../../shaders/index.ts";
import type { CopyCall, ElementwiseCall, Instruction, View } from "../backend.ts";
import { CAST } from "../defs/definition.ts";
import { opDef } from "../defs/index.ts";
import { bytesOf, type Dtype } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { elementReader, isAligned, outputWriter, quadReader, quadType, type Reader } from "./access.ts";
import type { GpuBuffer } from "./buffers.ts";
import { gatherInputs } from "./gather.ts";
import { workgroupsFor, type Recorder } from "./kernel.ts";
import { joinAxes, type Axes } from "./layout.ts";
import { castProgram, evaluateFunction } from "./program.ts";
import { inputBinding, outputBinding, Parameters } from "./source.ts";

export function recordElementwise(call: ElementwiseCall, recorder: Recorder): void {
  const { program, output } = call;
  const size = sizeOf(output.shape);
  if (size === 0) return;
  const views = gatherInputs(call.inputs, recorder);
  const parameters = new Parameters();
  const sizeFunction = parameters.functions({ size });
  const axes = joinAxes(output.shape, [output, ...views].map(({ strides }) => strides));
  const inputs = bindInputs(views, output.shape, axes, parameters);
  const writer = outputWriter(output, axes, axes.strides[0]!, parameters);
  const evaluate = evaluateFunction(program, views.map(({ dtype }) => dtype), output.dtype, parameters);
  const text = [
    parameters.declaration(),
    sizeFunction,
    ...inputs.bindings,
    outputBinding(inputs.buffers.length, "result", writer.type),
    ...inputs.readers.map(({ declarations }) => declarations),
    writer.declarations,
    evaluate,
    "fn make_four(quad: u32) {",
    ...inputs.readers.map(({ prepare }) => prepare),
    "  var made: vec4<u32>;",
    forEachLane(`made[lane] = write_${output.dtype}(evaluate(${inputs.readers.map(({ element }) => element).join(", ")}));`, isLong(program)),
    writer.store,
    "}",
  ].join("\n");
  const workgroups = workgroupsFor(shaders.elementwise, "main", Math.ceil(size / 4));
  recorder.record({ shader: "elementwise", entryPoint: "main", text, inputs: inputs.buffers, output: output.buffer as GpuBuffer, words: parameters.words, workgroups });
}

/** A long program is a loop, because four copies of it take four times as long to compile; a short one runs faster unrolled. */
function forEachLane(statement: string, loop: boolean): string {
  if (loop) return `  for (var lane = 0u; lane < 4u; lane++) { ${statement} }`;
  return [0, 1, 2, 3].map((lane) => `  { const lane = ${lane}u; ${statement} }`).join("\n");
}

const isLong = (program: readonly Instruction[]): boolean => program.reduce((flops, { op }) => flops + (op === CAST ? 1 : opDef(op).flops), 0) >= 10;

/** Each buffer is bound once: as quads when all its views can be read so, as words otherwise. */
function bindInputs(views: readonly View[], shape: readonly number[], axes: Axes, parameters: Parameters): { buffers: GpuBuffer[]; bindings: string[]; readers: Reader[] } {
  const buffers = [...new Set(views.map(({ buffer }) => buffer as GpuBuffer))];
  const types = buffers.map((buffer) => {
    const own = views.filter((view) => view.buffer === buffer);
    const width = bytesOf(own[0]!.dtype);
    const quads = own.every((view) => bytesOf(view.dtype) === width && isAligned(view, shape));
    return quads ? quadType(own[0]!.dtype) : undefined;
  });
  const readers = views.map((view, i) => {
    const binding = buffers.indexOf(view.buffer as GpuBuffer);
    const name = `input${binding}`;
    return types[binding] === undefined
      ? elementReader(view, i, name, axes, axes.strides[i + 1]!, parameters)
      : quadReader(view, i, name, parameters);
  });
  return { buffers, bindings: buffers.map((_, i) => inputBinding(i, `input${i}`, types[i] ?? "u32")), readers };
}

/** Moves bits, not values, when the dtype stays, so that NaNs keep theirs. */
export function recordCopy({ input, output }: CopyCall, recorder: Recorder): void {
  const raw = input.dtype === output.dtype;
  const [from, to] = raw ? [asBits(input), asBits(output)] : [input, output];
  recordElementwise({ kind: "elementwise", program: castProgram(to.dtype), inputs: [from], output: to }, recorder);
}

function asBits(view: View): View {
  const unsigned: Record<number, Dtype> = { 1: "uint8", 2: "uint16", 4: "uint32" };
  return { ...view, dtype: unsigned[bytesOf(view.dtype)]! };
}
