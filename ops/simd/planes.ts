/** The planes of an image, with what its windows reach beyond the edges in place. */
import type { Pair, View } from "../backend.ts";
import { runJob } from "./job.ts";
import { addressOf, type Context } from "./kernel.ts";

interface Windows {
  readonly size: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
  readonly dilation: Pair;
}

export interface Planes {
  readonly address: number;
  /** In numbers. */
  readonly height: number;
  readonly width: number;
}

/** Of a contiguous float32 input [n, c, h, w]; copied where its windows, as many as the output has, reach beyond it. */
export function padPlanes(context: Context, input: View, output: View, { size, stride, padding, dilation }: Windows, value: number): Planes {
  const [images, channels, height, width] = input.shape as [number, number, number, number];
  const reach = (axis: 0 | 1): number => (output.shape[2 + axis]! - 1) * stride[axis] + (size[axis] - 1) * dilation[axis] + 1;
  const full: Pair = [reach(0), reach(1)];
  // Kernels load eight windows at a time, also where a row has fewer: with wide steps that is far beyond the end.
  const isInside = padding[0] === 0 && padding[1] === 0 && full[0] <= height && full[1] <= width && stride[1] <= 2;
  if (isInside) return { address: addressOf(input), height, width };
  const planes = images * channels;
  const bytes = full[0] * full[1] * 4;
  const { pointer } = context.scratch.take(planes * bytes + stride[1] * 64);
  const from = { base: addressOf(input), perFirst: height * width * 4 };
  const args = [{ base: pointer, perFirst: bytes }, from, { perCount: 1 }, height, width, ...padding, ...full, value];
  runJob(context, { size: planes, grain: Math.ceil(2 ** 15 / (full[0] * full[1])), stages: [{ kernel: "pad_planes", args }] });
  return { address: pointer, height: full[0], width: full[1] };
}
