/** Products by tiles in registers, for subgroups of four: the way of adapters that are played by a processor. */
import { sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import type { Recorder } from "./kernel.ts";
import { factorBinding, factorFunction, type Product } from "./product.ts";
import { offsetFunction, Parameters, wgslType } from "./source.ts";
import { type Store, storeCode } from "./store.ts";

interface RegisterTiles {
  /** A plain product has one tap, a convolution one for each place of its window. */
  readonly sizes: { readonly batches: number; readonly m: number; readonly n: number; readonly k: number; readonly taps: number };
  /** Bindings, `alias Number`, and the functions that the shader's header names, as far as sizes do not tell them. */
  readonly declarations: readonly string[];
  readonly parameters: Parameters;
  readonly inputs: readonly GpuBuffer[];
  readonly output: GpuBuffer;
}

/**
 * Rows, and columns in fours. On SwiftShader, CPU time of 512^3 against one of 4 x 4: 16 x 8 takes 0.39, 8 x 8 takes 0.48; but they
 * compile in 270 and 130 ms, 4 x 4 in 50.
 */
function tileFor(m: number, n: number, work: number): [number, number] {
  if (work < 2 ** 21) return [4, 4];
  const rows = m >= 16 && work >= 2 ** 24 ? 16 : m >= 8 ? 8 : 4;
  return [rows, n > 16 ? 8 : 4];
}

export function recordRegisterTiles({ sizes, declarations, parameters, inputs, output }: RegisterTiles, recorder: Recorder): void {
  const { batches, m, n, k, taps } = sizes;
  const [rows, columns] = tileFor(m, n, batches * m * n * k * taps);
  const text = [
    `const ROWS = ${rows}u;`,
    `const COLUMNS = ${columns}u;`,
    parameters.functions(sizes),
    // Without it, what is read beyond the end is taken for 0: a tenth slower.
    `fn is_inside(depth: u32, depths: u32) -> bool { return ${k % 4 === 0 ? "true" : "depth < depths"}; }`,
    ...declarations,
  ];
  recorder.record({
    shader: "registerMatmul",
    entryPoint: "main",
    text: ["enable subgroups;", parameters.declaration(), ...text].join("\n"),
    inputs,
    output,
    words: parameters.words,
    workgroups: batches * Math.ceil(m / rows) * Math.ceil(n / (columns * 4)),
  });
}

export function recordRegisterMatmul({ a, b, batch, m, n, k }: Product, store: Store, recorder: Recorder): void {
  const parameters = new Parameters();
  const stored = storeCode(store, { inputs: 2, parameters });
  const declarations = [
    `alias Number = ${wgslType(store.from)};`,
    factorBinding(0, "a", a.view),
    factorBinding(1, "b", b.view),
    factorFunction("a", a.view),
    factorFunction("b", b.view),
    offsetFunction("a_batch", parameters, batch, a.batchStrides, a.view.offset),
    offsetFunction("b_batch", parameters, batch, b.batchStrides, b.view.offset),
    parameters.functions({ a_row: a.outer, a_step: a.inner, b_step: b.inner }),
    "fn a_base(batch: u32, tap: vec2<u32>) -> u32 { return u32(a_batch(batch)); }",
    "fn b_base(batch: u32, tap: vec2<u32>) -> u32 { return u32(b_batch(batch)); }",
    "fn b_place(column: u32) -> vec2<u32> { return vec2(column, 0u); }",
    `fn b_offset(place: vec2<u32>) -> u32 { return place.x * ${parameters.u32(b.outer)}; }`,
    "fn b_reaches(place: vec2<u32>, tap: vec2<u32>) -> bool { return true; }",
    "fn tap_place(tap: u32) -> vec2<u32> { return vec2(tap, 0u); }",
    stored.declarations,
  ];
  recordRegisterTiles({
    sizes: { batches: sizeOf(batch), m, n, k, taps: 1 },
    declarations,
    parameters,
    inputs: [a.view.buffer as GpuBuffer, b.view.buffer as GpuBuffer, ...stored.buffers],
    output: store.output.buffer as GpuBuffer,
  }, recorder);
}
