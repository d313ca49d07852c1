/** Layer norm and root mean square norm, with weight, bias and what follows, in one kernel. */
import type { NormCall, View } from "../backend.ts";
import { rawDtype } from "../calls.ts";
import { sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { chainCode } from "./chain.ts";
import { recordCopy } from "./copy.ts";
import type { Recorder } from "./kernel.ts";
import { wordOutput } from "./reduce.ts";
import { rowsOf } from "./rows.ts";
import { outputBinding } from "./source.ts";

export function recordNorm(call: NormCall, recorder: Recorder): void {
  const { centered, epsilon, input, weight, bias, output } = call;
  if (sizeOf(output.shape) === 0) return;
  const words = wordOutput(output, recorder);
  const axis = input.shape.length - 1;
  const ofRow = [weight, bias].flatMap((view) => (view === undefined ? [] : [repeated(view, input.shape)]));
  const rows = rowsOf([input, ...ofRow], axis, words, recorder.adapter);
  const { parameters, width } = rows;
    const chain = chainCode({ name: "epilogue", chain: call.epilogue, shape: output.shape, from: rawDtype(call), to: words.dtype, inputs: rows.buffers.length, parameters, form: width === 4 ? "four" : "single" });
  const inputs = [...rows.buffers, ...chain.buffers];
  const factor = weight === undefined ? "x" : "x * read1(at)";
  recorder.record({
    shader: "norm",
    entryPoint: "main",
    text: [
      rows.head,
      // `epsilon` and the chain's numbers come before: the block is declared when all are known.
      `fn epsilon() -> f32 { return ${parameters.f32(epsilon)}; }`,
      parameters.declaration(),
      `const CENTERED = ${centered};`,
      rows.text,
      outputBinding(inputs.length, "result", width === 4 ? "vec4<u32>" : "u32"),
      chain.declarations,
      `fn scaled(x: Wide, at: u32) -> Wide { return ${bias === undefined ? factor : `${factor} + read${ofRow.length}(at)`}; }`,
      finishFunction(width),
    ].join("\n"),
    inputs,
    output: words.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: rows.workgroups,
  });
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}

/** A vector of the row's length, repeated over all rows. */
const repeated = (view: View, shape: readonly number[]): View => ({ ...view, shape, strides: shape.map((_, i) => (i === shape.length - 1 ? view.strides[0]! : 0)) });

/** `fn finish(unit, at, wide)`: through the epilogue to the output. Elements of a row lie side by side. */
function finishFunction(width: 1 | 4): string {
  const [chain, bits] = width === 4 ? ["epilogue_four", "bitcast<vec4<u32>>"] : ["epilogue", "bitcast<u32>"];
  return `fn finish(unit: u32, at: u32, wide: Wide) { let place = unit * inner() + at; result[place] = ${bits}(${chain}(wide, place)); }`;
}
