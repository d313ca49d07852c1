/** Folds over axes: passes of workgroup trees or of single invocations, until one value an output is left. */
import { shaders } from "../../shaders/index.ts";
import type { ReduceCall, View } from "../backend.ts";
import { bytesOf, computeDtype } from "../dtype.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordCopy } from "./elementwise.ts";
import { type Fold, foldDeclarations, foldedType, isSearch, searchDeclarations } from "./folds.ts";
import { workgroupsFor, type Recorder } from "./kernel.ts";
import { joinAxes } from "./layout.ts";
import { inputBinding, offsetFunction, outputBinding, Parameters } from "./source.ts";

/** Elements that one invocation folds at most, in blocks, before the next pass or a tree goes on: the bound on a sum's rounding error. */
const serialChunk = 64;
const treeChunk = 64 * serialChunk;

/** What is folded: outer positions and, at each, inner ones. */
interface Walk {
  readonly buffer: GpuBuffer;
  readonly outer: readonly number[];
  readonly outerStrides: readonly number[];
  readonly inner: readonly number[];
  readonly innerStrides: readonly number[];
  readonly offset: number;
}

interface Pass {
  readonly walk: Walk;
  /** Reads the call's input; later passes read what the pass before left. */
  readonly first: boolean;
  readonly entryPoint: "tree" | "serial";
  /** Elements folded to one, and how many such stretches an output has. */
  readonly chunk: number;
  readonly chunks: number;
}

export function recordReduce({ op, axes, input, output }: ReduceCall, recorder: Recorder): void {
  if (sizeOf(output.shape) === 0) return;
  const words = wordOutput(output, recorder);
  const fold: Fold = { op, folded: foldedType(op, input.dtype, output.dtype), dtype: input.dtype };
  recordPasses(fold, planPass(walkOf(input, axes), true), words.buffer as GpuBuffer, recorder);
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}

function walkOf({ buffer, shape, strides, offset }: View, axes: readonly number[]): Walk {
  const isFolded = (_: number, axis: number): boolean => axes.includes(axis);
  const isKept = (_: number, axis: number): boolean => !axes.includes(axis);
  const outer = joinAxes(shape.filter(isKept), [strides.filter(isKept)]);
  const inner = joinAxes(shape.filter(isFolded), [strides.filter(isFolded)]);
  return { buffer: buffer as GpuBuffer, outer: outer.shape, outerStrides: outer.strides[0]!, inner: inner.shape, innerStrides: inner.strides[0]!, offset };
}

function recordPasses(fold: Fold, pass: Pass, result: GpuBuffer, recorder: Recorder): void {
  if (pass.chunks === 1) return recordPass(fold, pass, result, recorder);
  const outputs = sizeOf(pass.walk.outer);
  const partial = recorder.temporary(outputs * pass.chunks * (isSearch(fold.op) ? 8 : 4));
  recordPass(fold, pass, partial, recorder);
  const byTree = pass.entryPoint === "tree";
  const rest: Walk = { buffer: partial, outer: [outputs], outerStrides: [byTree ? pass.chunks : 1], inner: [pass.chunks], innerStrides: [byTree ? 1 : outputs], offset: 0 };
  recordPasses(fold, planPass(rest, false), result, recorder);
}

const nearest = (strides: readonly number[]): number => Math.min(Infinity, ...strides.map(Math.abs).filter((stride) => stride > 0));

/** Neighbouring invocations should read neighbouring elements: along the folded axes for a tree, across outputs otherwise. */
function planPass(walk: Walk, first: boolean): Pass {
  const { outer, outerStrides, inner, innerStrides } = walk;
  const length = sizeOf(inner);
  const alongFolded = sizeOf(outer) === 1 || nearest(innerStrides) <= nearest(outerStrides);
  const entryPoint = length > serialChunk && alongFolded ? "tree" : "serial";
  const chunk = entryPoint === "tree" ? treeChunk : serialChunk;
  return { walk, first, entryPoint, chunk, chunks: Math.max(1, Math.ceil(length / chunk)) };
}

/** The output itself when its elements are words, otherwise a place of words to convert from. */
export function wordOutput(output: View, recorder: Recorder): View {
  if (bytesOf(output.dtype) === 4) return output;
  const dtype = computeDtype(output.dtype) === "bool" ? "uint32" : computeDtype(output.dtype);
  return { buffer: recorder.temporary(sizeOf(output.shape) * 4), dtype, shape: output.shape, strides: contiguousStrides(output.shape), offset: 0 };
}

function recordPass(fold: Fold, { walk, first, entryPoint, chunk, chunks }: Pass, output: GpuBuffer, recorder: Recorder): void {
  const parameters = new Parameters();
  const outputs = sizeOf(walk.outer);
  const declarations = [
    parameters.functions({ outputs, inner: sizeOf(walk.inner), chunk, chunks }),
    offsetFunction("outer_offset", parameters, walk.outer, walk.outerStrides, walk.offset),
    offsetFunction("inner_offset", parameters, walk.inner, walk.innerStrides, 0),
    inputBinding(0, "input", "u32"),
    outputBinding(1, "result", "u32"),
    isSearch(fold.op) ? searchDeclarations(fold, first, chunks === 1) : foldDeclarations(fold, first),
  ];
  const stretches = outputs * chunks;
  recorder.record({
    shader: "reduce",
    entryPoint,
    text: [parameters.declaration(), ...declarations].join("\n"),
    inputs: [walk.buffer],
    output,
    words: parameters.words,
    workgroups: entryPoint === "tree" ? stretches : workgroupsFor(shaders.reduce, "serial", stretches),
  });
}
