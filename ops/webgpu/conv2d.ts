/** Convolutions: as products of the weights with the windows, whose elements are found where they lie; depthwise ones directly. */
import type { Chain, Conv2dCall, Operand, View } from "../backend.ts";
import { sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordCopy } from "./copy.ts";
import type { Recorder } from "./kernel.ts";
import { factorBinding, factorFunction } from "./product.ts";
import { wordOutput } from "./reduce.ts";
import { recordRegisterTiles } from "./register-matmul.ts";
import { Parameters } from "./source.ts";
import { storeCode, storeInRowsCode, type Store } from "./store.ts";
import { recordTiles } from "./tiled-matmul.ts";

type Four = readonly [number, number, number, number];

/** From so many channels of a group's output on, a product pays. */
const fewestRows = 4;

export function recordConv2d(call: Conv2dCall, recorder: Recorder): void {
  const { weight, bias, output, groups } = call;
  if (sizeOf(output.shape) === 0) return;
  const words = wordOutput(output, recorder);
  const epilogue = bias === undefined ? call.epilogue : afterBias(bias, output.shape, call.epilogue);
  const store: Store = { epilogue, shape: output.shape, from: call.input.dtype, output: words };
  if (weight.shape[0]! / groups < fewestRows) recordDirect(call, store, recorder);
  else if (recorder.adapter.subgroupSize === 4) recordInRegisters(call, store, recorder);
  else recordInTiles(call, store, recorder);
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}

/** A chain that adds the bias before the rest of it. */
function afterBias(bias: View, shape: readonly number[], rest: Chain | undefined): Chain {
  const repeated: View = { ...bias, shape, strides: [0, bias.strides[0]!, 0, 0] };
  const moved = (operand: Operand): Operand => {
    if ("step" in operand) return { step: operand.step + 1 };
    if ("constant" in operand) return operand;
    return operand.input === 0 ? { step: 0 } : { input: operand.input + 1 };
  };
  return {
    program: [
      { op: "add", args: [{ input: 0 }, { input: 1 }], dtype: "float32" },
      ...(rest?.program ?? []).map((step) => ({ ...step, args: step.args.map(moved) })),
    ],
    inputs: [repeated, ...(rest?.inputs ?? [])],
  };
}

/** How all three kernels find an element of the input and of the weights. `batch` counts images and groups. */
interface Places {
  readonly declarations: readonly string[];
  readonly sizes: { readonly batches: number; readonly m: number; readonly n: number };
  readonly channels: number;
  readonly taps: number;
}

/** Whether no window reaches into the padding. */
function staysInside({ input, weight, stride, padding, dilation, output }: Conv2dCall): boolean {
  return [0, 1].every((i) => padding[i] === 0 && (output.shape[i + 2]! - 1) * stride[i]! + (weight.shape[i + 2]! - 1) * dilation[i]! < input.shape[i + 2]!);
}

function places(call: Conv2dCall, parameters: Parameters): Places {
  const { input, weight, stride, padding, dilation, groups, output } = call;
  const [outputs, channels, , width] = weight.shape as Four;
  const u32 = (value: number): string => parameters.u32(value);
  const [image, channel, row, column] = input.strides as Four;
  const [outer, along, down, across] = weight.strides as Four;
  const rows = outputs / groups;
  const declarations = [
    "alias Number = f32;",
    factorBinding(0, "a", weight),
    factorBinding(1, "b", input),
    factorFunction("a", weight),
    factorFunction("b", input),
    // A window's first row and column, before the padding is taken off; and the place of one of its elements, as rows and columns from there.
    `fn b_place(column: u32) -> vec2<u32> { let width = ${u32(output.shape[3]!)}; return vec2(column / width * ${u32(stride[0])}, column % width * ${u32(stride[1])}); }`,
    `fn tap_place(tap: u32) -> vec2<u32> { let width = ${u32(width)}; return vec2(tap / width, tap % width); }`,
    `fn shift(tap: vec2<u32>) -> vec2<u32> { return tap * vec2(${u32(dilation[0])}, ${u32(dilation[1])}) - vec2(${u32(padding[0])}, ${u32(padding[1])}); }`,
    // Rows and columns before the input wrap round to numbers too great to be inside.
    `fn b_reaches(place: vec2<u32>, tap: vec2<u32>) -> bool { return ${staysInside(call) ? "true" : `all(place + shift(tap) < vec2(${u32(input.shape[2]!)}, ${u32(input.shape[3]!)}))`}; }`,
    `fn a_base(batch: u32, tap: vec2<u32>) -> u32 { return ${u32(weight.offset)} + batch % ${u32(groups)} * ${u32(rows * outer)} + tap.x * ${u32(down)} + tap.y * ${u32(across)}; }`,
    `fn b_offset(place: vec2<u32>) -> u32 { return place.x * ${u32(row)} + place.y * ${u32(column)}; }`,
    `fn b_base(batch: u32, tap: vec2<u32>) -> u32 { let groups = ${u32(groups)}; return ${u32(input.offset)} + batch / groups * ${u32(image)} + batch % groups * ${u32(channels * channel)} + b_offset(shift(tap)); }`,
    parameters.functions({ a_row: outer, a_step: along, b_step: channel }),
  ];
  const sizes = { batches: input.shape[0]! * groups, m: rows, n: output.shape[2]! * output.shape[3]! };
  return { declarations, sizes, channels, taps: weight.shape[2]! * width };
}

const buffers = ({ input, weight }: Conv2dCall): GpuBuffer[] => [weight.buffer as GpuBuffer, input.buffer as GpuBuffer];

function recordInRegisters(call: Conv2dCall, store: Store, recorder: Recorder): void {
  const parameters = new Parameters();
  const { declarations, sizes, channels, taps } = places(call, parameters);
  const stored = storeCode(store, { inputs: 2, parameters });
  recordRegisterTiles({
    sizes: { ...sizes, k: channels, taps },
    declarations: [...declarations, stored.declarations],
    parameters,
    inputs: [...buffers(call), ...stored.buffers],
    output: store.output.buffer as GpuBuffer,
  }, recorder);
}

/** The depth counts taps within channels, as the weights lie when they are contiguous. */
function recordInTiles(call: Conv2dCall, store: Store, recorder: Recorder): void {
  const parameters = new Parameters();
  const { declarations, sizes, channels, taps } = places(call, parameters);
  const stored = storeInRowsCode(store, sizes.n, { inputs: 2, parameters });
  const reader = (name: "a" | "b", at: string, inside: string, value: string): string =>
    `fn ${name}_four(batch: u32, ${at}) -> vec4<f32> {\n  var four: vec4<f32>;\n  for (var i = 0u; i < 4u; i++) { ${inside} { four[i] = ${value}; } }\n  return four;\n}`;
  recordTiles({
    sizes: { ...sizes, k: channels * taps },
    down: { a: false, b: false },
    declarations: [
      ...declarations,
      parameters.functions({ taps }),
      "fn a_batch(batch: u32) -> u32 { return batch; }",
      "fn b_batch(batch: u32) -> u32 { return batch; }",
      reader("a", "row: u32, depth: u32", "let at = depth + i; if (row < m() && at < k())", "a_at(a_base(batch, tap_place(at % taps())) + row * a_row() + at / taps() * a_step())"),
      reader("b", "depth: u32, column: u32", "let place = b_place(column + i); let tap = tap_place(depth % taps()); if (depth < k() && column + i < n() && b_reaches(place, tap))", "b_at(b_base(batch, tap) + b_offset(place) + depth / taps() * b_step())"),
      stored.declarations,
    ],
    parameters,
    inputs: [...buffers(call), ...stored.buffers],
    output: store.output.buffer as GpuBuffer,
  }, recorder);
}

function recordDirect(call: Conv2dCall, store: Store, recorder: Recorder): void {
  const parameters = new Parameters();
  const { declarations, sizes, channels, taps } = places(call, parameters);
  const stored = storeCode(store, { inputs: 2, parameters });
  const [lanes, pixels] = recorder.adapter.isSoftware ? [4, 8] : [64, 1];
  recorder.record({
    shader: "conv2d",
    entryPoint: "main",
    text: [
      parameters.functions({ ...sizes, channels, taps }),
      `const LANES = ${lanes}u; const PIXELS = ${pixels}u;`,
      ...declarations,
      stored.declarations,
      parameters.declaration(),
    ].join("\n"),
    inputs: [...buffers(call), ...stored.buffers],
    output: store.output.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: sizes.batches * sizes.m * Math.ceil(sizes.n / (lanes * pixels)),
  });
}
