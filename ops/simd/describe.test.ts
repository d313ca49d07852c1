import { beforeAll, describe, expect, it } from "vitest";
import type { Backend, View } from "../backend.ts";
import { contiguousStrides } from "../shape.ts";
import { createBackend } from "./index.ts";

describe("what the wasm device says it would run", () => {
  let wasm: Backend;
  beforeAll(async () => {
    wasm = await createBackend();
  });

  const view = (shape: readonly number[], strides = contiguousStrides(shape)): View => ({ buffer: { device: "wasm", byteLength: 0 }, dtype: "float32", shape, strides, offset: 0 });

  it("tells products of matrices from those with a row or a column", () => {
    const product = (a: View, b: View): string => wasm.describe!({ kind: "matmul", a, b, output: view([a.shape[0]!, b.shape[1]!]) });
    expect(product(view([4, 5]), view([5, 6]))).toBe("multiply_float32");
    expect(product(view([1, 5]), view([5, 6]))).toBe("combine_rows");
    expect(product(view([1, 5]), view([5, 6], [1, 5]))).toBe("dot_rows");
    expect(product(view([4, 5]), view([5, 1]))).toBe("dot_rows");
    expect(product(view([4, 5], [1, 4]), view([5, 1]))).toBe("combine_rows");
  });

  it("tells whether convolved channels stay apart, and few queries from many", () => {
    const convolution = (weight: readonly number[], groups: number): string =>
      wasm.describe!({ kind: "conv2d", input: view([1, 8, 9, 9]), weight: view(weight), stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups, output: view([1, 8, 7, 7]) });
    expect(convolution([8, 8, 3, 3], 1)).toBe("convolve");
    expect(convolution([8, 1, 3, 3], 8)).toBe("convolve_depthwise");
    const heads = view([1, 2, 64, 16]);
    const attention = (q: View): string => wasm.describe!({ kind: "attention", q, k: heads, v: heads, causal: false, scale: 1, output: q });
    expect(attention(heads)).toBe("attend");
    expect(attention(view([1, 2, 1, 16]))).toBe("attend_few");
  });
});
