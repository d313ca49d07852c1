/** How an elementwise kernel writes its output, four neighbouring elements at a time. */
import type { View } from "../backend.ts";
import { bytesOf } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { isAligned, quadType } from "./access.ts";
import type { Axes } from "./layout.ts";
import { offsetFunction, type Parameters, perWord, wgslType } from "./source.ts";

interface Writer {
  /** The binding's element type. */
  readonly type: string;
  /** With `fn store(quad: u32, made: vec4)`. */
  readonly declarations: string;
}

/** Whole quads where that spoils nothing beyond the view's end; else element by element. Needs `size()`. */
export function outputWriter(output: View, axes: Axes, strides: readonly number[], parameters: Parameters): Writer {
  const { dtype } = output;
  const header = `fn store(quad: u32, made: vec4<${wgslType(dtype)}>)`;
  const size = sizeOf(output.shape);
  const endsBuffer = (output.offset + size) * bytesOf(dtype) >= output.buffer.byteLength;
  if (isAligned(output, output.shape) && (size % 4 === 0 || endsBuffer)) {
    const at = output.offset === 0 ? "quad" : `quad + ${parameters.u32(output.offset / 4)}`;
    return { type: quadType(dtype), declarations: `${header} { ${packed(output)} result[${at}] = words; }` };
  }
  const put = perWord(dtype) === 1 ? "result[u32(at)] = bits;" : putBits(bytesOf(dtype) * 8);
  return {
    type: perWord(dtype) === 1 ? "u32" : "atomic<u32>",
    declarations: [
      offsetFunction("output_offset", parameters, axes.shape, strides, output.offset),
      `fn put(at: i32, bits: u32) { ${put} }`,
      `${header} {`,
      ...[0, 1, 2, 3].map((lane) => `  if (quad * 4u + ${lane}u < size()) { put(output_offset(quad * 4u + ${lane}u), write_${dtype}(made[${lane}])); }`),
      "}",
    ].join("\n"),
  };
}

/** Two atomic steps that leave the word's other elements as they are. */
function putBits(width: number): string {
  const per = 32 / width;
  return `let shift = (u32(at) % ${per}u) * ${width}u; let word = u32(at) / ${per}u;
  atomicAnd(&result[word], ~(${2 ** width - 1}u << shift)); atomicOr(&result[word], bits << shift);`;
}

/** Statements that make `words` of the four in `made`. */
function packed({ dtype }: View): string {
  if (bytesOf(dtype) === 4) return wgslType(dtype) === "u32" ? "let words = made;" : "let words = bitcast<vec4<u32>>(made);";
  const bits = `let bits = vec4(${[0, 1, 2, 3].map((lane) => `write_${dtype}(made[${lane}])`).join(", ")});`;
  const words = bytesOf(dtype) === 1 ? "bits.x | (bits.y << 8u) | (bits.z << 16u) | (bits.w << 24u)" : "bits.xz | (bits.yw << vec2(16u))";
  return `${bits} let words = ${words};`;
}
