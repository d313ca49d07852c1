import { describe, expect, it, vi } from "vitest";
import type { ReduceOp } from "../backend.ts";
import { computeDtype, dtypes, type Dtype, isFloat } from "../dtype.ts";
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
