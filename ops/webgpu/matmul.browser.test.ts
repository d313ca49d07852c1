import { describe, expect, it, vi } from "vitest";
import type { Chain, View } from "../backend.ts";
import { type Dtype, isFloat } from "../dtype.ts";
import { requestDevice } from "./adapter.ts";
import { Comparison, blank, randomFrom, randomView, type HostView } from "./against-cpu.ts";
import { createBackend, WebgpuBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const random = randomFrom(41);
const upTo = (n: number): number => 1 + Math.floor(random() * n);

/** Whole multiples of 1/8, whose products add up exactly in float32: the oracle's numbers are the only right ones. */
async function check(compare: Comparison, batch: readonly number[], m: number, k: number, n: number, dtype: Dtype, views?: [HostView, HostView]): Promise<void> {
  const [a, b] = views ?? [randomView(dtype, [...batch, m, k], random), randomView(dtype, [...batch, k, n], random)];
  const { actual, expected } = await compare.run([a, b], blank(dtype, [...batch, m, n]), ([left, right], output) => ({ kind: "matmul", a: left!, b: right!, output }));
  expect(actual, JSON.stringify([batch, m, k, n, dtype, a.strides, a.offset, b.strides, b.offset])).toEqual(expected);
}

const adapters = {
  "registers": await createBackend(),
  "workgroup memory": new WebgpuBackend(await requestDevice(), { isSoftware: false, subgroupSize: undefined }),
};

describe.each(Object.entries(adapters))("by tiles in %s", (_, backend) => {
  const compare = new Comparison(backend);

  it("equals the oracle for 12 random shapes and views", async () => {
    for (let round = 0; round < 12; round++) {
      const batch = [[], [], [upTo(4)], [upTo(3), upTo(3)]][round % 4]!;
      await check(compare, batch, upTo(70), upTo(60), upTo(70), "float32");
    }
  });

  it("equals the oracle where one tile of 64 is not enough", async () => {
    await check(compare, [], 515, 37, 518, "float32");
    await check(compare, [3], 320, 20, 384, "float32");
    await check(compare, [], 1030, 130, 9, "float32");
    await check(compare, [], 5, 200, 3000, "float32");
  });

  it("multiplies vectors and deep thin matrices, split along k", async () => {
    for (const [m, k, n] of [[1, 700, 300], [300, 700, 1], [1, 3000, 1], [3, 2000, 5], [40, 600, 30], [1, 5, 1]] as const) {
      await check(compare, [], m, k, n, "float32");
      await check(compare, [3], m, k, n, "float32");
    }
  });

  it("multiplies half floats and integers, these modulo their width", async () => {
    for (const dtype of ["float16", "bfloat16", "int32", "uint32", "int16", "uint8"] as const) {
      const depth = isFloat(dtype) ? 2 : 33; // short sums are exact in half floats too, but for the last rounding
      await check(compare, [2], 9, depth, 13, dtype);
      await check(compare, [], 1, depth, 13, dtype);
    }
  });

  it("gives 0 for no depth", async () => {
    await check(compare, [], 3, 0, 4, "float32");
    await check(compare, [], 1, 0, 4, "float32");
  });

  it("keeps infinities and NaN in their own rows", async () => {
    const a = randomView("float32", [33, 17], random, false);
    a.stored[a.offset] = Infinity;
    a.stored[a.offset + 16 * a.strides[0]!] = NaN;
    await check(compare, [], 33, 17, 35, "float32", [a, randomView("float32", [17, 35], random)]);
  });

  it("runs the epilogue on every product", async () => {
    const epilogue = (bias: View, output: View): Chain => ({
      program: [
        { op: "add", args: [{ input: 0 }, { input: 1 }], dtype: "float32" },
        { op: "relu", args: [{ step: 0 }], dtype: "float32" },
        ...(output.dtype === "bool" ? [{ op: "gt", args: [{ step: 1 }, { constant: 2, dtype: "float32" }], dtype: "bool" } as const] : []),
      ],
      inputs: [{ ...bias, shape: output.shape, strides: [...output.shape.slice(1).map(() => 0), bias.strides[0]!] }],
    });
    for (const [batch, m, k, n, dtype] of [[[], 20, 9, 24, "float32"], [[2], 33, 5, 7, "float32"], [[], 1, 700, 30, "float32"], [[], 40, 12, 1, "float32"], [[], 18, 8, 12, "bool"], [[3], 1, 5, 6, "float16"]] as const) {
      const views = [randomView("float32", [...batch, m, k], random), randomView("float32", [...batch, k, n], random), randomView("float32", [n], random)];
      const { actual, expected } = await compare.run(views, blank(dtype, [...batch, m, n]), ([a, b, bias], output) => ({ kind: "matmul", a: a!, b: b!, epilogue: epilogue(bias!, output), output }));
      expect(actual, JSON.stringify([batch, m, k, n, dtype])).toEqual(expected);
    }
  });
});
