/** How an elementwise kernel reads its inputs and writes its output, four neighbouring elements at a time. */
import type { View } from "../backend.ts";
import { bytesOf, type Dtype } from "../dtype.ts";
import { isContiguous, sizeOf } from "../shape.ts";
import type { Axes } from "./layout.ts";
import { elementFunction, offsetFunction, type Parameters, perWord } from "./source.ts";

/** The type that holds four neighbouring elements. */
export function quadType(dtype: Dtype): string {
  const words = bytesOf(dtype);
  return words === 1 ? "u32" : `vec${words}<u32>`;
}

/** Whether four neighbours of the output are four neighbours of the view, in whole words. */
export function isAligned(view: View, shape: readonly number[]): boolean {
  return view.offset % 4 === 0 && isContiguous(shape, view.strides);
}

export interface Reader {
  readonly declarations: string;
  /** Statements at the start of `make_four(quad)`. */
  readonly prepare: string;
  /** The expression of the element number `lane` of the four. */
  readonly element: string;
}

/** Reads whole quads from a binding of `quadType`. */
export function quadReader(view: View, index: number, binding: string, parameters: Parameters): Reader {
  const per = perWord(view.dtype);
  const name = `quad${index}`;
  return {
    declarations: "",
    prepare: `  let ${name} = ${binding}[quad + ${parameters.u32(view.offset / 4)}];`,
    element: `read_${view.dtype}(${name}${per === 4 ? "" : `[lane / ${per}u]`}, lane % ${per}u)`,
  };
}

/** Reads elements one by one from a binding of words. One that is the same everywhere is read once. */
export function elementReader(view: View, index: number, binding: string, axes: Axes, strides: readonly number[], parameters: Parameters): Reader {
  const read = elementFunction(`element${index}`, binding, view.dtype);
  if (strides.every((stride) => stride === 0)) {
    const prepare = `  let repeated${index} = element${index}(${parameters.i32(view.offset)});`;
    return { declarations: read, prepare, element: `repeated${index}` };
  }
  const offset = offsetFunction(`offset${index}`, parameters, axes.shape, strides, view.offset);
  return {
    declarations: `${read}\n${offset}`,
    prepare: "",
    element: `element${index}(offset${index}(quad * 4u + lane))`,
  };
}

interface Writer {
  /** The binding's element type. */
  readonly type: string;
  readonly declarations: string;
  /** Statements that store `made`, the bits of the four elements. */
  readonly store: string;
}

/** Whole quads where that spoils nothing beyond the view's end; else element by element. */
export function outputWriter(output: View, axes: Axes, strides: readonly number[], parameters: Parameters): Writer {
  const size = sizeOf(output.shape);
  const endsBuffer = (output.offset + size) * bytesOf(output.dtype) >= output.buffer.byteLength;
  if (isAligned(output, output.shape) && (size % 4 === 0 || endsBuffer)) return quadWriter(output, parameters);
  const put = perWord(output.dtype) === 1 ? "result[u32(at)] = bits;" : putBits(bytesOf(output.dtype) * 8);
  return {
    type: perWord(output.dtype) === 1 ? "u32" : "atomic<u32>",
    declarations: [
      offsetFunction("output_offset", parameters, axes.shape, strides, output.offset),
      `fn put(at: i32, bits: u32) { ${put} }`,
    ].join("\n"),
    store: "  for (var lane = 0u; lane < min(4u, size() - quad * 4u); lane++) { put(output_offset(quad * 4u + lane), made[lane]); }",
  };
}

/** Two atomic steps that leave the word's other elements as they are. */
function putBits(width: number): string {
  const per = 32 / width;
  return `let shift = (u32(at) % ${per}u) * ${width}u; let word = u32(at) / ${per}u;
  atomicAnd(&result[word], ~(${2 ** width - 1}u << shift)); atomicOr(&result[word], bits << shift);`;
}

function quadWriter(output: View, parameters: Parameters): Writer {
  const packed = {
    1: "made.x | (made.y << 8u) | (made.z << 16u) | (made.w << 24u)",
    2: "made.xz | (made.yw << vec2(16u))",
    4: "made",
  }[bytesOf(output.dtype)]!;
  return { type: quadType(output.dtype), declarations: "", store: `  result[quad + ${parameters.u32(output.offset / 4)}] = ${packed};` };
}
