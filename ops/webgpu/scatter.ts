/**
 * Updates written at, or added to, the places that indices name. Added with atomic steps, in no fixed order. Written in two kernels,
 * because the last of equal indices counts: one finds for every place the last update that names it, the other copies that.
 */
import type { ScatterCall, View } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { asBits, recordCopy } from "./copy.ts";
import { recordElementwise } from "./elementwise.ts";
import type { Recorder } from "./kernel.ts";
import { wordOutput } from "./reduce.ts";
import { elementFunction, inputBinding, offsetFunction, outputBinding, Parameters, wgslType } from "./source.ts";
import { outputWriter } from "./writer.ts";

export function recordScatter(call: ScatterCall, recorder: Recorder): void {
  if (sizeOf(call.output.shape) === 0) return;
  if (call.op === "add") recordAdd(call, recorder);
  else recordSet(call, recorder);
}

function recordAdd(call: ScatterCall, recorder: Recorder): void {
  const { input, updates, output } = call;
  const words = wordOutput(output, recorder);
  recordCopy({ kind: "copy", input, output: words }, recorder);
  const type = wgslType(words.dtype);
  const add =
    type === "f32"
      ? `var old = atomicLoad(&result[place]);
  loop {
    let made = bitcast<u32>(bitcast<f32>(old) + value);
    let exchanged = atomicCompareExchangeWeak(&result[place], old, made);
    if (exchanged.exchanged) { break; }
    old = exchanged.old_value;
  }`
      : "atomicAdd(&result[place], bitcast<u32>(value));";
  const value = `let value = ${computeDtype(updates.dtype) === "bool" ? `bool_to_u32(update)` : "update"};`;
  recordEachUpdate(call, words.buffer as GpuBuffer, `let update = update_element(update_offset(index)); ${value} ${add}`, recorder);
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}

/** Runs statements for every update that lies inside: `index` is its number, `place` the row-major index of what it names. */
function recordEachUpdate({ axis, input, indices, updates, output }: ScatterCall, target: GpuBuffer, statements: string, recorder: Recorder): void {
  const size = sizeOf(updates.shape);
  if (size === 0) return;
  const parameters = new Parameters();
  const strides = contiguousStrides(output.shape);
  recorder.record({
    shader: "each",
    entryPoint: "main",
    text: [
      parameters.functions({ size, length: input.shape[axis]! }),
      inputBinding(0, "updates", "u32"),
      inputBinding(1, "indices", "u32"),
      outputBinding(2, "result", "atomic<u32>"),
      elementFunction("update_element", "updates", updates.dtype),
      elementFunction("index_element", "indices", indices.dtype),
      offsetFunction("update_offset", parameters, updates.shape, updates.strides, updates.offset),
      offsetFunction("index_offset", parameters, indices.shape, indices.strides, indices.offset),
      offsetFunction("first_place", parameters, updates.shape, strides.map((stride, i) => (i === axis ? 0 : stride)), 0),
      `fn each(index: u32) {
  let named = index_element(index_offset(index));
  let wrapped = select(named, named + i32(length()), named < 0);
  if (u32(wrapped) >= length()) { return; }
  let place = first_place(index) + wrapped * ${parameters.i32(strides[axis]!)};
  ${statements}
}`,
      parameters.declaration(),
    ].join("\n"),
    inputs: [updates.buffer as GpuBuffer, indices.buffer as GpuBuffer],
    output: target,
    words: parameters.words,
    workgroups: Math.ceil(size / 64),
  });
}

function recordSet(call: ScatterCall, recorder: Recorder): void {
  const { updates, output } = call;
  const size = sizeOf(output.shape);
  const lasts: View = { buffer: recorder.temporary(size * 4), dtype: "uint32", shape: output.shape, strides: contiguousStrides(output.shape), offset: 0 };
  const none = { op: "cast", args: [{ constant: 0, dtype: "uint32" }], dtype: "uint32" } as const;
  recordElementwise({ kind: "elementwise", program: [none], inputs: [], output: lasts }, recorder);
  recordEachUpdate(call, lasts.buffer as GpuBuffer, "atomicMax(&result[place], index + 1u);", recorder);
  const [from, to, given] = [asBits(call.input), asBits(output), asBits(updates)];
  const parameters = new Parameters();
  const writer = outputWriter(to, { shape: [size], strides: [[1]] }, [1], parameters);
  recorder.record({
    shader: "elementwise",
    entryPoint: "main",
    text: [
      parameters.functions({ size }),
      `const LANES = 64u; const QUADS = 1u;`,
      inputBinding(0, "input", "u32"),
      inputBinding(1, "updates", "u32"),
      inputBinding(2, "lasts", "u32"),
      outputBinding(3, "result", writer.type),
      writer.declarations,
      elementFunction("input_element", "input", from.dtype),
      elementFunction("update_element", "updates", given.dtype),
      offsetFunction("input_offset", parameters, from.shape, from.strides, from.offset),
      offsetFunction("update_offset", parameters, given.shape, given.strides, given.offset),
      `fn value(index: u32) -> ${wgslType(to.dtype)} {
  let last = lasts[min(index, size() - 1u)];
  if (last == 0u) { return input_element(input_offset(index)); }
  return update_element(update_offset(last - 1u));
}`,
      `fn value_four(quad: u32) -> vec4<${wgslType(to.dtype)}> { return vec4(${[0, 1, 2, 3].map((lane) => `value(quad * 4u + ${lane}u)`).join(", ")}); }`,
      "fn make_quads(first: u32) { make_quad(first); }",
      parameters.declaration(),
    ].join("\n"),
    inputs: [from, given, lasts].map(({ buffer }) => buffer as GpuBuffer),
    output: to.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: Math.ceil(size / 256),
  });
}
