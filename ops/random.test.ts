import { expect, it } from "vitest";
import { bernoulli, manualSeed, normal, permutation, rand, randint, randn, tensor, uniform } from "./index.ts";

it("draws uniform numbers in [0, 1) with the right mean and variance", async () => {
  manualSeed(1);
  const x = Array.from(await rand([20000], { dtype: "float64" }).data());
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
  expect(Math.min(...x)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...x)).toBeLessThan(1);
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
  expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.003);
});

it("draws normal numbers with mean 0 and variance 1", async () => {
  manualSeed(2);
  const x = Array.from(await randn([20000]).data());
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1)).toBeLessThan(0.05);
});

it("draws every whole number of a range and none outside", async () => {
  const drawn = new Set(await randint(-2, 3, [500]).data());
  expect([...drawn].toSorted((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
  expect(() => randint(3, 3)).toThrow("randint: invalid range: [3, 3)");
});

it("never rounds up to 1 in the small floats", async () => {
  manualSeed(3);
  for (const dtype of ["float16", "bfloat16"] as const) {
    expect(Math.max(...(await rand([5000], { dtype }).data()))).toBeLessThan(1);
  }
});

it("refuses a seed that is not a whole number", () => {
  expect(() => manualSeed(-1)).toThrow("manualSeed: invalid seed: -1");
});

it("draws true as often as asked", async () => {
  manualSeed(4);
  expect(await bernoulli(0.25, [20000]).sum().item()).toBeGreaterThan(4800);
  expect(await bernoulli(0.25, [20000]).sum().item()).toBeLessThan(5200);
  expect(await bernoulli(tensor([[0, 1], [1, 0]])).array()).toEqual([[false, true], [true, false]]);
  expect(() => bernoulli(1.5)).toThrow("bernoulli: not a probability: 1.5");
});

it("shifts and scales what it draws", async () => {
  manualSeed(5);
  const [standard, even] = [await randn([50], { dtype: "float64" }).data(), await rand([50], { dtype: "float64" }).data()];
  manualSeed(5);
  expect(await normal(3, 2, [50], { dtype: "float64" }).data()).toEqual(standard.map((x) => 3 + 2 * x));
  expect(await uniform(-4, 4, [50], { dtype: "float64" }).data()).toEqual(even.map((x) => -4 + 8 * x));
  expect(() => normal(0, -1)).toThrow("normal: invalid standard deviation: -1");
  expect(() => uniform(0, Infinity)).toThrow("uniform: invalid range: [0, Infinity)");
});

it("puts numbers, or the rows of a tensor, in any order with the same chance", async () => {
  manualSeed(6);
  const seen = new Map<string, number>();
  for (let i = 0; i < 3000; i++) {
    const order = Array.from(await permutation(3).data()).join("");
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect([...seen.keys()].toSorted()).toEqual(["012", "021", "102", "120", "201", "210"]);
  expect(Math.min(...seen.values())).toBeGreaterThan(400);
  const rows = (await permutation(tensor([[1, 1], [2, 2], [3, 3]])).array()) as number[][];
  expect(rows.toSorted((a, b) => a[0]! - b[0]!)).toEqual([[1, 1], [2, 2], [3, 3]]);
  expect(() => permutation(tensor(1))).toThrow("permutation: nothing to put in order: a single number");
});
