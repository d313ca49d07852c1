import { describe, expect, it } from "vitest";
import { allRuns, lastRuns, pan, ticksOf, zoom } from "./viewport.ts";

const run = (start: number, ms: number | null) => ({ run: String(start), cell: "a", start, ms });

describe("a viewport", () => {
  it("zooms around a moment, which stays where it is", () => {
    expect(zoom({ start: 0, end: 100 }, 0.5, 20)).toEqual({ start: 10, end: 60 });
  });

  it("never becomes shorter than a microsecond", () => {
    const { start, end } = zoom({ start: 0, end: 0.002 }, 1e-6, 0.001);
    expect(end - start).toBeCloseTo(1e-3, 9);
  });

  it("moves by a part of itself", () => {
    expect(pan({ start: 10, end: 20 }, 0.5)).toEqual({ start: 15, end: 25 });
  });

  it("shows the last run with those just before it, up to now while it lasts", () => {
    const runs = [run(0, 100), run(5_000, 100), run(5_110, null)];
    const { start, end } = lastRuns(runs, 5_300)!;
    expect([Math.round(start), Math.round(end)]).toEqual([4994, 5306]);
    expect(Math.round(allRuns(runs, 5_300)!.start)).toBe(-106);
    expect(lastRuns([], 0)).toBeNull();
  });

  it("marks round moments", () => {
    expect(ticksOf({ start: 3, end: 27 }, 5)).toEqual([5, 10, 15, 20, 25]);
    expect(ticksOf({ start: 0, end: 0.004 }, 4)).toEqual([0, 0.001, 0.002, 0.003, 0.004]);
  });
});
