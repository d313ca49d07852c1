/** Softmax and its logarithm along one axis. */
import type { SoftmaxCall } from "../backend.ts";
import { sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordCopy } from "./copy.ts";
import type { Recorder } from "./kernel.ts";
import { wordOutput } from "./reduce.ts";
import { eachOf, rowsOf } from "./rows.ts";
import { outputBinding } from "./source.ts";

export function recordSoftmax({ axis, log = false, input, output }: SoftmaxCall, recorder: Recorder): void {
  if (sizeOf(output.shape) === 0) return;
  const words = wordOutput(output, recorder);
  const rows = rowsOf([input], axis, words, recorder.adapter);
  const { parameters, width } = rows;
  recorder.record({
    shader: "softmax",
    entryPoint: "main",
    text: [
      rows.head,
      parameters.declaration(),
      `const LOG = ${log};`,
      rows.text,
      outputBinding(rows.buffers.length, "result", width === 4 ? "vec4<u32>" : "u32"),
      // What rounding the difference loses goes along, because it grows into whole digits of the result.
      `fn power(x: f32, greatest: f32) -> f32 {
  let difference = rounded(x - greatest);
  let lost = select(x - (difference + greatest), (x - difference) - greatest, abs(x) > abs(greatest));
  return exp_decay(difference, lost);
}`,
      `fn exp_wide(x: Wide, greatest: Wide) -> Wide { return ${eachOf(width, (part) => `power(x${part}, greatest${part})`)}; }`,
      `fn log_wide(x: Wide) -> Wide { return ${log ? eachOf(width, (part) => `log_f32(x${part})`) : "x"}; }`,
    ].join("\n"),
    inputs: rows.buffers,
    output: words.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: rows.workgroups,
  });
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}
