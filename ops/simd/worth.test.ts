import { afterEach, describe, expect, it, vi } from "vitest";
import { Worth } from "./worth.ts";

/** Runs jobs of one kind on a clock that the two ways move; returns how many were shared. */
function sharedOf(worth: Worth, jobs: number, { alone, shared }: { alone: number; shared: number }): number {
  let [now, count] = [0, 0];
  vi.spyOn(performance, "now").mockImplementation(() => now);
  for (let job = 0; job < jobs; job++) {
    worth.run(1, () => void (now += alone), () => void ([now, count] = [now + shared, count + 1]));
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
    expect(sharedOf(new Worth(), 100, { alone: 2, shared: 2.1 })).toBe(100);
  });
});
