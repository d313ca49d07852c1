import { beforeAll, describe, expect, it } from "vitest";
import type { Conv2dCall, Pair, Pool2dCall, View } from "../backend.ts";
import { distance, makeComparison, randomView, type Comparison } from "./teamwork.ts";

interface Case {
  readonly images?: number;
  readonly channels: number;
  readonly out: number;
  readonly image: Pair;
  readonly kernel: Pair;
  readonly stride?: Pair;
  readonly padding?: Pair;
  readonly dilation?: Pair;
  readonly groups?: number;
}

const cases: readonly Case[] = [
  { channels: 3, out: 5, image: [9, 11], kernel: [3, 3], padding: [1, 1] },
  { channels: 64, out: 7, image: [10, 16], kernel: [3, 3], padding: [1, 1], images: 2 },
  { channels: 20, out: 13, image: [7, 7], kernel: [1, 1] },
  { channels: 4, out: 6, image: [23, 30], kernel: [5, 3], stride: [2, 2], padding: [2, 1] },
  { channels: 4, out: 6, image: [23, 60], kernel: [3, 4], stride: [3, 5], padding: [0, 3] },
  { channels: 6, out: 8, image: [14, 15], kernel: [3, 3], dilation: [2, 3], groups: 2, images: 2 },
  { channels: 12, out: 12, image: [16, 19], kernel: [3, 3], padding: [1, 1], groups: 12 },
  { channels: 5, out: 10, image: [16, 17], kernel: [5, 5], stride: [2, 2], padding: [2, 2], groups: 5, images: 3 },
  { channels: 5, out: 20, image: [9, 9], kernel: [3, 3], stride: [4, 4], padding: [1, 1], groups: 5 },
  { channels: 3, out: 3, image: [20, 90], kernel: [2, 3], stride: [1, 7], groups: 3 },
  { channels: 130, out: 9, image: [5, 6], kernel: [3, 3], padding: [1, 1] },
  { channels: 1, out: 1, image: [1, 1], kernel: [3, 3], padding: [1, 1] },
];

/** How many windows there are along an axis. */
const windows = (length: number, size: number, stride: number, padding: number, dilation: number): number =>
  Math.floor((length + 2 * padding - (size - 1) * dilation - 1) / stride) + 1;

describe("convolution on the wasm device", () => {
  let compare: Comparison;
  beforeAll(async () => {
    compare = await makeComparison();
  });

  it.each(cases)("agrees with the cpu: %o", ({ images = 1, channels, out, image, kernel, stride = [1, 1], padding = [0, 0], dilation = [1, 1], groups = 1 }) => {
    const size = ([0, 1] as const).map((axis) => windows(image[axis], kernel[axis], stride[axis], padding[axis], dilation[axis]));
    const views = [randomView([images, channels, ...image]), randomView([out, channels / groups, ...kernel], { seed: 2 }), randomView([out], { seed: 3 })];
    for (const hasBias of [false, true]) {
      const build = (output: View, ...[input, weight, bias]: View[]): Conv2dCall => ({
        kind: "conv2d", input: input!, weight: weight!, ...(hasBias && { bias: bias! }), stride, padding, dilation, groups, output,
      });
      const { alone, shared, expected } = compare(views, "float32", [images, out, ...size], build);
      const terms = (channels / groups) * kernel[0] * kernel[1] + 1;
      expect(distance(alone, expected)).toBeLessThanOrEqual(terms * 2 ** -23);
      expect(shared).toEqual(alone);
    }
  });

  it("takes images whose channels come last, half floats, and hands results to an epilogue", () => {
    const image = randomView([2, 12, 9, 6], { order: [0, 3, 1, 2] });
    const relu = { inputs: [], program: [{ op: "relu", args: [{ input: 0 }], dtype: "float32" as const }] };
    const build = (output: View, ...[input, weight]: View[]): Conv2dCall => ({
      kind: "conv2d", input: input!, weight: weight!, stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1, output, epilogue: relu,
    });
    for (const dtype of ["float32", "bfloat16"] as const) {
      const { alone, shared, expected } = compare([image, randomView([5, 6, 3, 3], { seed: 2 })], dtype, [2, 5, 12, 9], build);
      expect(distance(alone, expected)).toBeLessThanOrEqual(dtype === "float32" ? 54 * 2 ** -23 : 2 ** -4);
      expect(shared).toEqual(alone);
    }
  });
});

describe("pooling on the wasm device", () => {
  let compare: Comparison;
  beforeAll(async () => {
    compare = await makeComparison();
  });

  const pools: readonly { image: Pair; size: Pair; stride: Pair; padding?: Pair; dilation?: Pair }[] = [
    { image: [8, 8], size: [2, 2], stride: [2, 2] },
    { image: [9, 13], size: [3, 3], stride: [1, 1], padding: [1, 1] },
    { image: [7, 40], size: [3, 2], stride: [2, 6], padding: [1, 1] },
    { image: [11, 12], size: [2, 3], stride: [1, 2], dilation: [3, 2], padding: [1, 0] },
    { image: [7, 7], size: [7, 7], stride: [1, 1] },
  ];

  it.each(pools)("agrees with the cpu: %o", ({ image, size, stride, padding = [0, 0], dilation = [1, 1] }) => {
    const shape = ([0, 1] as const).map((axis) => windows(image[axis], size[axis], stride[axis], padding[axis], dilation[axis]));
    const view = randomView([3, 5, ...image]);
    view.stored[17] = NaN;
    view.stored[40] = -Infinity;
    for (const [op, countPadding] of [["max", false], ["mean", false], ["mean", true]] as const) {
      const build = (output: View, input?: View): Pool2dCall => ({ kind: "pool2d", op, size, stride, padding, dilation, countPadding, input: input!, output });
      const { alone, shared, expected } = compare([view], "float32", [3, 5, ...shape], build);
      expect(distance(alone, expected)).toBeLessThanOrEqual(op === "max" ? 0 : 2 ** -21);
      expect(shared).toEqual(alone);
    }
  });
});
