/**
 * Resampling along one axis: every result is a weighted sum of neighbours. The loops here are the definition; float32, and bytes in whole numbers,
 * have kernels on wasm (`assembly/resize.ts`) and on webgpu (`shaders/resample.wgsl`).
 */
import * as shaders from "../../shaders/data.ts";
import type { HostKernel } from "../backend.ts";
import type { TypedArray } from "../dtype.ts";
import { newElements } from "../elements.ts";
import { onDeviceOf } from "../indices.ts";
import { applyOnHost } from "../operand.ts";
import { sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import type { Weights } from "./filters.ts";

/** How many bits behind the point the weights of bytes have, as in Pillow. */
const fraction = 22;

/** [outer, length, inner] to [outer, results, inner]. */
interface Lines {
  readonly outer: number;
  readonly length: number;
  readonly results: number;
  readonly inner: number;
  readonly taps: number;
}

/** What the numbers are in between: whole for bytes. */
type Arithmetic = "float32" | "float64" | "int32";

/** The tensor, which is of the arithmetic's dtype (or bytes, for whole numbers), resampled along an axis. The result has the arithmetic's dtype. */
export function resample(op: string, x: Tensor, axis: number, table: Weights, arithmetic: Arithmetic): Tensor {
  const results = table.windows.length / 2;
  const shape = x.shape.with(axis, results);
  const lines: Lines = { outer: sizeOf(x.shape.slice(0, axis)), length: x.shape[axis]!, results, inner: sizeOf(x.shape.slice(axis + 1)), taps: table.taps };
  const whole = arithmetic === "int32";
  const weights = onDeviceOf(op, x, whole ? table.weights.map(toWhole) : table.weights, arithmetic, [results, table.taps]);
  const windows = onDeviceOf(op, x, table.windows, "int32", [results, 2]);
  const loops = (source: TypedArray, weights: TypedArray, windows: TypedArray): TypedArray[] => [resampleLoops(source, weights, windows, lines, newElements(op, arithmetic, sizeOf(shape)), whole)];
  const kernel = arithmetic === "float64" ? undefined : kernelFor(lines, arithmetic);
  const { length, inner, taps } = lines;
  const shader = { code: shaders.resample, items: sizeOf(shape), params: { length, results, inner, taps, whole: Number(whole) } };
  return applyOnHost(op, [x, weights, windows], [{ dtype: arithmetic, shape }], loops, kernel, shader)[0]!;
}

const toWhole = (weight: number): number => Math.sign(weight) * Math.trunc(Math.abs(weight) * 2 ** fraction + 0.5);

/** Along the last axes the lines of four rows go through side by side; before them there are vectors of numbers that lie side by side. */
function kernelFor({ outer, length, results, inner, taps }: Lines, arithmetic: Arithmetic): HostKernel {
  const work = (numbers: number): number => Math.max(1, Math.ceil(40_000 / numbers));
  if (inner >= 16) {
    return { name: `resample_rows_${arithmetic}`, items: outer * results, grain: work(inner * (taps + 1)), params: [length, results, inner, taps] };
  }
  const lines = outer * inner;
  const params = [lines, length, results, inner, taps];
  return { name: `resample_lines_${arithmetic}`, items: Math.ceil(lines / 4), grain: work(4 * (2 * length + results * (taps + 2))), params, scratch: 16 * length };
}

function resampleLoops<Out extends TypedArray>(source: TypedArray, weights: TypedArray, windows: TypedArray, { outer, length, results, inner, taps }: Lines, out: Out, whole: boolean): Out {
  let at = 0;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < results; i++) {
      const first = (o * length + windows[2 * i]!) * inner;
      const count = windows[2 * i + 1]!;
      for (let j = 0; j < inner; j++) {
        let sum = whole ? 2 ** (fraction - 1) : 0;
        for (let k = 0; k < count; k++) sum += source[first + k * inner + j]! * weights[i * taps + k]!;
        out[at++] = whole ? Math.min(Math.max(sum >> fraction, 0), 255) : sum;
      }
    }
  }
  return out;
}
