/** Products with few outputs for their depth: the sum over k is shared by many invocations, and by many workgroups where that is not enough. */
import type { View } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import type { Recorder } from "./kernel.ts";
import { factorBinding, factorFunction, type Product } from "./product.ts";
import { recordReduce } from "./reduce.ts";
import { offsetFunction, Parameters, wgslType } from "./source.ts";
import { type Store, storeCode } from "./store.ts";

interface Plan {
  readonly product: Product;
  readonly width: number;
  readonly slices: number;
  /** Outputs of an invocation. */
  readonly each: number;
  /** Whether neighbouring lanes read along k. */
  readonly down: boolean;
  readonly workgroups: number;
  readonly splits: number;
}

/** The output is a vector either way, so a matrix times a column is a row times the transposed matrix. */
function planThin(given: Product, { isSoftware }: Recorder["adapter"]): Plan {
  const product = given.n === 1 ? { ...given, a: given.b, b: given.a, m: 1, n: given.m } : given;
  const { b, batch, m, n, k } = product;
  const down = b.inner === 1 && b.outer !== 1;
  // Where a processor plays the GPU, lanes and workgroups only cost.
  const [width, slices, each] = isSoftware ? [down ? 1 : 4, down ? 4 : 1, 8] : [down ? 4 : 64, down ? 64 : 4, 1];
  const workgroups = sizeOf(batch) * m * Math.ceil(n / (width * each));
  const wanted = isSoftware ? 8 : 1024;
  const splits = Math.max(1, Math.min(Math.ceil(k / (slices * 16)), Math.ceil(wanted / workgroups), 256));
  return { product, width, slices, each, down, workgroups, splits };
}

/** Whether a second kernel sums what the first one leaves. */
export const isSplit = (product: Product, adapter: Recorder["adapter"]): boolean => planThin(product, adapter).splits > 1;

/** A split product has no epilogue. */
export function recordThinMatmul(given: Product, store: Store, recorder: Recorder): void {
  const { product, width, slices, each, down, workgroups, splits } = planThin(given, recorder.adapter);
  const { a, b, batch, m, n, k } = product;
  const batches = sizeOf(batch);
  const outputs = batches * m * n;
  const shape = [splits, outputs];
  const parts: View | undefined = splits === 1 ? undefined : { buffer: recorder.temporary(outputs * splits * 4), dtype: computeDtype(store.from), shape, strides: contiguousStrides(shape), offset: 0 };
  const parameters = new Parameters();
  const stored = storeCode({ ...store, output: parts ?? store.output }, { inputs: 2, parameters });
  const strides = { a_row: a.outer, a_step: a.inner, b_step: b.inner, b_column: b.outer };
  const spreads = !down && recorder.adapter.subgroupSize === 4;
  const declarations = [
    ...(spreads ? ["enable subgroups;"] : []),
    `alias Number = ${wgslType(store.from)};`,
    `const WIDTH = ${width}u; const SLICES = ${slices}u; const OUTPUTS = ${each}u; const B_DOWN = ${down};`,
    parameters.functions({ m, n, k, batches, splits }),
    parameters.functions(strides),
    offsetFunction("a_batch", parameters, batch, a.batchStrides, a.view.offset),
    offsetFunction("b_batch", parameters, batch, b.batchStrides, b.view.offset),
    factorBinding(0, "a", a.view),
    factorBinding(1, "b", b.view),
    factorFunction("a", a.view),
    factorFunction("b", b.view),
    fourFunction(spreads),
    stored.declarations,
  ];
  recorder.record({
    shader: "thinMatmul",
    entryPoint: "main",
    text: [...declarations, parameters.declaration()].join("\n"),
    inputs: [a.view.buffer as GpuBuffer, b.view.buffer as GpuBuffer, ...stored.buffers],
    output: (parts ?? store.output).buffer as GpuBuffer,
    words: parameters.words,
    workgroups: workgroups * splits,
  });
  if (parts === undefined) return;
  recordReduce({ kind: "reduce", op: "sum", axes: [0], input: parts, output: { ...store.output, shape: [1, outputs], strides: [outputs, 1], offset: 0 } }, recorder);
}

/** Four lanes of the same row share what one reads, where they can. */
function fourFunction(spreads: boolean): string {
  const header = "fn a_four(first: u32, apart: u32, lane: u32) -> vec4<Number>";
  if (!spreads) return `${header} { return vec4(a_at(first), a_at(first + apart), a_at(first + 2u * apart), a_at(first + 3u * apart)); }`;
  const spread = [0, 1, 2, 3].map((i) => `subgroupBroadcast(x, ${i}u)`).join(", ");
  return `${header} { let x = a_at(first + lane * apart); return vec4(${spread}); }`;
}
