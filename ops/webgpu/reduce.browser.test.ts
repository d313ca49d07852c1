import { describe, expect, it, vi } from "vitest";
import type { Instruction, ReduceOp, View } from "../backend.ts";
import { computeDtype, dtypes, type Dtype, isFloat } from "../dtype.ts";
import { contiguousStrides } from "../shape.ts";
import { Comparison, blank, hostView, randomFrom, randomShape, randomView, ulps, worst } from "./against-cpu.ts";
import { createBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const compare = new Comparison(await createBackend());
const random = randomFrom(23);
const held = dtypes.filter((dtype) => dtype !== "float64");
const ops: readonly ReduceOp[] = ["sum", "prod", "max", "min", "argmax", "argmin", "any", "all"];

function outputDtype(op: ReduceOp, input: Dtype): Dtype {
  if (op === "any" || op === "all") return "bool";
  if (op === "argmax" || op === "argmin") return "int32";
  if (op === "max" || op === "min" || isFloat(input)) return input;
  return computeDtype(input) === "uint32" ? "uint32" : "int32";
}

function reduced(shape: readonly number[], axes: readonly number[]): number[] {
  return shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
}

for (const op of ops) {
  it(`${op} over random axes of random views equals the oracle`, async () => {
    for (let round = 0; round < 60; round++) {
      const long = round % 3 === 0 && op !== "prod"; // long products leave float32's range, where the order decides
      const shape = long ? [1 + Math.floor(random() * 4), 1 + Math.floor(random() * 300)].toSorted(() => random() - 0.5) : randomShape(random, Math.floor(random() * 4), op === "prod" ? 3 : 12);
      const input = randomView(held[round % held.length]!, shape, random);
      const all = shape.map((_, axis) => axis);
      const search = op === "argmax" || op === "argmin";
      const axes = search ? (random() < 0.5 || all.length === 0 ? all : [all[Math.floor(random() * all.length)]!]) : all.filter(() => random() < 0.5);
      const dtype = outputDtype(op, input.dtype);
      const { actual, expected } = await compare.run([input], blank(dtype, reduced(shape, axes)), ([view], output) => ({ kind: "reduce", op, axes, input: view!, output }));
      const what = `round ${round}: ${JSON.stringify([input.dtype, shape, axes, input.strides, input.offset])}`;
      if (op === "prod" && isFloat(dtype)) expect(actual.every((value, i) => Math.abs(value - expected[i]!) <= 1e-2 * Math.abs(expected[i]!) || Object.is(value, expected[i])), what).toBe(true);
      else expect(actual, what).toEqual(expected);
    }
  });
}

describe("long folds", () => {
  const values = Float32Array.from({ length: 300_007 }, () => random() - 0.3);

  it("of everything sum within 2 ULP of float64", async () => {
    const { actual, expected } = await compare.run([hostView(values, "float32", [values.length])], blank("float32", [1]), ([input], output) => ({ kind: "reduce", op: "sum", axes: [0], input: input!, output }));
    expect(ulps(actual[0]!, expected[0]!)).toBeLessThanOrEqual(2);
  });

  it("down the columns of a tall matrix sum within 4 ULP of float64", async () => {
    const { actual, expected } = await compare.run([hostView(values, "float32", [60_001, 5])], blank("float32", [1, 5]), ([input], output) => ({ kind: "reduce", op: "sum", axes: [0], input: input!, output }));
    expect(worst(actual, expected).ulps).toBeLessThanOrEqual(4);
  });

  it("find the first of equal extremes, and the first NaN before all", async () => {
    const equal = new Float32Array(100_000);
    equal[70_000] = equal[90_000] = 5;
    const withNan = equal.slice();
    withNan[80_000] = withNan[85_000] = NaN;
    for (const stored of [equal, withNan]) {
      const { actual, expected } = await compare.run([hostView(stored, "float32", [stored.length])], blank("int32", [1]), ([input], output) => ({ kind: "reduce", op: "argmax", axes: [0], input: input!, output }));
      expect(actual).toEqual(expected);
    }
  });

  it("let NaN through max and min", async () => {
    const stored = Float32Array.of(1, NaN, 3, -Infinity, Infinity, -2);
    for (const op of ["max", "min"] as const) {
      const { actual, expected } = await compare.run([hostView(stored, "float32", [2, 3])], blank("float32", [2, 1]), ([input], output) => ({ kind: "reduce", op, axes: [1], input: input!, output }));
      expect(actual).toEqual(expected);
    }
  });

  it("of nothing give 0, 1, false and true", async () => {
    for (const op of ["sum", "prod", "any", "all"] as const) {
      const { actual, expected } = await compare.run([hostView(new Float32Array(0), "float32", [3, 0])], blank(outputDtype(op, "float32"), [3, 1]), ([input], output) => ({ kind: "reduce", op, axes: [1], input: input!, output }));
      expect(actual).toEqual(expected);
    }
  });
});

describe("what comes before and after a fold", () => {
  // sqrt(sum((x - y)^2) / count + 1), with y repeated.
  const before: Instruction[] = [
    { op: "sub", args: [{ input: 0 }, { input: 1 }], dtype: "float32" },
    { op: "mul", args: [{ step: 0 }, { step: 0 }], dtype: "float32" },
  ];
  const after: Instruction[] = [
    { op: "mul", args: [{ input: 0 }, { input: 1 }], dtype: "float32" },
    { op: "add", args: [{ step: 0 }, { constant: 1, dtype: "float32" }], dtype: "float32" },
    { op: "sqrt", args: [{ step: 1 }], dtype: "float32" },
  ];

  it.each([[[64, 96], [1]], [[64, 96], [0]], [[37, 11], [0, 1]], [[5, 3, 50], [1]], [[20_000], [0]]])("of %j over %j runs in the fold's kernel", async (shape, axes) => {
    const out = reduced(shape, axes);
    const inputs = [randomView("float32", shape, random), hostView(Float32Array.of(0.5), "float32", shape, shape.map(() => 0)), randomView("float32", out, random)];
    const { actual, expected } = await compare.run(inputs, blank("float32", out), ([input, other, factor], output) => ({
      kind: "reduce", op: "sum", axes, input: input!, prologue: { program: before, inputs: [other!] }, output, epilogue: { program: after, inputs: [factor!] },
    }));
    expect(worst(actual, expected).ulps).toBeLessThanOrEqual(6);
  });

  it("may change the dtype: how many are positive, as a float", async () => {
    const positive: Instruction[] = [{ op: "gt", args: [{ input: 0 }, { constant: 0, dtype: "float32" }], dtype: "bool" }];
    const counted: Instruction[] = [{ op: "cast", args: [{ input: 0 }], dtype: "float32" }];
    const { actual, expected } = await compare.run([randomView("float32", [30, 40], random)], blank("float32", [30, 1]), ([input], output) => ({
      kind: "reduce", op: "sum", dtype: "int32", axes: [1], input: input!, prologue: { program: positive, inputs: [] }, output, epilogue: { program: counted, inputs: [] },
    }));
    expect(actual).toEqual(expected);
  });

  it("is shown by describe, as the whole shader", () => {
    const view = (shape: number[]): View => ({ buffer: { device: "webgpu", byteLength: 4096 }, dtype: "float32", shape, strides: contiguousStrides(shape), offset: 0 });
    const text = compare.gpu.describe!({ kind: "reduce", op: "sum", axes: [1], input: view([8, 32]), prologue: { program: before.slice(1).map((step) => ({ ...step, args: [{ input: 0 }, { input: 0 }] })), inputs: [] }, output: view([8, 1]) });
    expect(text).toMatch(/let s0 = x0 \* x0;/);
    expect(text).toMatch(/@compute/);
  });
});
