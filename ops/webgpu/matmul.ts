/** Matrix products: tiles in workgroup memory, or sums shared by many invocations where outputs are few. */
import type { MatmulCall, View } from "../backend.ts";
import { bytesOf, computeDtype } from "../dtype.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordCopy } from "./elementwise.ts";
import type { Recorder } from "./kernel.ts";
import { joinAxes } from "./layout.ts";
import { recordReduce, wordOutput } from "./reduce.ts";
import { inputBinding, offsetFunction, outputBinding, Parameters, wgslType } from "./source.ts";

/** One factor: strides of its batch axes, of its outer axis (m or n) and along k. */
interface Factor {
  readonly view: View;
  readonly batchStrides: readonly number[];
  readonly outer: number;
  readonly inner: number;
}

interface Product {
  readonly a: Factor;
  readonly b: Factor;
  readonly batch: readonly number[];
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Words, contiguous. */
  readonly output: View;
}

export function recordMatmul({ a, b, output }: MatmulCall, recorder: Recorder): void {
  if (sizeOf(output.shape) === 0) return;
  const words = wordOutput(output, recorder);
  const product = joinBatch(toProduct(widened(a, recorder), widened(b, recorder), words));
  const outputs = sizeOf(product.batch) * product.m * product.n;
  if (product.m === 1 || product.n === 1 || (outputs < 4096 && product.k >= 512)) recordThin(product, recorder);
  else recordTiles(product, recorder);
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}

/** The kernels read words: narrower dtypes are widened first. */
function widened(view: View, recorder: Recorder): View {
  if (bytesOf(view.dtype) === 4) return view;
  const output: View = { buffer: recorder.temporary(sizeOf(view.shape) * 4), dtype: computeDtype(view.dtype), shape: view.shape, strides: contiguousStrides(view.shape), offset: 0 };
  recordCopy({ kind: "copy", input: view, output }, recorder);
  return output;
}

function toProduct(a: View, b: View, output: View): Product {
  const { shape, strides: batches } = joinAxes(a.shape.slice(0, -2), [a.strides.slice(0, -2), b.strides.slice(0, -2)]);
  return {
    a: { view: a, batchStrides: batches[0]!, outer: a.strides.at(-2)!, inner: a.strides.at(-1)! },
    b: { view: b, batchStrides: batches[1]!, outer: b.strides.at(-1)!, inner: b.strides.at(-2)! },
    batch: shape,
    m: a.shape.at(-2)!,
    n: b.shape.at(-1)!,
    k: a.shape.at(-1)!,
    output,
  };
}

/** A batch that shares its second factor is one tall product. */
function joinBatch(product: Product): Product {
  const { a, b, batch, m } = product;
  const tall = batch.length === 1 && b.batchStrides[0] === 0 && (m === 1 || a.batchStrides[0] === m * a.outer);
  if (!tall) return product;
  const outer = m === 1 ? a.batchStrides[0]! : a.outer;
  return { ...product, a: { ...a, outer, batchStrides: [] }, b: { ...b, batchStrides: [] }, batch: [], m: m * batch[0]! };
}

/** Four neighbours along the given axis can be read at once, everywhere in the matrix. */
function readsFours({ view, batchStrides }: Factor, along: number, across: number, length: number): boolean {
  return along === 1 && [...batchStrides, across, view.offset, length].every((number) => number % 4 === 0);
}

function recordTiles({ a, b, batch, m, n, k, output }: Product, recorder: Recorder): void {
  const type = wgslType(output.dtype);
  const parameters = new Parameters();
  const batches = sizeOf(batch);
  const [rows, columns] = tileFor(m, n, batches);
  const fours = { a: readsFours(a, a.inner, a.outer, k), b: readsFours(b, b.outer, b.inner, n), output: n % 4 === 0 };
  const element = (four: boolean): string => (four ? `vec4<${type}>` : type);
  const declarations = [
    `alias Number = ${type};`,
    `const ROWS = ${rows}u; const COLUMNS = ${columns}u;`,
    `const A_DOWN = ${a.inner !== 1 && a.outer === 1}; const B_DOWN = ${b.outer !== 1 && b.inner === 1};`,
    parameters.functions({ m, n, k, batches }),
    offsetFunction("a_batch", parameters, batch, a.batchStrides, a.view.offset),
    offsetFunction("b_batch", parameters, batch, b.batchStrides, b.view.offset),
    inputBinding(0, "a", element(fours.a)),
    inputBinding(1, "b", element(fours.b)),
    outputBinding(2, "result", element(fours.output)),
    readFunction("a_four", "row: u32, depth: u32", "a", fours.a, "row < m()", "depth", "k()", `i32(row) * ${parameters.i32(a.outer)}`, parameters.i32(a.inner)),
    readFunction("b_four", "depth: u32, column: u32", "b", fours.b, "depth < k()", "column", "n()", `i32(depth) * ${parameters.i32(b.inner)}`, parameters.i32(b.outer)),
    storeFunction(fours.output),
  ];
  recorder.record({
    shader: "matmul",
    entryPoint: "main",
    text: [parameters.declaration(), ...declarations].join("\n"),
    inputs: [a.view.buffer as GpuBuffer, b.view.buffer as GpuBuffer],
    output: output.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: batches * Math.ceil(m / (rows * 8)) * Math.ceil(n / (columns * 32)),
  });
}

/** Rows, and columns in fours, of one invocation. Tiles of 64 x 64 do more with each element read; smaller ones leave fewer multiprocessors idle. */
function tileFor(m: number, n: number, batches: number): [number, number] {
  const large = batches * Math.ceil(m / 64) * Math.ceil(n / 64);
  return large >= 64 ? [8, 2] : [4, 1];
}

/** Four elements along one axis; 0 beyond the edges. */
function readFunction(name: string, at: string, binding: string, fours: boolean, inside: string, first: string, length: string, across: string, along: string): string {
  const read = fours
    ? `if (${inside} && ${first} < ${length}) { four = ${binding}[u32(base + ${across} + i32(${first})) / 4u]; }`
    : [0, 1, 2, 3].map((i) => `if (${inside} && ${first} + ${i}u < ${length}) { four[${i}] = ${binding}[u32(base + ${across} + i32(${first} + ${i}u) * ${along})]; }`).join("\n  ");
  return `fn ${name}(base: i32, ${at}) -> vec4<Number> {\n  var four: vec4<Number>;\n  ${read}\n  return four;\n}`;
}

function storeFunction(fours: boolean): string {
  const store = fours
    ? "if (column < n()) { result[(row_start + column) / 4u] = value; }"
    : [0, 1, 2, 3].map((i) => `if (column + ${i}u < n()) { result[row_start + column + ${i}u] = value[${i}]; }`).join("\n  ");
  return `fn store_four(row_start: u32, column: u32, value: vec4<Number>) {\n  ${store}\n}`;
}

function recordThin(product: Product, recorder: Recorder): void {
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
