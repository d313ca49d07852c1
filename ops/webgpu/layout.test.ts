import { describe, expect, it } from "vitest";
import { grid } from "./kernel.ts";
import { joinAxes } from "./layout.ts";

describe("joined axes", () => {
  it("are one for contiguous views, whatever the rank", () => {
    expect(joinAxes([2, 3, 4], [[12, 4, 1], [12, 4, 1]])).toEqual({ shape: [24], strides: [[1], [1]] });
  });

  it("stay apart where one view repeats or steps", () => {
    expect(joinAxes([2, 3, 4], [[12, 4, 1], [0, 4, 1]])).toEqual({ shape: [2, 12], strides: [[12, 1], [0, 1]] });
    expect(joinAxes([3, 4], [[8, 2], [4, 1]])).toEqual({ shape: [12], strides: [[2], [1]] });
    expect(joinAxes([3, 4], [[10, 2], [4, 1]])).toEqual({ shape: [3, 4], strides: [[10, 2], [4, 1]] });
  });

  it("leave out axes of length 1, and all of a single element", () => {
    expect(joinAxes([1, 5, 1], [[99, -1, 7]])).toEqual({ shape: [5], strides: [[-1]] });
    expect(joinAxes([1, 1], [[3, 3]])).toEqual({ shape: [], strides: [[]] });
  });
});

describe("dispatches", () => {
  it("stay within 65535 in each dimension", () => {
    for (const workgroups of [1, 65535, 65536, 1e6, 4e9]) {
      const [x, y] = grid(workgroups);
      expect(Math.max(x, y)).toBeLessThanOrEqual(65535);
      expect(x * y).toBeGreaterThanOrEqual(workgroups);
    }
  });
});
