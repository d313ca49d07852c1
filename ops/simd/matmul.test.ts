import { beforeAll, describe, expect, it } from "vitest";
import type { View } from "../backend.ts";
import type { Dtype } from "../dtype.ts";
import { distance, makeComparison, randomView, type Comparison } from "./teamwork.ts";

/** Each product rounds once a step; operands are at most 1. */
const tolerance = (k: number): number => k * 2 ** -23;

const build = (output: View, ...[a, b]: View[]): { kind: "matmul"; a: View; b: View; output: View } => ({ kind: "matmul", a: a!, b: b!, output });

describe("products on the wasm device", () => {
  let compare: Comparison;
  beforeAll(async () => {
    compare = await makeComparison();
  });

  const sizes = [1, 2, 5, 6, 7, 8, 9, 31, 64, 97, 200];
  const shapes = sizes.flatMap((m, i) => sizes.map((n, j): [number, number, number] => [m, n, sizes[(i * 5 + j * 3) % sizes.length]!]));

  it.each([...shapes, [130, 70, 1300], [256, 256, 256], [3, 1000, 600], [1, 3072, 768], [500, 1, 700], [6, 8, 0]] as const)("agree with the cpu: %i x %i over %i", (m, n, k) => {
    for (const [turnA, turnB] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
      const a = turnA ? randomView([k, m], { order: [1, 0] }) : randomView([m, k]);
      const b = turnB ? randomView([n, k], { order: [1, 0], seed: 2 }) : randomView([k, n], { seed: 2 });
      const { alone, shared, expected } = compare([a, b], "float32", [m, n], build);
      expect(distance(alone, expected)).toBeLessThanOrEqual(tolerance(k));
      expect(shared).toEqual(alone);
    }
  });

  it.each(["float64", "int32", "uint32", "float16", "int8"] as const satisfies Dtype[])("agree with the cpu in %s", (dtype) => {
    for (const [m, n, k] of [[1, 1, 1], [7, 9, 11], [64, 33, 65], [100, 100, 520]] as const) {
      const { alone, shared, expected } = compare([randomView([k, m], { dtype, order: [1, 0] }), randomView([k, n], { dtype, seed: 2 })], dtype, [m, n], build);
      // float16 keeps 11 bits of results up to k.
      expect(distance(alone, expected)).toBeLessThanOrEqual(dtype === "float64" ? k * 2 ** -52 : dtype === "float16" ? k * 2 ** -10 : 0);
      expect(shared).toEqual(alone);
    }
  });

  it("multiply every matrix of a batch, repeated and permuted ones too", () => {
    const [b, h, t, d] = [3, 5, 37, 20];
    const q = randomView([b, t, h, d], { order: [0, 2, 1, 3] });
    const k = randomView([b, t, h, d], { order: [0, 2, 3, 1], seed: 2 });
    const scores = compare([q, k], "float32", [b, h, t, t], build);
    expect(distance(scores.alone, scores.expected)).toBeLessThanOrEqual(tolerance(d));
    expect(scores.shared).toEqual(scores.alone);

    const weight = { ...randomView([d, 9], { seed: 3 }), shape: [b, h, d, 9], strides: [0, 0, 9, 1] };
    const repeated = compare([q, weight], "float32", [b, h, t, 9], build);
    expect(distance(repeated.alone, repeated.expected)).toBeLessThanOrEqual(tolerance(d));
    expect(repeated.shared).toEqual(repeated.alone);
  });

  it("carry NaN and infinities to the rows and columns they belong to", () => {
    const [m, n, k] = [13, 17, 40];
    const [a, b] = [randomView([m, k]), randomView([k, n], { seed: 2 })];
    a.stored[3 * k + 5] = NaN;
    a.stored[7 * k + 39] = Infinity;
    b.stored[20 * n + 16] = -Infinity;
    const { alone, expected } = compare([a, b], "float32", [m, n], build);
    expect(Array.from(alone, Number.isFinite)).toEqual(Array.from(expected, Number.isFinite));
    expect(distance(alone, expected)).toBeLessThanOrEqual(tolerance(k));
  });

  it("pack very many columns in parts", () => {
    const [m, n, k] = [2, 1100, 8200];
    const { alone, shared, expected } = compare([randomView([m, k]), randomView([n, k], { order: [1, 0], seed: 2 })], "float32", [m, n], build);
    expect(distance(alone, expected)).toBeLessThanOrEqual(tolerance(k));
    expect(shared).toEqual(alone);
  });

  it("read operands with steps and in reverse", () => {
    const a = { ...randomView([40, 60]), shape: [20, 30], strides: [-120, 2], offset: 39 * 60 };
    const b = { ...randomView([60, 50], { seed: 2 }), shape: [30, 25], strides: [100, -2], offset: 49 };
    const { alone, shared, expected } = compare([a, b], "float32", [20, 25], build);
    expect(distance(alone, expected)).toBeLessThanOrEqual(tolerance(30));
    expect(shared).toEqual(alone);
  });

  it("hand results to an epilogue, in their dtype or another", () => {
    const [m, n, k] = [50, 30, 40];
    const inputs = [randomView([m, k]), randomView([k, n], { seed: 2 }), { ...randomView([n], { seed: 3 }), shape: [m, n], strides: [0, 1] }];
    for (const dtype of ["float32", "float16"] as const) {
      const { alone, shared, expected } = compare(inputs, dtype, [m, n], (output, a, b, bias) => ({
        ...build(output, a!, b!),
        epilogue: {
          inputs: [bias!],
          program: [
            { op: "add", args: [{ input: 0 }, { input: 1 }], dtype: "float32" },
            { op: "relu", args: [{ step: 0 }], dtype: "float32" },
            { op: "mul", args: [{ step: 1 }, { input: 0 }], dtype: "float32" },
          ],
        },
      }));
      expect(distance(alone, expected)).toBeLessThanOrEqual(dtype === "float32" ? k * tolerance(k) : k * 2 ** -8);
      expect(shared).toEqual(alone);
    }
  });
});
