/** Pooling, one window at a time, in float64. */
import type { Pool2dCall } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { computeArray, load, store } from "./elements.ts";

export function runPool2d({ op, size, stride, padding, dilation, countPadding, input, output }: Pool2dCall): void {
  const numbers = load(input);
  const [height, width] = [input.shape[2]!, input.shape[3]!];
  const [outHeight, outWidth] = [output.shape[2]!, output.shape[3]!];
  const result = computeArray(computeDtype(output.dtype), sizeOf(output.shape));
  const fold = op === "max" ? greatest : (inside: number[]): number => total(inside) / (countPadding ? size[0] * size[1] : inside.length);

  /** The elements of a window that are not padding. */
  const windowOf = (plane: number, top: number, left: number): number[] => {
    const inside: number[] = [];
    for (let i = 0; i < size[0]; i++) {
      const y = top + i * dilation[0];
      if (y < 0 || y >= height) continue;
      for (let j = 0; j < size[1]; j++) {
        const x = left + j * dilation[1];
        if (x >= 0 && x < width) inside.push(numbers[(plane * height + y) * width + x]!);
      }
    }
    return inside;
  };

  for (let to = 0; to < result.length; to++) {
    const row = Math.floor(to / outWidth);
    const plane = Math.floor(row / outHeight);
    const top = (row % outHeight) * stride[0] - padding[0];
    const left = (to % outWidth) * stride[1] - padding[1];
    result[to] = fold(windowOf(plane, top, left));
  }
  store(output, result);
}

const greatest = (numbers: number[]): number => numbers.reduce((most, x) => Math.max(most, x), -Infinity);
const total = (numbers: number[]): number => numbers.reduce((sum, x) => sum + x, 0);
