/** Products with few outputs for their depth: the sum over k is shared by many invocations, and by many workgroups where that is not enough. */
import type { View } from "../backend.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import type { Recorder } from "./kernel.ts";
import type { Product } from "./product.ts";
import { recordReduce } from "./reduce.ts";
import { inputBinding, offsetFunction, outputBinding, Parameters, wgslType } from "./source.ts";

export function recordThinMatmul(product: Product, recorder: Recorder): void {
  // The output is a vector either way, so a matrix times a column is a row times the transposed matrix.
  const { a, b, batch, m, n, k, output } = product.n === 1 ? { ...product, a: product.b, b: product.a, m: 1, n: product.m } : product;
  const type = wgslType(output.dtype);
  const down = b.inner === 1 && b.outer !== 1;
  const [width, slices] = down ? [4, 64] : [64, 4];
  const batches = sizeOf(batch);
  const outputs = batches * m * n;
  const workgroups = batches * m * Math.ceil(n / width);
  const splits = Math.max(1, Math.min(Math.ceil(k / (slices * 16)), Math.ceil(1024 / workgroups), 256));
  const parts = splits === 1 ? undefined : recorder.temporary(outputs * splits * 4);
  const parameters = new Parameters();
  const strides = { a_row: a.outer, a_step: a.inner, b_step: b.inner, b_column: b.outer };
  const declarations = [
    `alias Number = ${type};`,
    `const WIDTH = ${width}u; const SLICES = ${slices}u; const B_DOWN = ${down};`,
    parameters.functions({ m, n, k, batches, splits }),
    ...Object.entries(strides).map(([name, stride]) => `fn ${name}() -> i32 { return ${parameters.i32(stride)}; }`),
    offsetFunction("a_batch", parameters, batch, a.batchStrides, a.view.offset),
    offsetFunction("b_batch", parameters, batch, b.batchStrides, b.view.offset),
    inputBinding(0, "a", type),
    inputBinding(1, "b", type),
    outputBinding(2, "result", type),
    "fn a_at(i: i32) -> Number { return a[u32(i)]; }",
    "fn b_at(i: i32) -> Number { return b[u32(i)]; }",
  ];
  recorder.record({
    shader: "thinMatmul",
    entryPoint: "main",
    text: [parameters.declaration(), ...declarations].join("\n"),
    inputs: [a.view.buffer as GpuBuffer, b.view.buffer as GpuBuffer],
    output: parts ?? (output.buffer as GpuBuffer),
    words: parameters.words,
    workgroups: workgroups * splits,
  });
  if (parts === undefined) return;
  const shape = [splits, outputs];
  const input: View = { buffer: parts, dtype: output.dtype, shape, strides: contiguousStrides(shape), offset: 0 };
  recordReduce({ kind: "reduce", op: "sum", axes: [0], input, output: { ...output, shape: [1, outputs], strides: [outputs, 1], offset: 0 } }, recorder);
}
