import { describe, expect, it } from "vitest";
import { Allocator, sizeClass } from "./allocator.ts";

const limited = (limit: number): Allocator => new Allocator(0, (end) => end <= limit);

describe("the allocator", () => {
  it("aligns to 64 bytes and wastes at most an eighth of what is large", () => {
    for (const size of [0, 1, 64, 65, 1000, 4097, 123457, 2 ** 20 + 1, 3e9]) {
      expect(sizeClass(size) % 64).toBe(0);
      expect(sizeClass(size)).toBeGreaterThanOrEqual(size);
      expect(sizeClass(size)).toBeLessThanOrEqual(Math.max(size + 64, size * 1.125 + 64));
    }
  });

  it("never hands out overlapping ranges, whatever is freed in between", () => {
    const allocator = limited(2 ** 20);
    const live = new Map<number, number>();
    let seed = 1;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    for (let i = 0; i < 2000; i++) {
      if (random(2) === 0 && live.size > 0) {
        const [start, size] = [...live][random(live.size)]!;
        live.delete(start);
        allocator.release(start, size);
      } else {
        const size = random(20000);
        const start = allocator.allocate(size);
        if (start === undefined) continue;
        expect([...live].every(([other, length]) => start + size <= other || other + length <= start)).toBe(true);
        live.set(start, size);
      }
    }
    expect(live.size).toBeGreaterThan(10);
  });

  it("uses a freed range again", () => {
    const allocator = limited(4096);
    const first = allocator.allocate(1000)!;
    allocator.release(first, 1000);
    expect(allocator.allocate(990)).toBe(first);
  });

  it("merges small freed ranges for a large one before it gives up", () => {
    const allocator = limited(64 * 64);
    const small = Array.from({ length: 64 }, () => allocator.allocate(64)!);
    expect(allocator.allocate(64)).toBeUndefined();
    for (const start of small) allocator.release(start, 64);
    expect(allocator.allocate(64 * 64)).toBe(0);
    expect(allocator.allocate(64)).toBeUndefined();
  });
});
