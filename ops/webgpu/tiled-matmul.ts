/** Products by tiles in workgroup memory: the way of GPUs. */
import { sizeOf } from "../shape.ts";
import { bytesOf } from "../dtype.ts";
import type { GpuBuffer } from "./buffers.ts";
import type { Recorder } from "./kernel.ts";
import { factorBinding, factorFunction, type Factor, type Product } from "./product.ts";
import { offsetFunction, Parameters, wgslType } from "./source.ts";
import { type Store, storeInRowsCode } from "./store.ts";

interface Tiles {
  readonly sizes: { readonly batches: number; readonly m: number; readonly n: number; readonly k: number };
  /** Whether neighbouring lanes read along k, for `b`, or along the rows, for `a`. */
  readonly down: { readonly a: boolean; readonly b: boolean };
  /** Bindings, `alias Number`, and the functions that the shader's header names, as far as sizes do not tell them. */
  readonly declarations: readonly string[];
  readonly parameters: Parameters;
  readonly inputs: readonly GpuBuffer[];
  readonly output: GpuBuffer;
}

export function recordTiles({ sizes, down, declarations, parameters, inputs, output }: Tiles, recorder: Recorder): void {
  const { batches, m, n } = sizes;
  const { rows, columns } = recorder.tileFor(sizes);
  const text = [
    `const ROWS = ${rows}u;`,
    `const COLUMNS = ${columns}u;`,
    `const A_DOWN = ${down.a}; const B_DOWN = ${down.b};`,
    parameters.functions(sizes),
    ...declarations,
  ];
  recorder.record({
    shader: "matmul",
    entryPoint: "main",
    text: [parameters.declaration(), ...text].join("\n"),
    inputs,
    output,
    words: parameters.words,
    workgroups: batches * Math.ceil(m / (rows * 8)) * Math.ceil(n / (columns * 32)),
  });
}

export function recordTiledMatmul({ a, b, batch, m, n, k }: Product, store: Store, recorder: Recorder): void {
  const parameters = new Parameters();
  const fours = { a: readsFours(a, a.inner, a.outer, k), b: readsFours(b, b.outer, b.inner, n) };
  const stored = storeInRowsCode(store, n, { inputs: 2, parameters });
  const declarations = [
    `alias Number = ${wgslType(store.from)};`,
    offsetFunction("a_batch", parameters, batch, a.batchStrides, a.view.offset),
    offsetFunction("b_batch", parameters, batch, b.batchStrides, b.view.offset),
    factorBinding(0, "a", a.view, fours.a),
    factorBinding(1, "b", b.view, fours.b),
    readFunction({ name: "a", at: "row: u32, depth: u32", fours: fours.a, factor: a, inside: "row < m()", first: "depth", length: "k()", across: `row * ${parameters.u32(a.outer)}`, stride: parameters.u32(a.inner) }),
    readFunction({ name: "b", at: "depth: u32, column: u32", fours: fours.b, factor: b, inside: "depth < k()", first: "column", length: "n()", across: `depth * ${parameters.u32(b.inner)}`, stride: parameters.u32(b.outer) }),
    stored.declarations,
  ];
  recordTiles({
    sizes: { batches: sizeOf(batch), m, n, k },
    down: { a: a.inner !== 1 && a.outer === 1, b: b.outer !== 1 && b.inner === 1 },
    declarations,
    parameters,
    inputs: [a.view.buffer as GpuBuffer, b.view.buffer as GpuBuffer, ...stored.buffers],
    output: store.output.buffer as GpuBuffer,
  }, recorder);
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
    ? `if (${inside} && ${first} < ${length}) { four = ${name}[(u32(base) + ${across} + ${first}) / 4u]; }`
    : [0, 1, 2, 3].map((i) => `if (${inside} && ${first} + ${i}u < ${length}) { four[${i}] = ${name}_at(u32(base) + ${across} + (${first} + ${i}u) * ${stride}); }`).join("\n  ");
  return `${fours ? "" : factorFunction(name, factor.view)}
fn ${name}_four(base: i32, ${at}) -> vec4<Number> {\n  var four: vec4<Number>;\n  ${read}\n  return four;\n}`;
}
