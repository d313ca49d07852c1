/** Folds over axes: passes along the folded axes or across them, until one value an output is left. */
import type { Chain, Instruction, ReduceCall, View } from "../backend.ts";
import { rawDtype, resultDtype } from "../calls.ts";
import { bytesOf, computeDtype, type Dtype } from "../dtype.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { chainCode } from "./chain.ts";
import { recordCopy } from "./copy.ts";
import { type Fold, foldDeclarations, foldedDtype, foldedType, gatherFunction, isSearch } from "./folds.ts";
import type { Recorder } from "./kernel.ts";
import { evaluateFunction, flopsOf, hasBranches, isLong } from "./program.ts";
import { outputBinding, Parameters, wgslType } from "./source.ts";
import { type Fours, foursAlong, type Walk, walkCode, walkOf } from "./walk.ts";

/** Elements that are folded into one before the next pass goes on: the bound on a sum's rounding error. Along the axes they are shared by many invocations. */
const chunkAlong = 4096;
const chunkAcross = 64;

interface Pass {
  readonly walk: Walk;
  /** Whether it reads the call's inputs; later passes read what the pass before left. */
  readonly first: boolean;
  readonly along: boolean;
  /** Stretches that an output has. */
  readonly chunks: number;
}

export function recordReduce(call: ReduceCall, recorder: Recorder): void {
  const { op, axes, input, prologue, output } = call;
  if (sizeOf(output.shape) === 0) return;
  const words = wordOutput(output, recorder);
  const value = prologue === undefined ? input.dtype : resultDtype(prologue);
  const raw = rawDtype(call);
  const fold: Fold = { op, folded: foldedDtype(op, value, raw) };
  const walk = walkOf([input, ...(prologue?.inputs ?? [])], axes);
  recordPasses({ fold, call, output: words, recorder }, planPass(walk, true));
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}

interface Reduction {
  readonly fold: Fold;
  readonly call: ReduceCall;
  readonly output: View;
  readonly recorder: Recorder;
}

function recordPasses(reduction: Reduction, pass: Pass): void {
  if (pass.chunks === 1) return recordPass(reduction, pass, reduction.output.buffer as GpuBuffer);
  const { fold, recorder } = reduction;
  const outputs = sizeOf(pass.walk.outer);
  const partial = recorder.temporary(outputs * pass.chunks * (isSearch(fold.op) ? 8 : 4));
  recordPass(reduction, pass, partial);
  const [shape, axis] = pass.along ? [[outputs, pass.chunks], 1] : [[pass.chunks, outputs], 0];
  const view: View = { buffer: partial, dtype: fold.folded === "bool" ? "uint32" : fold.folded, shape, strides: contiguousStrides(shape), offset: 0 };
  recordPasses(reduction, planPass(walkOf([view], [axis]), false));
}

const nearest = (strides: readonly number[]): number => Math.min(Infinity, ...strides.map(Math.abs).filter((stride) => stride > 0));

/** Neighbouring invocations should read neighbouring elements: along the folded axes, or across outputs. */
function planPass(walk: Walk, first: boolean): Pass {
  const [{ outer, inner }] = walk.views as [Walk["views"][number]];
  const length = sizeOf(walk.inner);
  const nearer = sizeOf(walk.outer) === 1 || nearest(inner) <= nearest(outer);
  const along = length > 16 && nearer;
  return { walk, first, along, chunks: Math.max(1, Math.ceil(length / (along ? chunkAlong : chunkAcross))) };
}

/** The output itself when its elements are words, otherwise a place of words to convert from. */
export function wordOutput(output: View, recorder: Recorder): View {
  if (bytesOf(output.dtype) === 4) return output;
  const dtype = computeDtype(output.dtype) === "bool" ? "uint32" : computeDtype(output.dtype);
  return { buffer: recorder.temporary(sizeOf(output.shape) * 4), dtype, shape: output.shape, strides: contiguousStrides(output.shape), offset: 0 };
}

function recordPass({ fold, call, output, recorder }: Reduction, pass: Pass, target: GpuBuffer): void {
  const { walk, first, along, chunks } = pass;
  const search = isSearch(fold.op);
  const fours = search ? "none" : foursAlong(along ? "inner" : "outer", walk);
  const unit = fours === "none" ? 1 : 4;
  const { subgroupSize, isSoftware } = recorder.adapter;
  // A workgroup that is one subgroup needs no barriers, which cost most on a GPU that the processor plays; others want more lanes for long stretches.
  const isSubgroup = along && subgroupSize !== undefined && (isSoftware || sizeOf(walk.inner) < 2048);
  const lanes = isSubgroup ? subgroupSize : 64;
  const parameters = new Parameters();
  const outputs = sizeOf(walk.outer);
  const counts = parameters.functions({ outputs, inner: sizeOf(walk.inner) / (along ? unit : 1), chunk: along ? chunkAlong / unit : chunkAcross, chunks, units: along ? outputs : outputs / unit });
  const code = walkCode(walk, fours, parameters);
  const last = chunks === 1;
  const epilogue = last ? storeFinal(fold, call, output, code.buffers.length, parameters) : { declarations: storePartial(search), buffers: [] };
  const inputs = [...code.buffers, ...epilogue.buffers];
  const values = first ? valueFunction(fold, call.prologue, walk.views.map(({ view }) => view.dtype), parameters) : "";
  recorder.record({
    shader: along ? "reduceAlong" : "reduceAcross",
    entryPoint: "main",
    text: [
      isSubgroup ? "enable subgroups;" : "",
      parameters.declaration(),
      `const LANES = ${lanes}u;`,
      counts,
      ...code.bindings,
      outputBinding(inputs.length, "result", "u32"),
      code.declarations,
      foldDeclarations(fold),
      values,
      search ? searchElement(fold, first, code.elements) : wideFunctions(fold, first ? (call.prologue?.program ?? []) : undefined, fours, code.elements),
      turnFunction(first ? call.prologue : undefined),
      epilogue.declarations,
      along ? gatherFunction(search, isSubgroup) : storeWide(fours),
    ].join("\n"),
    inputs,
    output: target,
    words: parameters.words,
    workgroups: along ? outputs * chunks : Math.ceil(((outputs / (fours === "none" ? 1 : 4)) * chunks) / 64),
  });
}

/** `fn value(x0, ...)`: the number to fold from the elements of the views. */
function valueFunction({ folded }: Fold, prologue: Chain | undefined, dtypes: readonly Dtype[], parameters: Parameters): string {
  const program = evaluateFunction("value_program", prologue?.program ?? [], dtypes, folded, parameters);
  const given = dtypes.map((dtype, i) => `x${i}: ${wgslType(dtype)}`).join(", ");
  const value = `value_program(${dtypes.map((_, i) => `x${i}`).join(", ")})`;
  return `${program}\nfn value(${given}) -> ${foldedType(folded)} { return ${folded === "bool" ? `bool_to_u32(${value})` : value}; }`;
}

type Elements = readonly { readonly text: string; readonly isRepeated: boolean }[];

/** What is folded at once: four neighbours, or one. The first pass runs a program, later ones have none. */
function wideFunctions({ op, folded }: Fold, program: readonly Instruction[] | undefined, fours: Fours, elements: Elements): string {
  const texts = elements.map(({ text }, i) => `let x${i} = ${text};`).join(" ");
  const lane = (at: string): string => (program === undefined ? `x0${at}` : `value(${elements.map(({ isRepeated }, i) => (isRepeated || fours === "none" ? `x${i}` : `x${i}${at}`)).join(", ")})`);
  if (fours === "none") {
    return `alias Wide = Folded;
fn wide(at: u32) -> Wide { ${texts} return ${lane("")}; }
fn wide_identity() -> Wide { return identity(); }
fn join(a: Wide, b: Wide) -> Wide { return combine(a, b); }
fn narrow(wide: Wide) -> Folded { return wide; }`;
  }
  const symbol = { sum: "+", prod: "*", any: "|", all: "&" }[op as string];
  const join = symbol === undefined ? "vec4(combine(a.x, b.x), combine(a.y, b.y), combine(a.z, b.z), combine(a.w, b.w))" : `a ${symbol} b`;
  const type = foldedType(folded);
  const made = isLong(program ?? []) || program?.some(hasBranches)
    ? `var made: Wide; for (var lane = 0u; lane < 4u; lane++) { made[lane] = ${lane("[lane]")}; } return made;`
    : `return vec4(${[0, 1, 2, 3].map((part) => lane(`[${part}]`)).join(", ")});`;
  return `alias Wide = vec4<${type}>;
fn wide(at: u32) -> Wide { ${texts} ${made} }
fn wide_identity() -> Wide { return vec4(identity()); }
fn join(a: Wide, b: Wide) -> Wide { return ${join}; }
fn narrow(wide: Wide) -> Folded { return combine(combine(wide.x, wide.y), combine(wide.z, wide.w)); }`;
}

/** Four turns at once where little is done in them: rounding errors grow with the number of turns, and turns cost more than additions. */
function turnFunction(prologue: Chain | undefined): string {
  const four = "join(join(wide(at), wide(at + apart)), join(wide(at + 2u * apart), wide(at + 3u * apart)))";
  if (flopsOf(prologue?.program ?? []) < 10) return `fn turn(at: u32, apart: u32) -> Wide { return ${four}; }`;
  return "fn turn(at: u32, apart: u32) -> Wide { var made = wide(at); for (var i = 1u; i < 4u; i++) { made = join(made, wide(at + i * apart)); } return made; }";
}

/** Between passes a value and its position lie side by side. */
function searchElement({ folded }: Fold, first: boolean, elements: Elements): string {
  const texts = elements.map(({ text }, i) => `let x${i} = ${text};`).join(" ");
  const values = elements.map((_, i) => `x${i}`).join(", ");
  const pair = `let pair = 2 * (walk0_base + walk0_inner(at)); return Folded(bitcast<${foldedType(folded)}>(input0[pair]), input0[pair + 1]);`;
  return `alias Wide = Folded;
fn wide(at: u32) -> Wide { ${first ? `${texts} return Folded(value(${values}), at);` : pair} }
fn wide_identity() -> Wide { return identity(); }
fn join(a: Wide, b: Wide) -> Wide { return combine(a, b); }
fn narrow(wide: Wide) -> Folded { return wide; }`;
}

function storePartial(search: boolean): string {
  const statements = search
    ? "result[2u * index] = bitcast<u32>(folded.value); result[2u * index + 1u] = folded.position;"
    : "result[index] = bitcast<u32>(folded);";
  return `fn store(index: u32, folded: Folded) { ${statements} }`;
}

/** The folded number through the epilogue. */
function storeFinal({ op, folded }: Fold, { epilogue }: ReduceCall, output: View, inputs: number, parameters: Parameters): { declarations: string; buffers: readonly GpuBuffer[] } {
  const from = isSearch(op) ? "int32" : folded;
  const chain = chainCode({ name: "epilogue", chain: epilogue, shape: output.shape, from, to: output.dtype, inputs, parameters, form: "single" });
  const number = isSearch(op) ? "bitcast<i32>(folded.position)" : folded === "bool" ? "folded != 0u" : "folded";
  return { declarations: `${chain.declarations}\nfn store(index: u32, folded: Folded) { result[index] = bitcast<u32>(epilogue(${number}, index)); }`, buffers: chain.buffers };
}

/** Stretches of an output lie as far apart as there are outputs. */
function storeWide(fours: Fours): string {
  const first = `let first = chunk * outputs() + unit${fours === "none" ? "" : " * 4u"};`;
  const stores = fours === "none" ? "store(first, folded);" : ["x", "y", "z", "w"].map((part, i) => `store(first + ${i}u, folded.${part});`).join(" ");
  return `fn store_wide(unit: u32, chunk: u32, folded: Wide) { ${first} ${stores} }`;
}
