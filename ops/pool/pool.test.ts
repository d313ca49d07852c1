import { describe, expect, it } from "vitest";
import { Pool, sizeClass } from "./pool.ts";

/** Counts what it makes; has room for `room` bytes. */
function open(keptBytes = 2 ** 20, room = Infinity, capacity = Infinity): { pool: Pool<{ id: number }>; made: number[]; destroyed: number[] } {
  const [made, destroyed]: [number[], number[]] = [[], []];
  let held = 0;
  const pool = new Pool<{ id: number }>(
    {
      create(size) {
        if (held + size > room) return undefined;
        held += size;
        made.push(size);
        return { id: made.length };
      },
      destroy({ id }, size) {
        held -= size;
        destroyed.push(id);
      },
    },
    { alignment: 64, keptBytes, capacity },
  );
  return { pool, made, destroyed };
}

describe("a pool", () => {
  it("uses a released block again for a request of about its size", () => {
    const { pool, made } = open();
    const { block, size } = pool.take(1000)!;
    pool.give(block, size, 1000);
    expect(pool.take(990)).toEqual({ block, size });
    expect(made).toEqual([1024]);
    expect(pool.use()).toMatchObject({ hits: 1, reusedBytes: 1024, misses: 1, liveBytes: 1024, requestedBytes: 990, idleBytes: 0 });
  });

  it("takes the smallest idle block that fits, and none that is much too large", () => {
    const { pool } = open();
    const blocks = [1024, 1152, 1280, 4096].map((size) => ({ ...pool.take(size)!, size }));
    for (const { block, size } of blocks.slice(1)) pool.give(block, size, size);
    expect(pool.take(1020)!.size).toBe(1152);
    expect(pool.take(1020)!.size).toBe(1280);
    expect(pool.take(1020)!.size).toBe(1024);
    expect(pool.use().misses).toBe(5);
  });

  it("lets go of the blocks that wait longest when too much is idle", () => {
    const { pool, destroyed } = open(256);
    const taken = [64, 64, 128, 128].map((size) => pool.take(size)!);
    for (const { block, size } of taken) pool.give(block, size, size);
    expect(destroyed).toEqual([1, 2]);
    expect(pool.use().idleBytes).toBe(256);
  });

  it("keeps less the nearer the memory is to its end", () => {
    const { pool } = open(1024, Infinity, 4096);
    const idle = Array.from({ length: 16 }, () => pool.take(64)!);
    for (const { block, size } of idle) pool.give(block, size, 64);
    expect(pool.use()).toMatchObject({ pressure: "low", idleBytes: 1024 });
    pool.take(2304);
    expect(pool.use()).toMatchObject({ pressure: "high", idleBytes: 256 });
    pool.take(1024);
    expect(pool.use()).toMatchObject({ pressure: "critical", idleBytes: 0 });
  });

  it("gives all idle blocks back rather than fail", () => {
    const { pool, destroyed } = open(Infinity, 1024);
    const small = Array.from({ length: 8 }, () => pool.take(128)!);
    for (const { block, size } of small) pool.give(block, size, 128);
    expect(pool.take(1024)?.size).toBe(1024);
    expect(destroyed).toHaveLength(8);
    expect(pool.take(64)).toBeUndefined();
  });

  it("wastes an eighth at most, beyond the smallest sizes", () => {
    for (const byteLength of [1, 64, 65, 512, 513, 1000, 4097, 1e6, 2 ** 30 + 1, 3e9]) {
      const size = sizeClass(byteLength, 64);
      expect(size).toBeGreaterThanOrEqual(byteLength);
      expect(size % 64).toBe(0);
      expect(size - byteLength).toBeLessThan(Math.max(64, byteLength / 8 + 1));
    }
  });
});
