/** Products by tiles in workgroup memory: the way of GPUs. */
import { sizeOf } from "../shape.ts";
import { bytesOf } from "../dtype.ts";
import type { GpuBuffer } from "./buffers.ts";
import type { Recorder } from "./kernel.ts";
import { factorBinding, type Factor, type Product } from "./product.ts";
import { elementFunction, offsetFunction, Parameters, wgslType } from "./source.ts";
import { type Store, storeCode, storeFourCode } from "./store.ts";

export function recordTiledMatmul({ a, b, batch, m, n, k }: Product, store: Store, recorder: Recorder): void {
  const type = wgslType(store.from);
  const parameters = new Parameters();
  const batches = sizeOf(batch);
  const [rows, columns] = tileFor(m, n, batches);
  const fours = { a: readsFours(a, a.inner, a.outer, k), b: readsFours(b, b.outer, b.inner, n) };
  const place = { inputs: 2, parameters };
  const stored = n % 4 === 0 ? storeFourCode(store, place) : storeCode(store, place);
  const declarations = [
    `alias Number = ${type};`,
    `const ROWS = ${rows}u;`,
    `const COLUMNS = ${columns}u;`,
    `const A_DOWN = ${a.inner !== 1 && a.outer === 1}; const B_DOWN = ${b.outer !== 1 && b.inner === 1};`,
    parameters.functions({ m, n, k, batches }),
    offsetFunction("a_batch", parameters, batch, a.batchStrides, a.view.offset),
    offsetFunction("b_batch", parameters, batch, b.batchStrides, b.view.offset),
    factorBinding(0, "a", a, fours.a),
    factorBinding(1, "b", b, fours.b),
    readFunction({ name: "a", at: "row: u32, depth: u32", fours: fours.a, factor: a, inside: "row < m()", first: "depth", length: "k()", across: `i32(row) * ${parameters.i32(a.outer)}`, stride: parameters.i32(a.inner) }),
    readFunction({ name: "b", at: "depth: u32, column: u32", fours: fours.b, factor: b, inside: "depth < k()", first: "column", length: "n()", across: `i32(depth) * ${parameters.i32(b.inner)}`, stride: parameters.i32(b.outer) }),
    stored.declarations,
    storeRowFunction(n % 4 === 0),
  ];
  recorder.record({
    shader: "matmul",
    entryPoint: "main",
    text: [parameters.declaration(), ...declarations].join("\n"),
    inputs: [a.view.buffer as GpuBuffer, b.view.buffer as GpuBuffer, ...stored.buffers],
    output: store.output.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: batches * Math.ceil(m / (rows * 8)) * Math.ceil(n / (columns * 32)),
  });
}

/** Rows, and columns in fours, of one invocation. Tiles of 64 x 64 do more with each element read; smaller ones leave fewer multiprocessors idle. */
function tileFor(m: number, n: number, batches: number): [number, number] {
  const large = batches * Math.ceil(m / 64) * Math.ceil(n / 64);
  return large >= 64 ? [8, 2] : [4, 1];
}

/** Four neighbours along the given axis can be read at once, everywhere in the matrix. */
function readsFours({ view, batchStrides }: Factor, along: number, across: number, length: number): boolean {
  return bytesOf(view.dtype) === 4 && along === 1 && [...batchStrides, across, view.offset, length].every((number) => number % 4 === 0);
}

/** Expressions and names of a function that reads four neighbours of a factor. */
interface FourReader {
  readonly name: "a" | "b";
  readonly at: string;
  readonly factor: Factor;
  /** Whether the binding holds vectors of four. */
  readonly fours: boolean;
  readonly inside: string;
  readonly first: string;
  readonly length: string;
  readonly across: string;
  readonly stride: string;
}

/** Four elements along one axis; 0 beyond the edges. */
function readFunction({ name, at, factor, fours, inside, first, length, across, stride }: FourReader): string {
  const read = fours
    ? `if (${inside} && ${first} < ${length}) { four = ${name}[u32(base + ${across} + i32(${first})) / 4u]; }`
    : [0, 1, 2, 3].map((i) => `if (${inside} && ${first} + ${i}u < ${length}) { four[${i}] = ${name}_at(base + ${across} + i32(${first} + ${i}u) * ${stride}); }`).join("\n  ");
  return `${fours ? "" : elementFunction(`${name}_at`, name, factor.view.dtype)}
fn ${name}_four(base: i32, ${at}) -> vec4<Number> {\n  var four: vec4<Number>;\n  ${read}\n  return four;\n}`;
}

/** Four neighbours of a row, as far as the row goes. */
function storeRowFunction(fours: boolean): string {
  const store = fours
    ? "if (column < n()) { store_four((row_start + column) / 4u, values); }"
    : "for (var i = 0u; i < min(4u, n() - min(column, n())); i++) { store(row_start + column + i, values[i]); }";
  return `fn store_in_row(row_start: u32, column: u32, values: vec4<Number>) { ${store} }`;
}
