/** Shaders that one part of the library brings along: see `HostShader` in `backend.ts`. */
import type { HostCall, View } from "../backend.ts";
import { sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordCopy } from "./copy.ts";
import type { Recorder } from "./kernel.ts";
import { joinAxes } from "./layout.ts";
import { wordOutput } from "./reduce.ts";
import { elementFunction, inputBinding, offsetFunction, outputBinding, Parameters, wgslType } from "./source.ts";

export function recordHost({ inputs, outputs, shader }: HostCall, recorder: Recorder): void {
  const { code, items, params } = shader!;
  const output = outputs[0]!;
  if (sizeOf(output.shape) === 0) return;
  const words = wordOutput(output, recorder);
  const parameters = new Parameters();
  recorder.record({
    shader: "each",
    entryPoint: "main",
    text: [
      `alias Result = ${wgslType(words.dtype)};`,
      parameters.functions({ size: items, ...params }),
      ...inputs.map((view, i) => inputCode(view, i, parameters)),
      outputBinding(inputs.length, "result", "Result"),
      code,
      parameters.declaration(),
    ].join("\n"),
    inputs: inputs.map(({ buffer }) => buffer as GpuBuffer),
    output: words.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: Math.ceil(items / 64),
  });
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}

function inputCode(view: View, i: number, parameters: Parameters): string {
  const { shape, strides } = joinAxes(view.shape, [view.strides]);
  const isPlain = view.offset === 0 && shape.length < 2 && (strides[0]![0] ?? 1) === 1;
  return [
    inputBinding(i, `input${i}`, "u32"),
    elementFunction(`element${i}`, `input${i}`, view.dtype),
    isPlain ? "" : offsetFunction(`place${i}`, parameters, shape, strides[0]!, view.offset),
    `fn x${i}(index: u32) -> ${wgslType(view.dtype)} { return element${i}(${isPlain ? "i32(index)" : `place${i}(index)`}); }`,
  ].join("\n");
}
