import { describe, expect, it } from "vitest";
import { geometricMean, interleave, median } from "./timing.ts";

describe("timing", () => {
  it("takes the middle of the sorted numbers, or the mean of the two in the middle", () => {
    expect(median([10, 1, 9])).toBe(9);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it("lets a ratio of 2 and one of 1/2 cancel", () => {
    expect(geometricMean([2, 0.5])).toBeCloseTo(1);
  });

  it("gives every competitor its turns, none of them twice in a row within a round", async () => {
    const turns: string[] = [];
    const wait = (name: string, ms: number) => async (count: number) => {
      turns.push(name);
      await new Promise((resolve) => setTimeout(resolve, ms * count));
    };
    const times = await interleave(new Map([["quick", wait("quick", 50)], ["slow", wait("slow", 100)]]), 2);
    expect([...times.keys()]).toEqual(["quick", "slow"]);
    expect(turns.slice(-4)).toEqual(["quick", "slow", "slow", "quick"]);
    expect(times.get("quick")!.best).toBeLessThanOrEqual(times.get("quick")!.ms);
  });
});
