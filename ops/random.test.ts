import { expect, it } from "vitest";
import { manualSeed, rand, randint, randn } from "./index.ts";

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
