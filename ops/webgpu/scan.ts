/** Running sums and products: an invocation for each chunk of a row; chunks begin with what a scan of the chunks' totals left before them. */
import type { ScanCall, View } from "../backend.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import type { GpuBuffer } from "./buffers.ts";
import { recordCopy } from "./copy.ts";
import type { Recorder } from "./kernel.ts";
import { wordOutput } from "./reduce.ts";
import { castExpression, elementFunction, inputBinding, offsetFunction, outputBinding, Parameters, wgslType } from "./source.ts";

/** Elements of a chunk: the bound on rounding errors too. A row that is hardly longer is one chunk. */
const chunk = 64;

export function recordScan({ op, axis, input, output }: ScanCall, recorder: Recorder): void {
  const size = sizeOf(output.shape);
  if (size === 0) return;
  const words = wordOutput(output, recorder);
  const length = output.shape[axis]!;
  const chunks = length <= 4 * chunk ? 1 : Math.ceil(length / chunk);
  const scan: Scan = { op, axis, input, words, chunks, length: chunks === 1 ? length : chunk };
  if (chunks === 1) recordChunks(scan, words, undefined, recorder);
  else {
    const shape = [size / length, chunks];
    const temporary = (): View => ({ buffer: recorder.temporary(sizeOf(shape) * 4), dtype: words.dtype, shape, strides: contiguousStrides(shape), offset: 0 });
    const [totals, before] = [temporary(), temporary()];
    recordChunks(scan, totals, undefined, recorder);
    recordScan({ kind: "scan", op, axis: 1, input: totals, output: before }, recorder);
    recordChunks(scan, words, before, recorder);
  }
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}

interface Scan {
  readonly op: ScanCall["op"];
  readonly axis: number;
  readonly input: View;
  readonly words: View;
  readonly chunks: number;
  /** Of a chunk. */
  readonly length: number;
}

/** Into the output, after what comes before each chunk; or only the chunks' totals. */
function recordChunks({ op, axis, input, words, chunks, length }: Scan, target: View, before: View | undefined, recorder: Recorder): void {
  const others = (_: number, at: number): boolean => at !== axis;
  const rows = input.shape.filter(others);
  const parameters = new Parameters();
  const type = wgslType(words.dtype);
  const onlyTotals = target !== words;
  const identity = `${type}(${op === "sum" ? 0 : 1})`;
  const first = before === undefined ? identity : `select(${identity}, bitcast<${type}>(before[max(index, 1u) - 1u]), part > 0u)`;
  recorder.record({
    shader: "each",
    entryPoint: "main",
    text: [
      parameters.functions({ size: sizeOf(rows) * chunks, chunks, chunk: length, whole: input.shape[axis]! }),
      inputBinding(0, "input", "u32"),
      before === undefined ? "" : inputBinding(1, "before", "u32"),
      outputBinding(before === undefined ? 1 : 2, "result", "u32"),
      elementFunction("element", "input", input.dtype),
      offsetFunction("input_row", parameters, rows, input.strides.filter(others), input.offset),
      offsetFunction("output_row", parameters, rows, words.strides.filter(others), words.offset),
      `fn input_step() -> i32 { return ${parameters.i32(input.strides[axis]!)}; }`,
      `fn output_step() -> i32 { return ${parameters.i32(words.strides[axis]!)}; }`,
      `fn each(index: u32) {
  let row = index / chunks();
  let part = index % chunks();
  let begin = part * chunk();
  let end = min(begin + chunk(), whole());
  var place = input_row(row) + i32(begin) * input_step();
  var there = output_row(row) + i32(begin) * output_step();
  var total = ${first};
  for (var i = begin; i < end; i++) {
    total = total ${op === "sum" ? "+" : "*"} ${castExpression("element(place)", input.dtype, words.dtype)};
    ${onlyTotals ? "" : "result[there] = bitcast<u32>(total);"}
    place += input_step();
    there += output_step();
  }
  ${onlyTotals ? "result[index] = bitcast<u32>(total);" : ""}
}`,
      parameters.declaration(),
    ].join("\n"),
    inputs: [input, ...(before === undefined ? [] : [before])].map(({ buffer }) => buffer as GpuBuffer),
    output: target.buffer as GpuBuffer,
    words: parameters.words,
    workgroups: Math.ceil((sizeOf(rows) * chunks) / 64),
  });
}
