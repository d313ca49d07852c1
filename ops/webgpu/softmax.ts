/** Softmax along one axis: a workgroup a row, or an invocation a row where rows are short. */
import { shaders } from "../../shaders/index.ts";
import type { SoftmaxCall } from "../backend.ts";
import { sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordCopy } from "./elementwise.ts";
import { workgroupsFor, type Recorder } from "./kernel.ts";
import { joinAxes } from "./layout.ts";
import { wordOutput } from "./reduce.ts";
import { elementFunction, inputBinding, offsetFunction, outputBinding, Parameters } from "./source.ts";

/** Rows up to this length are summed one element after the other without a loss that shows. */
const shortRow = 64;

export function recordSoftmax({ axis, input, output }: SoftmaxCall, recorder: Recorder): void {
  if (sizeOf(output.shape) === 0) return;
  const words = wordOutput(output, recorder);
  const others = (_: number, at: number): boolean => at !== axis;
  const axes = joinAxes(input.shape.filter(others), [input.strides.filter(others), words.strides.filter(others)]);
  const rows = sizeOf(axes.shape);
  const length = input.shape[axis]!;
  const parameters = new Parameters();
  const text = [
    parameters.functions({ rows, inner: length }),
    `fn stride() -> i32 { return ${parameters.i32(input.strides[axis]!)}; }`,
    `fn output_stride() -> i32 { return ${parameters.i32(words.strides[axis]!)}; }`,
    offsetFunction("outer_offset", parameters, axes.shape, axes.strides[0]!, input.offset),
    offsetFunction("output_offset", parameters, axes.shape, axes.strides[1]!, words.offset),
    inputBinding(0, "input", "u32"),
    outputBinding(1, "result", "f32"),
    elementFunction("element", "input", input.dtype),
  ].join("\n");
  const entryPoint = length <= shortRow ? "row_by_lane" : "row_by_group";
  recorder.record({
    shader: "softmax",
    entryPoint,
    text: `${parameters.declaration()}\n${text}`,
    inputs: [input.buffer as GpuBuffer],
    output: words.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: entryPoint === "row_by_lane" ? workgroupsFor(shaders.softmax, entryPoint, rows) : rows,
  });
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}
