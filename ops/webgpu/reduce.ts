/** Folds over axes: passes of workgroup trees or of single invocations, until one value an output is left. */
import { shaders } from "../../shaders/index.ts";
import type { ReduceCall, ReduceOp, View } from "../backend.ts";
import { bytesOf, computeDtype, type Dtype } from "../dtype.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordCopy } from "./elementwise.ts";
import { workgroupsFor, type Recorder } from "./kernel.ts";
import { joinAxes } from "./layout.ts";
import { elementFunction, inputBinding, offsetFunction, outputBinding, Parameters, wgslType } from "./source.ts";

/** Elements that one invocation adds up before its sum joins a tree: the bound on a sum's rounding error. */
const serialChunk = 64;
const treeChunk = 64 * 64;

/** What is folded: outer positions and, at each, inner ones. */
interface Walk {
  readonly buffer: GpuBuffer;
  readonly outer: readonly number[];
  readonly outerStrides: readonly number[];
  readonly inner: readonly number[];
  readonly innerStrides: readonly number[];
  readonly offset: number;
}

export function recordReduce({ op, axes, input, output }: ReduceCall, recorder: Recorder): void {
  if (sizeOf(output.shape) === 0) return;
  const words = wordOutput(output, recorder);
  const folded = foldedType(op, input.dtype, output.dtype);
  const isFolded = (_: number, axis: number): boolean => axes.includes(axis);
  const isKept = (_: number, axis: number): boolean => !axes.includes(axis);
  const outer = joinAxes(input.shape.filter(isKept), [input.strides.filter(isKept)]);
  const inner = joinAxes(input.shape.filter(isFolded), [input.strides.filter(isFolded)]);
  let walk: Walk = { buffer: input.buffer as GpuBuffer, outer: outer.shape, outerStrides: outer.strides[0]!, inner: inner.shape, innerStrides: inner.strides[0]!, offset: input.offset };
  let first = true;
  while (true) {
    const pass = planPass(walk);
    const outputs = sizeOf(walk.outer);
    const last = pass.chunks === 1;
    const target = last ? (words.buffer as GpuBuffer) : recorder.temporary(outputs * pass.chunks * (isSearch(op) ? 8 : 4));
    recordPass(op, folded, input.dtype, walk, pass, target, first, last, recorder);
    if (last) break;
    const byTree = pass.entryPoint === "tree";
    walk = { buffer: target, outer: [outputs], outerStrides: [byTree ? pass.chunks : 1], inner: [pass.chunks], innerStrides: [byTree ? 1 : outputs], offset: 0 };
    first = false;
  }
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}

const nearest = (strides: readonly number[]): number => Math.min(Infinity, ...strides.map(Math.abs).filter((stride) => stride > 0));

/** Neighbouring invocations should read neighbouring elements: along the folded axes for a tree, across outputs otherwise. */
function planPass({ outer, outerStrides, inner, innerStrides }: Walk): { entryPoint: "tree" | "serial"; chunk: number; chunks: number } {
  const length = sizeOf(inner);
  const alongFolded = sizeOf(outer) === 1 || nearest(innerStrides) <= nearest(outerStrides);
  const entryPoint = length > serialChunk && alongFolded ? "tree" : "serial";
  const chunk = entryPoint === "tree" ? treeChunk : serialChunk;
  return { entryPoint, chunk, chunks: Math.max(1, Math.ceil(length / chunk)) };
}

const isSearch = (op: ReduceOp): boolean => op === "argmax" || op === "argmin";

/** The dtype of the values that are folded, 32 bits wide; a bool counts as 0 or 1. */
function foldedType(op: ReduceOp, input: Dtype, output: Dtype): Dtype {
  if (op === "any" || op === "all") return "bool";
  return op === "sum" || op === "prod" ? computeDtype(output) : computeDtype(input);
}

/** The output itself when its elements are words, otherwise a place of words to convert from. */
export function wordOutput(output: View, recorder: Recorder): View {
  if (bytesOf(output.dtype) === 4) return output;
  const dtype = computeDtype(output.dtype) === "bool" ? "uint32" : computeDtype(output.dtype);
  return { buffer: recorder.temporary(sizeOf(output.shape) * 4), dtype, shape: output.shape, strides: contiguousStrides(output.shape), offset: 0 };
}

function recordPass(op: ReduceOp, folded: Dtype, dtype: Dtype, walk: Walk, pass: ReturnType<typeof planPass>, target: GpuBuffer, first: boolean, last: boolean, recorder: Recorder): void {
  const parameters = new Parameters();
  const outputs = sizeOf(walk.outer);
  const numbers = parameters.functions({ outputs, inner: sizeOf(walk.inner), chunk: pass.chunk, chunks: pass.chunks });
  const declarations = [
    numbers,
    offsetFunction("outer_offset", parameters, walk.outer, walk.outerStrides, walk.offset),
    offsetFunction("inner_offset", parameters, walk.inner, walk.innerStrides, 0),
    inputBinding(0, "input", "u32"),
    outputBinding(1, "result", "u32"),
    isSearch(op) ? search(op, folded, dtype, first, last) : fold(op, folded, dtype, first),
  ];
  const stretches = outputs * pass.chunks;
  recorder.record({
    shader: "reduce",
    entryPoint: pass.entryPoint,
    text: [parameters.declaration(), ...declarations].join("\n"),
    inputs: [walk.buffer],
    output: target,
    words: parameters.words,
    workgroups: pass.entryPoint === "tree" ? stretches : workgroupsFor(shaders.reduce, "serial", stretches),
  });
}

const combined: Record<string, string> = { sum: "a + b", prod: "a * b", any: "a | b", all: "a & b" };

/** Declarations for a fold of values. Bools are folded as u32. */
function fold(op: ReduceOp, folded: Dtype, dtype: Dtype, first: boolean): string {
  const type = folded === "bool" ? "u32" : wgslType(folded);
  const extreme = op === "max" ? "maximum" : "minimum";
  const combine = combined[op] ?? (type === "f32" ? `${extreme}_f32(a, b)` : `${op}(a, b)`);
  const read = first ? elementFunction("read_input", "input", dtype) : `fn read_input(at: i32) -> ${type} { return bitcast<${type}>(input[u32(at)]); }`;
  const source = first ? wgslType(dtype) : type;
  const value = cast("read_input(at)", source, folded === "bool" ? "bool" : type, type);
  return [
    `alias Folded = ${type};`,
    read,
    `fn identity() -> Folded { return ${identityOf(op, type)}; }`,
    `fn combine(a: Folded, b: Folded) -> Folded { return ${combine}; }`,
    `fn element(at: i32, position: u32) -> Folded { return ${value}; }`,
    `fn store(index: u32, folded: Folded) { result[index] = bitcast<u32>(folded); }`,
  ].join("\n");
}

/** From the type read, through the type folded, to the type that holds it. */
function cast(value: string, source: string, through: string, type: string): string {
  const inner = source === through ? value : `${source}_to_${through}(${value})`;
  return through === type ? inner : `${through}_to_${type}(${inner})`;
}

function identityOf(op: ReduceOp, type: string): string {
  if (op === "max" || op === "argmax") return { f32: "-inf_f32()", i32: "-2147483647 - 1", u32: "0u" }[type]!;
  if (op === "min" || op === "argmin") return { f32: "inf_f32()", i32: "2147483647", u32: "0xffffffffu" }[type]!;
  return op === "prod" || op === "all" ? `${type}(1)` : `${type}(0)`;
}

/** Declarations for the search of a position: between passes a value and its position, at the end the position. */
function search(op: ReduceOp, folded: Dtype, dtype: Dtype, first: boolean, last: boolean): string {
  const type = folded === "bool" ? "u32" : wgslType(folded);
  const value = cast("read_input(at)", wgslType(dtype), type, type);
  const nan = (name: string): string => (type === "f32" ? `isnan_f32(${name}.value)` : "false");
  const beats = op === "argmax" ? "b.value > a.value" : "b.value < a.value";
  return [
    "struct Folded { value: Value, position: u32 }",
    `alias Value = ${type};`,
    first ? elementFunction("read_input", "input", dtype) : "",
    `fn identity() -> Folded { return Folded(${identityOf(op, type)}, 0xffffffffu); }`,
    "fn combine(a: Folded, b: Folded) -> Folded {",
    "  if (a.position == 0xffffffffu) { return b; }",
    "  if (b.position == 0xffffffffu) { return a; }",
    `  if (${nan("a")} != ${nan("b")}) { if (${nan("a")}) { return a; } return b; }`,
    `  if (!${nan("a")} && a.value != b.value) { if (${beats}) { return b; } return a; }`,
    "  if (b.position < a.position) { return b; }",
    "  return a;",
    "}",
    first
      ? `fn element(at: i32, position: u32) -> Folded { return Folded(${value}, position); }`
      : "fn element(at: i32, position: u32) -> Folded { return Folded(bitcast<Value>(input[2 * at]), input[2 * at + 1]); }",
    last
      ? "fn store(index: u32, folded: Folded) { result[index] = folded.position; }"
      : "fn store(index: u32, folded: Folded) { result[2u * index] = bitcast<u32>(folded.value); result[2u * index + 1u] = folded.position; }",
  ].join("\n");
}
