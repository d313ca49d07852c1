import { describe, expect, it } from "vitest";
import type { Group } from "../../ops/profile/group.ts";
import { Ring } from "../../ops/profile/ring.ts";
import { BLOCK_FIELDS } from "../wire/profile.ts";
import { createBlocks } from "./blocks.ts";

const groups = [{ kind: "kernel" }, { kind: "kernel" }, { kind: "compile" }] as Group[];

function rows(numbers: Float64Array): number[][] {
  return Array.from({ length: numbers.length / BLOCK_FIELDS }, (_, row) => [...numbers.subarray(row * BLOCK_FIELDS, (row + 1) * BLOCK_FIELDS)]);
}

describe("blocks", () => {
  it("are the spans themselves while there are few, each told once", () => {
    const ring = new Ring();
    const blocks = createBlocks(ring, groups);
    ring.push(0, 10, 2, 0, 1, false);
    ring.push(2, 13, 1, 0, 1, false);
    expect(rows(blocks.next())).toEqual([
      [10, 2, 2, 1, 0],
      [13, 1, 1, 1, 2],
    ]);
    expect(blocks.next()).toHaveLength(0);
  });

  it("stand for many spans when there are many, and lose none of their time", () => {
    const ring = new Ring();
    const blocks = createBlocks(ring, groups);
    for (let index = 0; index < 50_000; index++) ring.push(index % 2, index * 0.01, 0.005, 0, 1, false);
    ring.push(1, 500, 40, 0, 1, false);
    const made = rows(blocks.next());
    expect(made.length).toBeLessThan(1_000);
    expect(made.reduce((sum, [, , , spans]) => sum + spans!, 0)).toBe(50_001);
    expect(made.reduce((sum, [, , busy]) => sum + busy!, 0)).toBeCloseTo(50_000 * 0.005 + 40, 6);
    expect(made.at(-1)).toEqual([500, 40, 40, 1, 1]);
  });

  it("lie one after the other on the GPU, whose clock tells lengths only", () => {
    const ring = new Ring();
    const blocks = createBlocks(ring, groups);
    ring.push(0, 1, 3, 0, 1, true);
    ring.push(0, 2, 3, 0, 1, true);
    expect(rows(blocks.next()).map(([start]) => start)).toEqual([1, 4]);
  });
});
