import { describe, expect, it, vi } from "vitest";
import type { Chain, Conv2dCall, View } from "../backend.ts";
import type { Dtype } from "../dtype.ts";
import { requestDevice } from "./adapter.ts";
import { blank, Comparison, randomFrom, randomView } from "./against-cpu.ts";
import { createBackend, WebgpuBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const random = randomFrom(7);

interface Case {
  readonly input: readonly number[];
  readonly weight: readonly number[];
  readonly groups?: number;
  readonly stride?: readonly [number, number];
  readonly padding?: readonly [number, number];
  readonly dilation?: readonly [number, number];
  readonly dtype?: Dtype;
  readonly bias?: boolean;
  readonly epilogue?: (output: View) => Chain;
  readonly after?: Dtype;
}

/** Whole multiples of 1/8, whose products add up exactly: the oracle's numbers are the only right ones. */
async function check(compare: Comparison, given: Case): Promise<void> {
  const { input, weight, groups = 1, stride = [1, 1], padding = [0, 0], dilation = [1, 1], dtype = "float32", bias = true, epilogue } = given;
  const length = (axis: 0 | 1): number => Math.floor((input[axis + 2]! + 2 * padding[axis] - dilation[axis] * (weight[axis + 2]! - 1) - 1) / stride[axis]) + 1;
  const shape = [input[0]!, weight[0]!, length(0), length(1)];
  const views = [randomView(dtype, input, random, false), randomView(dtype, weight, random), randomView(dtype, [weight[0]!], random)];
  const { actual, expected } = await compare.run(views, blank(dtype, shape), ([image, factors, terms], output): Conv2dCall => ({
    kind: "conv2d", input: image!, weight: factors!, ...(bias && { bias: terms! }), stride, padding, dilation, groups, output, ...(epilogue && { epilogue: epilogue(terms!) }),
  }));
  expect(actual, JSON.stringify(given)).toEqual(expected);
}

const adapters = {
  "subgroups of four": await createBackend(),
  "workgroup memory": new WebgpuBackend(await requestDevice(), { isSoftware: false, subgroupSize: undefined }),
};

describe.each(Object.entries(adapters))("by %s", (_, backend) => {
  const compare = new Comparison(backend);

  it("slides over images with stride, padding and dilation", async () => {
    await check(compare, { input: [2, 5, 9, 11], weight: [6, 5, 3, 3], padding: [1, 1] });
    await check(compare, { input: [1, 3, 17, 14], weight: [16, 3, 5, 3], stride: [2, 3], padding: [2, 0], bias: false });
    await check(compare, { input: [1, 8, 12, 12], weight: [9, 8, 3, 2], dilation: [2, 3], padding: [3, 1] });
    await check(compare, { input: [3, 4, 8, 8], weight: [8, 4, 1, 1] });
  });

  it("keeps groups apart, down to single channels", async () => {
    await check(compare, { input: [2, 8, 7, 7], weight: [10, 4, 3, 3], groups: 2, padding: [1, 1] });
    await check(compare, { input: [2, 6, 9, 8], weight: [6, 1, 3, 3], groups: 6, padding: [1, 1], stride: [2, 1] });
    await check(compare, { input: [1, 4, 6, 6], weight: [12, 1, 2, 2], groups: 4 });
  });

  it("reads and writes half floats", async () => {
    await check(compare, { input: [1, 2, 5, 5], weight: [5, 2, 1, 1], dtype: "float16", bias: false });
    await check(compare, { input: [1, 2, 5, 5], weight: [2, 1, 1, 1], groups: 2, dtype: "float16", bias: false });
  });

  it("adds the bias, then runs the epilogue", async () => {
    const epilogue = (terms: View): Chain => ({
      program: [
        { op: "mul", args: [{ input: 0 }, { input: 1 }], dtype: "float32" },
        { op: "add", args: [{ step: 0 }, { constant: 1, dtype: "float32" }], dtype: "float32" },
        { op: "relu", args: [{ step: 1 }], dtype: "float32" },
      ],
      inputs: [{ ...terms, shape: [1, 6, 7, 9], strides: [0, terms.strides[0]!, 0, 0] }],
    });
    await check(compare, { input: [1, 3, 7, 9], weight: [6, 3, 3, 3], padding: [1, 1], epilogue });
    await check(compare, { input: [1, 6, 7, 9], weight: [6, 1, 3, 3], padding: [1, 1], groups: 6, epilogue });
  });
});
