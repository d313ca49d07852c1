/** Attention in one kernel, whose scores are never stored; in two where keys are split between workgroups. */
import { shaders } from "../../shaders/index.ts";
import type { AttentionCall, View } from "../backend.ts";
import { bytesOf } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordCopy } from "./copy.ts";
import { type Recorder, workgroupsFor } from "./kernel.ts";
import { factorFunction } from "./product.ts";
import { wordOutput } from "./reduce.ts";
import { inputBinding, outputBinding, Parameters } from "./source.ts";

type Four = readonly [number, number, number, number];

interface Form {
  readonly lanes: number;
  /** Lanes that have a row in common. */
  readonly share: 1 | 4;
  /** Queries of an invocation. */
  readonly rows: number;
  readonly splits: number;
}

/**
 * Numbers of queries that an invocation holds on a software GPU, at much work (in multiplications) and at little. On SwiftShader, 12 heads
 * of 256 by 64: 128 take 0.78 of the time of 64, and 32 take 1.44; but 128 compile in 0.8 s and 64 in 0.2.
 */
const heldNumbers = { much: 128, little: 64 };
const muchWork = 2 ** 26;
/** A GPU wants so many invocations, and keys enough for each to be worth a merge. */
const wantedInvocations = 2 ** 14;
const fewestKeys = 64;

function formFor({ q, k, v }: AttentionCall, { isSoftware, subgroupSize }: Recorder["adapter"]): Form {
  const [batches, heads, queries, depth] = q.shape as Four;
  const [lanes, share] = subgroupSize === 4 ? [4, 4 as const] : [64, 1 as const];
  const width = v.shape[3]!;
  const work = batches * heads * queries * k.shape[2]! * (depth + width);
  const held = Math.floor((heldNumbers[work < muchWork ? "little" : "much"] * share) / Math.max(depth, width));
  const rows = isSoftware ? Math.max(1, Math.min(held, queries)) : 1;
  const wanted = isSoftware ? 1 : Math.ceil(wantedInvocations / (batches * heads * queries));
  return { lanes, share, rows, splits: Math.max(1, Math.min(wanted, Math.floor(k.shape[2]! / fewestKeys))) };
}

export function recordAttention(call: AttentionCall, recorder: Recorder): void {
  const { q, k, v, mask, causal, scale, output } = call;
  if (sizeOf(output.shape) === 0) return;
  const words = wordOutput(output, recorder);
  const [batches, heads, queries, depth] = q.shape as Four;
  const width = v.shape[3]!;
  const { lanes, share, rows, splits } = formFor(call, recorder.adapter);
  const parts = splits === 1 ? undefined : recorder.temporary(splits * batches * heads * queries * (width + 2) * 4);
  const parameters = new Parameters();
  const buffers = [q, k, v, ...(mask === undefined ? [] : [mask])].map(({ buffer }) => buffer as GpuBuffer);
  recorder.record({
    shader: "attention",
    entryPoint: "main",
    text: [
      ...sliceFunctions(share),
      `const LANES = ${lanes}u; const SHARE = ${share}u; const ROWS = ${rows}u; const D4 = ${Math.ceil(depth / 4)}u; const E4 = ${Math.ceil(width / 4)}u;`,
      `const E = ${width}u; const STEP = ${parts === undefined ? width : width + 2}u; const CAUSAL = ${causal};`,
      parameters.functions({ batches, heads, sharing: heads / k.shape[1]!, queries, keys: k.shape[2]!, splits }),
      `fn factor() -> f32 { return ${parameters.f32(scale * Math.LOG2E)}; }`,
      ...rowFunctions("q", 0, q, depth, share, parameters),
      ...rowFunctions("k", 1, k, depth, share, parameters),
      ...rowFunctions("v", 2, v, width, share, parameters),
      ...(mask === undefined ? [] : [inputBinding(3, "mask", "u32"), factorFunction("mask", mask)]),
      maskFunction(mask, parameters),
      outputBinding(buffers.length, "result", "f32"),
      ...endFunctions(parts !== undefined),
      parameters.declaration(),
    ].join("\n"),
    inputs: buffers,
    output: parts ?? (words.buffer as GpuBuffer),
    words: parameters.words,
    workgroups: batches * heads * Math.ceil(queries / ((lanes / share) * rows)) * splits,
  });
  if (parts !== undefined) recordMerge(parts, words, splits, recorder);
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}

function sliceFunctions(share: Form["share"]): string[] {
  return share === 4
    ? ["enable subgroups;", "alias Slice = f32;", "fn product(a: f32, b: f32) -> f32 { return a * b; }", "fn whole(x: f32) -> f32 { return subgroupAdd(x); }", "fn number_of(slice: f32, i: u32) -> f32 { return slice; }"]
    : ["alias Slice = vec4<f32>;", "fn product(a: Slice, b: Slice) -> f32 { return dot(a, b); }", "fn whole(x: f32) -> f32 { return x; }", "fn number_of(slice: Slice, i: u32) -> f32 { return slice[i]; }"];
}

/** How a kernel finds rows of q, k or v, and reads slices of one. */
function rowFunctions(name: "q" | "k" | "v", index: number, view: View, length: number, share: Form["share"], parameters: Parameters): string[] {
  const [batch, head, row, step] = view.strides as Four;
  const start = `fn ${name}_start(batch: u32, head: u32, row: u32) -> u32 { return ${parameters.u32(view.offset)} + batch * ${parameters.u32(batch)} + head * ${parameters.u32(head)} + row * ${parameters.u32(row)}; }`;
  const header = `fn ${name}_slice(base: u32, lane: u32, i: u32) -> Slice`;
  const fours = share === 1 && bytesOf(view.dtype) === 4 && step === 1 && [batch, head, row, view.offset, length].every((number) => number % 4 === 0);
  if (fours) return [inputBinding(index, name, "vec4<f32>"), start, `${header} { return ${name}[base / 4u + i]; }`];
  const stride = parameters.u32(step);
  const element = (at: string): string => {
    const value = `${name}_at(base + (${at}) * ${stride})`;
    return length % 4 === 0 ? value : `select(0.0, ${value}, ${at} < ${length}u)`;
  };
  const slice = share === 4 ? element("i * 4u + lane") : `vec4(${[0, 1, 2, 3].map((c) => element(`i * 4u + ${c}u`)).join(", ")})`;
  return [inputBinding(index, name, "u32"), factorFunction(name, view), start, `${header} { return ${slice}; }`];
}

/** What causality and the mask make of a score. */
function maskFunction(mask: View | undefined, parameters: Parameters): string {
  const steps: string[] = [];
  if (mask !== undefined) {
    const strides = broadcastStrides(mask, 4);
    const places = ["batch", "head", "row", "key"].map((name, axis) => `${name} * ${parameters.u32(strides[axis]!)}`);
    const value = `mask_at(${parameters.u32(mask.offset)} + ${places.join(" + ")})`;
    steps.push(mask.dtype === "bool" ? `seen = select(LEAST, seen, ${value});` : `seen += ${value} * ${Math.LOG2E};`);
  }
  steps.push("if (CAUSAL) { seen = select(LEAST, seen, i32(key) <= i32(row) + i32(keys()) - i32(queries())); }");
  return `fn masked(score: f32, batch: u32, head: u32, row: u32, key: u32) -> f32 {
  var seen = score;
  ${steps.join("\n  ")}
  return select(seen, LEAST, seen < LEAST);
}`;
}

/** Strides of a view that is broadcast to a shape of this rank. */
function broadcastStrides({ shape, strides }: View, rank: number): number[] {
  const own = shape.map((length, axis) => (length === 1 ? 0 : strides[axis]!));
  return [...Array.from({ length: rank - shape.length }, () => 0), ...own];
}

function endFunctions(isPart: boolean): string[] {
  if (!isPart) return ["fn share_of(total: f32) -> f32 { return select(1.0 / total, 0.0, total == 0.0); }", "fn finish(place: u32, greatest: f32, total: f32) {}"];
  return ["fn share_of(total: f32) -> f32 { return 1.0; }", "fn finish(place: u32, greatest: f32, total: f32) { result[place * STEP + E] = greatest; result[place * STEP + E + 1u] = total; }"];
}

function recordMerge(parts: GpuBuffer, output: View, splits: number, recorder: Recorder): void {
  const parameters = new Parameters();
  const width = output.shape[3]!;
  const size = sizeOf(output.shape);
  recorder.record({
    shader: "attentionMerge",
    entryPoint: "main",
    text: [
      `const E = ${width}u;`,
      parameters.functions({ rows: size / width, splits }),
      inputBinding(0, "pieces", "f32"),
      outputBinding(1, "result", "f32"),
      parameters.declaration(),
    ].join("\n"),
    inputs: [parts],
    output: output.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: workgroupsFor(shaders.attentionMerge, "main", size),
  });
}
