import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSpace, strategies } from "./space.ts";

const sizes = fc.integer({ min: 1, max: 64 }).map((units) => units * 64);
const limit = 2 ** 20;

describe.each(strategies)("a space by %s", (strategy) => {
  const open = (): ReturnType<typeof createSpace> => createSpace(strategy, 128, (end) => end <= limit + 128);

  it("never hands out what is in use, and nothing beyond its end", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(sizes, fc.boolean(), fc.nat()), { maxLength: 200 }), (requests) => {
        const space = open();
        const live: [start: number, size: number][] = [];
        for (const [size, frees, which] of requests) {
          if (frees && live.length > 0) space.release(...live.splice(which % live.length, 1)[0]!);
          const start = space.allocate(size);
          if (start === undefined) continue;
          expect(start % 64).toBe(0);
          expect(start + size).toBeLessThanOrEqual(limit + 128);
          for (const [other, length] of live) expect(start + size <= other || other + length <= start).toBe(true);
          live.push([start, size]);
        }
      }),
    );
  });

  it("is whole again when everything was given back, in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(sizes, fc.nat()), { minLength: 1, maxLength: 60 }), (requests) => {
        const space = open();
        const live = requests.map(([size, order]) => ({ start: space.allocate(size)!, size, order })).toSorted((a, b) => a.order - b.order);
        for (const { start, size } of live) space.release(start, size);
        const { bytes, largest } = space.free();
        expect(largest).toBe(bytes);
        expect(space.allocate(limit)).toBe(128);
      }),
    );
  });

  it("tells when there is no room", () => {
    const space = open();
    expect(space.allocate(limit * 2)).toBeUndefined();
    expect(space.allocate(limit)).toBe(128);
    expect(space.allocate(64)).toBeUndefined();
  });
});

describe("the strategies", () => {
  /** Free ranges of 256, 64 and 512 bytes, in this order. */
  const holes = (strategy: Parameters<typeof createSpace>[0]): ReturnType<typeof createSpace> => {
    const space = createSpace(strategy, 0, () => true);
    const ranges = [256, 64, 64, 64, 512, 64].map((size) => [space.allocate(size)!, size] as const);
    for (const index of [0, 2, 4]) space.release(...ranges[index]!);
    return space;
  };

  it("choose the first, the shortest or the longest range that is long enough", () => {
    expect(holes("first-fit").allocate(64)).toBe(0);
    expect(holes("best-fit").allocate(64)).toBe(320);
    expect(holes("worst-fit").allocate(64)).toBe(448);
  });

  it("halve blocks and make them whole again", () => {
    const space = createSpace("buddy", 0, () => true);
    const [a, b] = [space.allocate(64)!, space.allocate(64)!];
    expect([a, b]).toEqual([0, 64]);
    expect(space.allocate(100)).toBe(128);
    space.release(a, 64);
    space.release(b, 64);
    expect(space.allocate(128)).toBe(0);
  });
});
