/** Random numbers: a hash of each element's index, so that every device draws the same ones. */
import type { RandomCall } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordCopy } from "./copy.ts";
import type { Recorder } from "./kernel.ts";
import { wordOutput } from "./reduce.ts";
import { outputBinding, Parameters, wgslType } from "./source.ts";

const lanes = 64;
/** Vectors of four that an invocation makes. */
const quads = 4;

export function recordRandom({ seed, output }: RandomCall, recorder: Recorder): void {
  const size = sizeOf(output.shape);
  if (size === 0) return;
  const words = wordOutput(output, recorder);
  const type = wgslType(words.dtype);
  const parameters = new Parameters();
  const number = computeDtype(words.dtype) === "float32" ? "vec4<f32>(word >> vec4(8u)) * 0x1p-24" : "word";
  recorder.record({
    shader: "random",
    entryPoint: "main",
    text: [
      `alias Number = ${type}; const LANES = ${lanes}u; const QUADS = ${quads}u;`,
      parameters.functions({ size, seed }),
      `fn number_of(word: vec4<u32>) -> vec4<Number> { return ${number}; }`,
      outputBinding(0, "result", "vec4<Number>"),
      parameters.declaration(),
    ].join("\n"),
    inputs: [],
    output: words.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: Math.ceil(size / (4 * lanes * quads)),
  });
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}
