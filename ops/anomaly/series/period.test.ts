import { describe, expect, it } from "vitest";
import { findPeriod } from "./period.ts";

/** Normal numbers that are the same each time. */
function noise(n: number, seed: number): Float64Array {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32 + 2 ** -33;
  };
  return Float64Array.from({ length: n }, () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
}

const walk = (n: number, seed: number): Float64Array => {
  let at = 0;
  return noise(n, seed).map((step) => (at += step));
};

const series = (n: number, at: (i: number) => number, spread = 0): Float64Array => noise(n, 5).map((value, i) => at(i) + spread * value);
const wave = (period: number) => (i: number): number => Math.sin((2 * Math.PI * i) / period);

describe("findPeriod", () => {
  const found: readonly [string, Float64Array, number][] = [
    ["a sine", series(200, wave(25)), 25],
    ["a sine whose cycles are not whole", series(230, wave(24)), 24],
    ["a sine in noise of its size", series(600, wave(12), 1), 12],
    ["years of months on a bent trend", series(240, (i) => 0.001 * i * i + 3 * wave(12)(i), 0.5), 12],
    ["a season on a random walk", walk(500, 3).map((value, i) => value + 5 * wave(20)(i)), 20],
    ["one spike a day", series(24 * 30, (i) => (i % 24 === 7 ? 10 : 0), 0.5), 24],
    ["a saw", series(300, (i) => i % 30, 1), 30],
    ["alternating values", series(60, (i) => i % 2, 0.1), 2],
    ["three periods only", series(72, (i) => 5 * wave(24)(i), 0.2), 24],
    ["three teeth of a saw", series(66, (i) => i % 20, 1), 20],
    ["100,000 values", series(100_000, wave(24), 2), 24],
  ];
  for (const [what, x, period] of found) {
    it(`finds the period of ${what}`, async () => {
      expect(await findPeriod(x)).toMatchObject({ period });
    });
  }

  it("tells how strong a period is", async () => {
    const { strength } = (await findPeriod(series(200, wave(25))))!;
    expect(strength).toBeGreaterThan(0.9);
    const weaker = (await findPeriod(series(600, wave(12), 1)))!; // half of the power is noise's twice
    expect(weaker.strength).toBeGreaterThan(0.2);
    expect(weaker.strength).toBeLessThan(0.5);
  });

  it("names a day and a week", async () => {
    const { candidates } = (await findPeriod(series(24 * 7 * 12, (i) => 2 * wave(24)(i) + (i % 168 < 48 ? -3 : 0), 0.3)))!;
    expect(candidates.map(({ period }) => period)).toEqual(expect.arrayContaining([24, 168]));
  });

  const none: readonly [string, Float64Array][] = [
    ["a constant", new Float64Array(50).fill(3)],
    ["a line", Float64Array.from({ length: 100 }, (_, i) => 3 + 0.1 * i)],
    ["a parabola", Float64Array.from({ length: 100 }, (_, i) => i * i)],
    ["exponential growth", Float64Array.from({ length: 200 }, (_, i) => Math.exp(i / 40))],
    ["a trend in noise", series(300, (i) => 0.05 * i, 1)],
    ["three values", Float64Array.of(1, 2, 1)],
  ];
  for (const [what, x] of none) {
    it(`finds none in ${what}`, async () => {
      expect(await findPeriod(x)).toBeUndefined();
    });
  }

  it("finds none in noise and in random walks, but for one in a hundred", async () => {
    let wrong = 0;
    for (let seed = 1; seed <= 100; seed++) {
      if (await findPeriod(noise(50 + 5 * seed, seed))) wrong++;
      if (await findPeriod(walk(50 + 5 * seed, seed))) wrong++;
    }
    expect(wrong).toBeLessThanOrEqual(2);
  });

  it("refuses gaps and nothing", async () => {
    await expect(findPeriod([1, 2, NaN, 4])).rejects.toThrow(/anomaly\.findPeriod: value 2 is not finite: NaN/);
    await expect(findPeriod([])).rejects.toMatchObject({ name: "ValidationError" });
  });
});
