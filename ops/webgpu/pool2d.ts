/** Pooling: windows are folded where they lie. */
import type { Pool2dCall } from "../backend.ts";
import { sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordCopy } from "./copy.ts";
import type { Recorder } from "./kernel.ts";
import { factorBinding, factorFunction } from "./product.ts";
import { wordOutput } from "./reduce.ts";
import { Parameters } from "./source.ts";
import { storeCode } from "./store.ts";

type Four = readonly [number, number, number, number];

export function recordPool2d({ op, size, stride, padding, dilation, countPadding, input, output }: Pool2dCall, recorder: Recorder): void {
  if (sizeOf(output.shape) === 0) return;
  const words = wordOutput(output, recorder);
  const parameters = new Parameters();
  const [images, channels, height, width] = input.shape as Four;
  const [image, channel, row, column] = input.strides as Four;
  const planes = images * channels;
  const pixels = output.shape[2]! * output.shape[3]!;
  // Where a processor plays the GPU, an invocation costs more than its work.
  const [lanes, each] = recorder.adapter.isSoftware ? [4, 8] : [64, 1];
  const stored = storeCode({ epilogue: undefined, shape: output.shape, from: input.dtype, output: words }, { inputs: 1, parameters });
  const u32 = (value: number): string => parameters.u32(value);
  recorder.record({
    shader: "pool2d",
    entryPoint: "main",
    text: [
      `const LANES = ${lanes}u; const PIXELS = ${each}u; const IS_MAX = ${op === "max"}; const COUNTS_PADDING = ${countPadding};`,
      parameters.functions({ planes, pixels, height, width, rows: size[0], columns: size[1], down: dilation[0], across: dilation[1], row_step: row, column_step: column }),
      factorBinding(0, "input", input),
      factorFunction("input", input),
      `fn plane_start(plane: u32) -> u32 { let channels = ${u32(channels)}; return ${u32(input.offset)} + plane / channels * ${u32(image)} + plane % channels * ${u32(channel)}; }`,
      `fn place_of(pixel: u32) -> vec2<u32> { let width = ${u32(output.shape[3]!)}; return vec2(pixel / width * ${u32(stride[0])}, pixel % width * ${u32(stride[1])}) - vec2(${u32(padding[0])}, ${u32(padding[1])}); }`,
      stored.declarations,
      parameters.declaration(),
    ].join("\n"),
    inputs: [input.buffer as GpuBuffer],
    output: words.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: planes * Math.ceil(pixels / (lanes * each)),
  });
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}
