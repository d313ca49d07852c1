/** Elements chosen by indices along an axis: `take` with one index for whole slices, `gather` with an index for every element. */
import type { GatherCall, TakeCall, View } from "../backend.ts";
import { bytesOf, type Dtype, isFloat } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { quadType } from "./access.ts";
import type { GpuBuffer } from "./buffers.ts";
import { asBits } from "./copy.ts";
import type { Recorder } from "./kernel.ts";
import { joinAxes } from "./layout.ts";
import { elementFunction, inputBinding, offsetFunction, outputBinding, Parameters, wgslType } from "./source.ts";
import { outputWriter } from "./writer.ts";

export function recordTake({ axis, input, indices, output }: TakeCall, recorder: Recorder): void {
  const rank = indices.shape.length;
  const strides = [...input.strides.slice(0, axis), ...indices.shape.map(() => 0), ...input.strides.slice(axis + 1)];
  const before = input.strides.slice(0, axis).map(() => 0);
  const after = output.shape.slice(axis + rank).map(() => 0);
  recordPick({ source: { ...input, shape: output.shape, strides }, indices: { ...indices, shape: output.shape, strides: [...before, ...indices.strides, ...after] }, length: input.shape[axis]!, step: input.strides[axis]!, output }, recorder);
}

export function recordGather({ axis, input, indices, output }: GatherCall, recorder: Recorder): void {
  const strides = input.strides.map((stride, i) => (i === axis ? 0 : stride));
  recordPick({ source: { ...input, shape: output.shape, strides }, indices, length: input.shape[axis]!, step: input.strides[axis]!, output }, recorder);
}

/** output[e] = source[e + step index[e]], where every view has the output's shape. */
interface Pick {
  readonly source: View;
  readonly indices: View;
  readonly length: number;
  readonly step: number;
  readonly output: View;
}

function recordPick({ source, indices, length, step, output }: Pick, recorder: Recorder): void {
  const size = sizeOf(output.shape);
  if (size === 0) return;
  const [from, to] = [asBits(source), asBits(output)];
  const parameters = new Parameters();
  const { shape, strides } = joinAxes(output.shape, [output.strides, from.strides, indices.strides]);
  const [, sourceStrides, indexStrides] = strides as [number[], number[], number[]];
  const inQuads = bytesOf(from.dtype) === 4 && shape.length > 0 && indexStrides.at(-1) === 0 && sourceStrides.at(-1) === 1 && [...sourceStrides.slice(0, -1), shape.at(-1)!, from.offset, step].every((number) => number % 4 === 0);
  const writer = outputWriter(to, { shape, strides }, strides[0]!, parameters);
  const type = wgslType(to.dtype);
  const outside = `${type}(${outsideBits(source.dtype)}u)`;
  const read = inQuads ? "source[u32(place) / 4u]" : "source_element(place)";
  const kind = inQuads ? `vec4<${type}>` : type;
  const picks = inQuads ? "pick(quad * 4u)" : `vec4(${[0, 1, 2, 3].map((lane) => `pick(quad * 4u + ${lane}u)`).join(", ")})`;
  recorder.record({
    shader: "elementwise",
    entryPoint: "main",
    text: [
      parameters.functions({ size, length }),
      `const LANES = 64u; const QUADS = 1u;`,
      inputBinding(0, "source", inQuads ? quadType(from.dtype) : "u32"),
      inputBinding(1, "indices", "u32"),
      outputBinding(2, "result", writer.type),
      writer.declarations,
      inQuads ? "" : elementFunction("source_element", "source", from.dtype),
      elementFunction("index_element", "indices", indices.dtype),
      offsetFunction("source_offset", parameters, shape, sourceStrides, from.offset),
      offsetFunction("index_offset", parameters, shape, indexStrides, indices.offset),
      `fn pick(index: u32) -> ${kind} {
  let named = index_element(index_offset(index));
  let wrapped = select(named, named + i32(length()), named < 0);
  let inside = u32(wrapped) < length();
  let place = source_offset(index) + select(0, wrapped, inside) * ${parameters.i32(step)};
  return select(${kind}(${outside}), ${read}, inside);
}`,
      `fn value_four(quad: u32) -> vec4<${type}> { return ${picks}; }`,
      "fn make_quads(first: u32) { make_quad(first); }",
      parameters.declaration(),
    ].join("\n"),
    inputs: [from.buffer as GpuBuffer, indices.buffer as GpuBuffer],
    output: to.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: Math.ceil(size / 256),
  });
}

/** The bits of an element that no index names: NaN, or 0 for integers. */
function outsideBits(dtype: Dtype): number {
  if (!isFloat(dtype)) return 0;
  return dtype === "float32" ? 0x7fc00000 : dtype === "float16" ? 0x7e00 : 0x7fc0;
}
