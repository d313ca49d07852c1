/** Elements by index, the way back, and running folds. */
import { describe, expect, it, vi } from "vitest";
import { computeDtype, type Dtype, isFloat } from "../dtype.ts";
import { blank, Comparison, hostView, randomFrom, randomView, worst, type HostView } from "./against-cpu.ts";
import { createBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const compare = new Comparison(await createBackend());
const random = randomFrom(53);
const dtypes = ["float32", "int8", "float16", "bool"] satisfies Dtype[];

function indices(shape: readonly number[], length: number): HostView {
  const size = shape.reduce((product, axis) => product * axis, 1);
  return hostView(Int32Array.from({ length: size }, () => Math.floor(random() * 2 * length) - length), "int32", shape);
}

describe("take", () => {
  it.each(dtypes)("copies slices of %s that indices from both ends name", async (dtype) => {
    for (const [shape, axis, wanted] of [[[9, 8], 0, [5, 3]], [[4, 7, 3], 1, [6]], [[5, 6], 1, []]] as const) {
      const output = [...shape.slice(0, axis), ...wanted, ...shape.slice(axis + 1)];
      const { actual, expected } = await compare.run([randomView(dtype, shape, random), indices(wanted, shape[axis]!)], blank(dtype, output), ([input, places], target) => ({ kind: "take", axis, input: input!, indices: places!, output: target }));
      expect(actual).toEqual(expected);
    }
  });

  it("yields NaN, or 0, for an index out of range", async () => {
    const { gpu } = compare;
    const take = async (dtype: "float32" | "int32"): Promise<ArrayBuffer> => {
      const [input, places, output] = [8, 12, 12].map((bytes) => gpu.allocate(bytes));
      gpu.write(input!, dtype === "float32" ? Float32Array.of(1, 2) : Int32Array.of(1, 2));
      gpu.write(places!, Int32Array.of(1, 2, -3));
      const view = { shape: [3], strides: [1], offset: 0 };
      gpu.run({ kind: "take", axis: 0, input: { ...view, buffer: input!, dtype, shape: [2] }, indices: { ...view, buffer: places!, dtype: "int32" }, output: { ...view, buffer: output!, dtype } });
      return gpu.read(output!, 0, 12);
    };
    expect([...new Float32Array(await take("float32"))]).toEqual([2, NaN, NaN]);
    expect([...new Int32Array(await take("int32"))]).toEqual([2, 0, 0]);
  });
});

it.each(dtypes)("gather takes an element of %s for every index", async (dtype) => {
  for (const axis of [0, 1]) {
    const shape = axis === 0 ? [5, 4] : [6, 3];
    const { actual, expected } = await compare.run([randomView(dtype, [6, 4], random), indices(shape, [6, 4][axis]!)], blank(dtype, shape), ([input, places], output) => ({ kind: "gather", axis, input: input!, indices: places!, output }));
    expect(actual).toEqual(expected);
  }
});

describe("scatter", () => {
  it.each(dtypes)("writes the last of equal indices of %s", async (dtype) => {
    for (const axis of [0, 1]) {
      const shape = axis === 0 ? [30, 5] : [7, 30];
      const { actual, expected } = await compare.run([randomView(dtype, [7, 5], random), indices(shape, [7, 5][axis]!), randomView(dtype, shape, random)], blank(dtype, [7, 5]), ([input, places, updates], output) => ({ kind: "scatter", op: "set", axis, input: input!, indices: places!, updates: updates!, output }));
      expect(actual).toEqual(expected);
    }
  });

  it.each(["float32", "int32", "uint8", "float16"] satisfies Dtype[])("adds up the updates of %s", async (dtype) => {
    const { actual, expected } = await compare.run([randomView(dtype, [7, 5], random), indices([60, 5], 7), randomView(dtype, [60, 5], random)], blank(dtype, [7, 5]), ([input, places, updates], output) => ({ kind: "scatter", op: "add", axis: 0, input: input!, indices: places!, updates: updates!, output }));
    expect(actual).toEqual(expected); // eighths: every partial sum is exact
  });
});

describe("scan", () => {
  it.each([["float32", [5000], 0], ["int32", [3, 700], 1], ["uint8", [400, 3], 0], ["float16", [2, 30, 4], 1], ["bool", [300], 0]] as const)("of %s %j along %i equals the oracle", async (dtype, shape, axis) => {
    const output: Dtype = isFloat(dtype) ? "float32" : computeDtype(dtype) === "uint32" ? "uint32" : "int32";
    for (const op of ["sum", "prod"] as const) {
      if (op === "prod" && isFloat(dtype)) continue; // of thousands of factors: beyond float32
      const { actual, expected } = await compare.run([randomView(dtype, shape, random)], blank(output, shape), ([input], target) => ({ kind: "scan", op, axis, input: input!, output: target }));
      expect(actual).toEqual(expected);
    }
  });

  it("multiplies floats", async () => {
    const { actual, expected } = await compare.run([hostView(Float32Array.from({ length: 600 }, () => 0.9 + 0.2 * random()), "float32", [2, 300])], blank("float32", [2, 300]), ([input], output) => ({ kind: "scan", op: "prod", axis: 1, input: input!, output }));
    expect(worst(actual, expected).ulps).toBeLessThanOrEqual(64); // a rounding for each factor of a chunk
  });
});
