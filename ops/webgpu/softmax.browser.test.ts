import { expect, it, vi } from "vitest";
import type { Dtype } from "../dtype.ts";
import { Comparison, blank, hostView, randomFrom, randomShape, randomView, worst, type HostView } from "./against-cpu.ts";
import { createBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const compare = new Comparison(await createBackend());
const random = randomFrom(31);

function softmax(input: HostView, axis: number) {
  return compare.run([input], blank(input.dtype, input.shape), ([view], output) => ({ kind: "softmax", axis, input: view!, output }));
}

it("is within 6 ULP of float64 on random views along every axis", async () => {
  for (let round = 0; round < 60; round++) {
    const shape = round % 4 === 0 ? randomShape(random, 2, 150) : randomShape(random, 1 + Math.floor(random() * 4), 9);
    const axis = Math.floor(random() * shape.length);
    const input = randomView("float32", shape, random);
    const { actual, expected } = await softmax(input, axis);
    expect(worst(actual, expected).ulps, `round ${round}: ${JSON.stringify([shape, axis, input.strides])}`).toBeLessThanOrEqual(6);
  }
});

it("rounds to half floats", async () => {
  for (const dtype of ["float16", "bfloat16"] satisfies Dtype[]) {
    const { actual, expected } = await softmax(randomView(dtype, [5, 70], random), 1);
    for (const [i, value] of expected.entries()) expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(value / 128);
  }
});

it("is stable for large numbers, and NaN where a row holds NaN or an infinity decides", async () => {
  const rows = [1e30, 1e30, -1e30, 3e38, -3e38, 0, NaN, 1, 2, Infinity, 1, 2, -Infinity, 1, 2, -Infinity, -Infinity, -Infinity];
  const { actual, expected } = await softmax(hostView(Float32Array.from(rows), "float32", [6, 3]), 1);
  expect(actual).toEqual(expected);
});

it("sums long rows accurately", async () => {
  const { actual, expected } = await softmax(hostView(Float32Array.from({ length: 100_000 }, () => random() * 20), "float32", [2, 50_000]), 1);
  expect(worst(actual, expected).ulps).toBeLessThanOrEqual(6);
});

it("yields logarithms along every axis", async () => {
  for (const [axis, shape] of [[1, [7, 64]], [0, [33, 8]], [1, [5, 9, 3]]] as const) {
    const { actual, expected } = await compare.run([randomView("float32", shape, random)], blank("float32", shape), ([input], output) => ({ kind: "softmax", log: true, axis, input: input!, output }));
    for (const [i, value] of expected.entries()) expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(2e-6 * Math.max(1, Math.abs(value)));
  }
});
