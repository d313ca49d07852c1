import { expect, it } from "vitest";
import { sparkPath } from "./Sparkline.tsx";
import { sliceGrid } from "./slice.ts";

const values = Float32Array.from({ length: 24 }, (_, index) => index);

it("takes the last two axes at the leading indices", () => {
  const grid = sliceGrid([2, 3, 4], values, [1]);
  expect([grid.rows, grid.columns, grid.at(0, 0), grid.at(2, 3)]).toEqual([3, 4, 12, 23]);
});

it("shows a vector as one row and a number as one cell", () => {
  expect(sliceGrid([24], values, [])).toMatchObject({ rows: 1, columns: 24, isMatrix: false });
  expect(sliceGrid([], values, []).at(0, 0)).toBe(0);
});

it("has no value where the kernel sent none", () => {
  expect(sliceGrid([100, 4], values, []).at(50, 0)).toBeUndefined();
});

it("draws the extremes of a long vector and leaves gaps for what is not finite", () => {
  const long = new Float32Array(10_000);
  long[5000] = 1;
  expect(sparkPath(long, 0, 1)).toContain(",2.0");
  expect(sparkPath([0, NaN, 1], 0, 1).match(/M/g)).toHaveLength(2);
});
