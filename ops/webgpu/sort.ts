/**
 * Sorting along an axis: pairs of a key, whose unsigned order is the wanted one, and an index go through a bitonic network: blocks in
 * workgroup memory first, then by steps over the whole row, each followed by blocks again. Rows are padded to a power of two.
 */
import type { SortCall } from "../backend.ts";
import { type Dtype, computeDtype } from "../dtype.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { asBits, recordCopy } from "./copy.ts";
import type { Recorder } from "./kernel.ts";
import { wordOutput } from "./reduce.ts";
import { castExpression, elementFunction, inputBinding, offsetFunction, outputBinding, Parameters } from "./source.ts";

const greatestBlock = 1024;

interface Sort {
  readonly call: SortCall;
  /** Rows, and pairs in each. */
  readonly rows: number;
  readonly padded: number;
  readonly block: number;
  readonly pairs: GpuBuffer;
  readonly recorder: Recorder;
}

export function recordSort(call: SortCall, recorder: Recorder): void {
  const { input, axis } = call;
  if (sizeOf(call.output.shape) === 0) return;
  const rows = sizeOf(input.shape) / input.shape[axis]!;
  const padded = Math.max(2, 2 ** Math.ceil(Math.log2(input.shape[axis]!)));
  const block = Math.min(padded, greatestBlock);
  const pairs = recorder.temporary(rows * padded * 8);
  const sort: Sort = { call, rows, padded, block, pairs, recorder };
  recordBlocks(sort, 2, block, true);
  for (let span = 2 * block; span <= padded; span *= 2) {
    for (let apart = span / 2; apart >= block; apart /= 2) recordStep(sort, span, apart);
    recordBlocks(sort, span, span, false);
  }
  recordOrder(sort);
}

/** The order of keys as unsigned numbers is that of the elements; NaN is the greatest, and both zeros are one. */
function keyFunction(dtype: Dtype, descending: boolean): string {
  const compute = computeDtype(dtype);
  const sign = "0x80000000u";
  const bits = {
    bool: "bool_to_u32(x)",
    uint32: "x",
    int32: `bitcast<u32>(x) ^ ${sign}`,
    float32: "float_key(x)",
  }[compute as "bool" | "uint32" | "int32" | "float32"];
  // As bits, because a float that is too small may be taken for 0.
  const value = compute === "float32" ? "bitcast<u32>(element(place))" : "element(place)";
  return `fn key_of(place: i32) -> u32 { let x = ${value}; return ${descending ? "~" : ""}(${bits}); }`;
}

/** Where rows and elements of the input lie. */
function rowFunctions({ input, axis }: SortCall, parameters: Parameters): string {
  const others = (_: number, at: number): boolean => at !== axis;
  return [
    elementFunction("element", "input", input.dtype),
    offsetFunction("input_row", parameters, input.shape.filter(others), input.strides.filter(others), input.offset),
    `fn input_step() -> i32 { return ${parameters.i32(input.strides[axis]!)}; }`,
  ].join("\n");
}

function recordBlocks({ call, rows, padded, block, pairs, recorder }: Sort, firstSpan: number, lastSpan: number, first: boolean): void {
  const { input, axis, descending } = call;
  const blocks = (rows * padded) / block;
  const parameters = new Parameters();
  const load = first
    ? `${rowFunctions(call, parameters)}
${keyFunction(input.dtype, descending)}
fn load(at: u32) -> vec2<u32> {
  let index = at & (padded() - 1u);
  if (index >= length()) { return vec2(0xffffffffu); }
  return vec2(key_of(input_row(at / padded()) + i32(index) * input_step()), index);
}`
    : "fn load(at: u32) -> vec2<u32> { return result[at]; }";
  recorder.record({
    shader: "sortBlock",
    entryPoint: "main",
    text: [
      `const BLOCK = ${block}u; const LANES = ${Math.min(block / 2, recorder.adapter.isSoftware ? 16 : 256)}u;`,
      parameters.functions({ blocks, padded, length: input.shape[axis]!, first_span: firstSpan, last_span: lastSpan }),
      first ? inputBinding(0, "input", "u32") : "",
      outputBinding(first ? 1 : 0, "result", "vec2<u32>"),
      load,
      parameters.declaration(),
    ].join("\n"),
    inputs: first ? [input.buffer as GpuBuffer] : [],
    output: pairs,
    words: parameters.words,
    workgroups: blocks,
  });
}

/** Compares and exchanges pairs that are further apart than a block. */
function recordStep({ rows, padded, pairs, recorder }: Sort, span: number, apart: number): void {
  const size = (rows * padded) / 2;
  const parameters = new Parameters();
  recorder.record({
    shader: "each",
    entryPoint: "main",
    text: [
      parameters.functions({ size, padded, span, apart }),
      outputBinding(0, "result", "vec2<u32>"),
      `fn each(index: u32) {
  let low = index & (apart() - 1u);
  let at = 2u * (index - low) + low;
  let a = result[at];
  let b = result[at + apart()];
  let after = a.x > b.x || (a.x == b.x && a.y > b.y);
  if (after == ((at & (padded() - 1u) & span()) == 0u)) {
    result[at] = b;
    result[at + apart()] = a;
  }
}`,
      parameters.declaration(),
    ].join("\n"),
    inputs: [],
    output: pairs,
    words: parameters.words,
    workgroups: Math.ceil(size / 64),
  });
}

/** The first of each row, as elements or as indices. */
function recordOrder({ call, padded, pairs, recorder }: Sort): void {
  const { axis, yields } = call;
  const [input, output] = [asBits(call.input), asBits(call.output)];
  const words = wordOutput(output, recorder);
  const others = (_: number, at: number): boolean => at !== axis;
  const rows = output.shape.filter(others);
  const strides = contiguousStrides(output.shape);
  const parameters = new Parameters();
  const value = yields === "indices" ? "place" : castExpression("element(input_row(row) + i32(place) * input_step())", input.dtype, words.dtype);
  recorder.record({
    shader: "each",
    entryPoint: "main",
    text: [
      parameters.functions({ size: sizeOf(output.shape), padded, wanted: output.shape[axis]! }),
      inputBinding(0, "pairs", "vec2<u32>"),
      inputBinding(1, "input", "u32"),
      outputBinding(2, "result", "u32"),
      rowFunctions({ ...call, input }, parameters),
      offsetFunction("output_row", parameters, rows, strides.filter(others), 0),
      `fn each(index: u32) {
  let row = index / wanted();
  let rank = index % wanted();
  let place = pairs[row * padded() + rank].y;
  result[output_row(row) + i32(rank) * ${parameters.i32(strides[axis]!)}] = bitcast<u32>(${value});
}`,
      parameters.declaration(),
    ].join("\n"),
    inputs: [pairs, input.buffer as GpuBuffer],
    output: words.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: Math.ceil(sizeOf(output.shape) / 64),
  });
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}
