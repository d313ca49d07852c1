/** Matrix products by tiles in workgroup memory; where outputs are few, see `thin-matmul.ts`. */
import type { MatmulCall, View } from "../backend.ts";
import { bytesOf, computeDtype } from "../dtype.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordCopy } from "./elementwise.ts";
import type { Recorder } from "./kernel.ts";
import { type Factor, type Product, toProduct } from "./product.ts";
import { wordOutput } from "./reduce.ts";
import { inputBinding, offsetFunction, outputBinding, Parameters, wgslType } from "./source.ts";
import { recordThinMatmul } from "./thin-matmul.ts";

export function recordMatmul({ a, b, output }: MatmulCall, recorder: Recorder): void {
  if (sizeOf(output.shape) === 0) return;
  const words = wordOutput(output, recorder);
  const product = toProduct(widened(a, recorder), widened(b, recorder), words);
  const outputs = sizeOf(product.batch) * product.m * product.n;
  if (product.m === 1 || product.n === 1 || (outputs < 4096 && product.k >= 512)) recordThinMatmul(product, recorder);
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
    readFunction({ name: "a_four", at: "row: u32, depth: u32", binding: "a", fours: fours.a, inside: "row < m()", first: "depth", length: "k()", across: `i32(row) * ${parameters.i32(a.outer)}`, stride: parameters.i32(a.inner) }),
    readFunction({ name: "b_four", at: "depth: u32, column: u32", binding: "b", fours: fours.b, inside: "depth < k()", first: "column", length: "n()", across: `i32(depth) * ${parameters.i32(b.inner)}`, stride: parameters.i32(b.outer) }),
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

/** Expressions and names of a function that reads four neighbours of a factor. */
interface FourReader {
  readonly name: string;
  readonly at: string;
  readonly binding: string;
  /** Whether the binding holds vectors of four. */
  readonly fours: boolean;
  readonly inside: string;
  readonly first: string;
  readonly length: string;
  readonly across: string;
  readonly stride: string;
}

/** Four elements along one axis; 0 beyond the edges. */
function readFunction({ name, at, binding, fours, inside, first, length, across, stride }: FourReader): string {
  const read = fours
    ? `if (${inside} && ${first} < ${length}) { four = ${binding}[u32(base + ${across} + i32(${first})) / 4u]; }`
    : [0, 1, 2, 3].map((i) => `if (${inside} && ${first} + ${i}u < ${length}) { four[${i}] = ${binding}[u32(base + ${across} + i32(${first} + ${i}u) * ${stride})]; }`).join("\n  ");
  return `fn ${name}(base: i32, ${at}) -> vec4<Number> {\n  var four: vec4<Number>;\n  ${read}\n  return four;\n}`;
}

function storeFunction(fours: boolean): string {
  const store = fours
    ? "if (column < n()) { result[(row_start + column) / 4u] = value; }"
    : [0, 1, 2, 3].map((i) => `if (column + ${i}u < n()) { result[row_start + column + ${i}u] = value[${i}]; }`).join("\n  ");
  return `fn store_four(row_start: u32, column: u32, value: vec4<Number>) {\n  ${store}\n}`;
}
