import { describe, expect, it } from "vitest";
import type { Call, View } from "../backend.ts";
import { contiguousStrides } from "../shape.ts";
import { bytesOfCall, flopsOfCall } from "./cost.ts";
import { nameOfCall, stepsOfCall } from "./plan.ts";

const view = (shape: number[], part: Partial<View> = {}): View => ({ buffer: { device: "cpu", byteLength: 0 }, dtype: "float32", shape, strides: contiguousStrides(shape), offset: 0, ...part });

const axpy: Call = {
  kind: "elementwise",
  program: [
    { op: "mul", args: [{ input: 0 }, { constant: 2, dtype: "float32" }], dtype: "float32" },
    { op: "add", args: [{ step: 0 }, { input: 1 }], dtype: "float32" },
  ],
  inputs: [view([8, 4]), view([8, 4], { strides: [0, 1] })],
  output: view([8, 4]),
};
const product: Call = { kind: "matmul", a: view([3, 5, 7]), b: view([3, 7, 2]), output: view([3, 5, 2]) };

describe("the cost of a call", () => {
  it("counts every step of an elementwise chain, and reads a repeated row once", () => {
    expect(flopsOfCall(axpy)).toBe(2 * 32);
    expect(bytesOfCall(axpy)).toBe((32 + 4 + 32) * 4);
  });

  it("is two operations for every pair of a product, with what is fused behind it", () => {
    expect(flopsOfCall(product)).toBe(2 * 3 * 5 * 7 * 2);
    expect(flopsOfCall({ ...product, epilogue: { program: [{ op: "relu", args: [{ input: 0 }], dtype: "float32" }], inputs: [] } })).toBe(2 * 210 + 30);
    expect(bytesOfCall(product)).toBe((105 + 42 + 30) * 4);
  });

  it("counts the pairs that a causal attention looks at", () => {
    const attention: Call = { kind: "attention", q: view([1, 2, 3, 4]), k: view([1, 1, 5, 4]), v: view([1, 1, 5, 6]), causal: false, scale: 1, output: view([1, 2, 3, 6]) };
    const pair = 2 * 4 + 2 * 6 + 14;
    expect(flopsOfCall(attention)).toBe(2 * 15 * pair);
    // Queries see 3, 4 and 5 of the 5 keys.
    expect(flopsOfCall({ ...attention, causal: true })).toBe(2 * 12 * pair);
  });

  it("multiplies every output of a convolution with its window", () => {
    const conv: Call = { kind: "conv2d", input: view([1, 4, 8, 8]), weight: view([6, 2, 3, 3]), bias: view([6]), stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 2, output: view([1, 6, 8, 8]) };
    expect(flopsOfCall(conv)).toBe(384 * (2 * 18 + 1));
  });

  it("counts no floating-point operations in whole numbers, copies and indices", () => {
    const ints: Call = { ...axpy, program: axpy.program.map((step) => ({ ...step, dtype: "int32", args: [{ input: 0 }, { input: 1 }] })) };
    expect(flopsOfCall(ints)).toBe(0);
    expect(flopsOfCall({ kind: "copy", input: view([9]), output: view([9], { dtype: "float16" }) })).toBe(0);
  });

  it("reads of a table only the rows that are taken", () => {
    const take: Call = { kind: "take", axis: 0, input: view([1000, 4]), indices: view([2], { dtype: "int32" }), output: view([2, 4]) };
    expect(bytesOfCall(take)).toBe((8 + 2 + 8) * 4);
  });
});

describe("the plan of a call", () => {
  it("names the steps of a chain in order", () => {
    expect(nameOfCall(axpy)).toBe("mul + add");
    expect(stepsOfCall(axpy).map(({ text }) => text)).toEqual(["%1 = mul(a, 2)", "%2 = add(%1, b)"]);
  });

  it("tells what runs before and after a fold", () => {
    const fold: Call = {
      kind: "reduce",
      op: "sum",
      axes: [1],
      input: view([4, 4]),
      prologue: { program: [{ op: "mul", args: [{ input: 0 }, { input: 1 }], dtype: "float32" }], inputs: [view([4, 4])] },
      output: view([4, 1]),
      epilogue: { program: [{ op: "sqrt", args: [{ input: 0 }], dtype: "float32" }], inputs: [] },
    };
    expect(nameOfCall(fold)).toBe("mul + sum + sqrt");
    expect(stepsOfCall(fold).map(({ text }) => text)).toEqual(["%1 = mul(a, b)", "%2 = sum(%1, axes [1])", "%3 = sqrt(%2)"]);
  });
});
