import { describe, expect, it } from "vitest";
import { sizeClass } from "./buffers.ts";
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

describe("sizes", () => {
  it("are classes of 256 bytes, at most an eighth too long above 4 KiB", () => {
    expect([0, 1, 256, 257, 4096].map(sizeClass)).toEqual([256, 256, 256, 512, 4096]);
    for (let bytes = 4097; bytes < 2 ** 30; bytes = Math.ceil(bytes * 1.37)) {
      expect(sizeClass(bytes) % 256).toBe(0);
      expect(sizeClass(bytes)).toBeGreaterThanOrEqual(bytes);
      expect(sizeClass(bytes) / bytes).toBeLessThanOrEqual(1.125);
    }
  });

  it("of dispatches stay within 65535 in each dimension", () => {
    for (const workgroups of [1, 65535, 65536, 1e6, 4e9]) {
      const [x, y] = grid(workgroups);
      expect(Math.max(x, y)).toBeLessThanOrEqual(65535);
      expect(x * y).toBeGreaterThanOrEqual(workgroups);
    }
  });
});
