import { afterEach, describe, expect, it, vi } from "vitest";
import { Worth } from "./worth.ts";

/** Runs jobs of one kind on a clock that the two ways move; returns how many were shared. */
function sharedOf(worth: Worth, jobs: number, { alone, shared }: { alone: number; shared: number }): number {
  let [now, count] = [0, 0];
  vi.spyOn(performance, "now").mockImplementation(() => now);
  for (let job = 0; job < jobs; job++) {
    worth.run({
      name: "exp_float32",
      cost: 1,
      grains: 4,
      alone: () => void (now += alone),
      shared() {
        [now, count] = [now + shared, count + 1];
        return true;
      },
    });
  }
  return count;
}

describe("whether sharing pays", () => {
  afterEach(() => vi.restoreAllMocks());

  it("is found by trying: nearly all jobs take the faster way", () => {
    expect(sharedOf(new Worth(), 640, { alone: 0.1, shared: 0.06 })).toBeGreaterThan(570);
    expect(sharedOf(new Worth(), 640, { alone: 0.06, shared: 0.1 })).toBeLessThan(70);
  });

  it("is asked again: when the other cores become free, jobs are shared", () => {
    const worth = new Worth();
    sharedOf(worth, 640, { alone: 0.06, shared: 0.2 });
    sharedOf(worth, 320, { alone: 0.06, shared: 0.03 });
    expect(sharedOf(worth, 640, { alone: 0.06, shared: 0.03 })).toBeGreaterThan(570);
  });

  it("is not asked for large jobs, of which a busy core only takes less", () => {
    expect(sharedOf(new Worth(), 104, { alone: 8, shared: 8.4 })).toBe(100);
  });

  it("is not asked for small jobs, which one thread does before another has begun", () => {
    expect(sharedOf(new Worth(), 640, { alone: 0.02, shared: 0.015 })).toBe(0);
  });
});
