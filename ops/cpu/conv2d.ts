/** Convolution as its definition reads, one output at a time, in float64. What the padding adds is skipped: it would add zeros. */
import type { Conv2dCall } from "../backend.ts";
import { computeDtype } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { computeArray, load, store } from "./elements.ts";

type FourLengths = [number, number, number, number];

export function runConv2d({ input, weight, bias, stride, padding, dilation, groups, output }: Conv2dCall): void {
  const [numbers, factors, terms] = [load(input), load(weight), bias && load(bias)];
  const [, channels, height, width] = input.shape as FourLengths;
  const [outChannels, groupChannels, kernelHeight, kernelWidth] = weight.shape as FourLengths;
  const [batches, , outHeight, outWidth] = output.shape as FourLengths;
  const result = computeArray(computeDtype(output.dtype), sizeOf(output.shape));

  /** The sum over one window, whose first row and column may lie in the padding. */
  const windowSum = (n: number, o: number, top: number, left: number): number => {
    const firstChannel = Math.floor((o * groups) / outChannels) * groupChannels;
    let sum = terms?.[o] ?? 0;
    for (let c = 0; c < groupChannels; c++) {
      for (let i = 0; i < kernelHeight; i++) {
        const y = top + i * dilation[0];
        if (y < 0 || y >= height) continue;
        for (let j = 0; j < kernelWidth; j++) {
          const x = left + j * dilation[1];
          if (x < 0 || x >= width) continue;
          const factor = factors[((o * groupChannels + c) * kernelHeight + i) * kernelWidth + j]!;
          sum += factor * numbers[((n * channels + firstChannel + c) * height + y) * width + x]!;
        }
      }
    }
    return sum;
  };

  let to = 0;
  for (let n = 0; n < batches; n++) {
    for (let o = 0; o < outChannels; o++) {
      for (let y = 0; y < outHeight; y++) {
        for (let x = 0; x < outWidth; x++) result[to++] = windowSum(n, o, y * stride[0] - padding[0], x * stride[1] - padding[1]);
      }
    }
  }
  store(output, result);
}
