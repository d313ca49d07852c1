import { describe, expect, it } from "vitest";
import fixture from "./fixtures/detectors.json" with { type: "json" };
import { levelShift, LevelShift } from "./level-shift.ts";
import { volatilityShift, VolatilityShift } from "./volatility-shift.ts";

const { level, volatility } = fixture;

/** Medians and quartiles are exact, sums differ in their last digits. */
async function expectScores(scores: Promise<ArrayLike<number>>, expected: readonly number[]): Promise<void> {
  const found = await scores;
  expect(found.length).toBe(expected.length);
  expected.forEach((score, i) => expect(Math.abs(found[i]! - score), `score ${i}`).toBeLessThan(1e-11));
}

describe("levelShift", () => {
  it("agrees with pandas", async () => {
    const { series, window, scores } = level;
    await expectScores((await (await levelShift({ window }).fit(series)).score(series)).data(), scores);
  });

  it("finds the jump and only it", async () => {
    const detector = await levelShift({ window: 10, c: 3 }).fit(level.series);
    const found = (await detector.anomalies(level.series)).map(({ index }) => index);
    expect(found).toContain(60);
    expect(found.every((index) => Math.abs(index - 60) < 10)).toBe(true);
  });

  it("looks only where it was told to", async () => {
    const falling = level.series.map((value) => -value);
    const up = await levelShift({ window: 10, c: 2, direction: "positive" }).fit(falling);
    const down = await levelShift({ window: 10, c: 2, direction: "negative" }).fit(falling);
    expect((await up.anomalies(falling)).map(({ index }) => index)).not.toContain(60);
    expect((await down.anomalies(falling)).map(({ index }) => index)).toContain(60);
  });

  it("explains with both medians", async () => {
    const detector = await levelShift({ window: 10, c: 2 }).fit(level.series);
    const { reasons, isAnomaly, score, text } = await detector.explain(level.series, 60);
    expect(isAnomaly).toBe(true);
    expect(score).toBeCloseTo(level.scores[60]!, 11);
    expect(reasons[0]!.value - reasons[0]!.expected!).toBeGreaterThan(4);
    expect(text).toContain("median");
    expect((await detector.explain(level.series, 3)).text).toContain("a window of 10 does not fit on both sides");
  });

  it("scores every shift of a series that was flat", async () => {
    const flat = new Float64Array(40).fill(2.5);
    const detector = await levelShift({ window: 5 }).fit(flat);
    expect(await detector.anomalies(flat)).toEqual([]);
    const risen = flat.map((value, i) => (i < 20 ? value : value + 1e-3));
    expect((await detector.anomalies(risen)).map(({ index }) => index)).toContain(20);
  });
});

describe("volatilityShift", () => {
  for (const spread of ["std", "iqr"] as const) {
    it(`agrees with pandas: ${spread}`, async () => {
      const { series, window } = volatility;
      await expectScores((await (await volatilityShift({ window, spread }).fit(series)).score(series)).data(), volatility[spread]);
    });
  }

  it("finds where the noise begins", async () => {
    const detector = await volatilityShift({ window: 15, c: 4 }).fit(volatility.series);
    const found = (await detector.anomalies(volatility.series)).map(({ index }) => index);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((index) => Math.abs(index - 70) < 15)).toBe(true);
  });

  it("scores a spread after none as infinite", async () => {
    const series = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : 1 + (i % 3)));
    const detector = await volatilityShift({ window: 5 }).fit(series);
    expect((await (await detector.score(series)).data())[20]).toBe(Infinity);
  });
});

describe("both shifts", () => {
  it("learn a continuation as they learn the whole, and come back from JSON", async () => {
    for (const [make, load] of [[levelShift, LevelShift], [volatilityShift, VolatilityShift]] as const) {
      const whole = await make({ window: 10, direction: "positive" }).fit(level.series);
      const parts = await (await make({ window: 10, direction: "positive" }).fit(level.series.slice(0, 50))).partialFit(level.series.slice(50));
      const again = load.fromJSON(JSON.parse(JSON.stringify(parts)));
      const expected = await (await whole.score(level.series)).data();
      expect(await (await parts.score(level.series)).data()).toEqual(expected);
      expect(await (await again.score(level.series)).data()).toEqual(expected);
      expect(again.statistics().learnt).toBe(level.series.length);
    }
  });

  it("refuse what they cannot compare", async () => {
    expect(() => levelShift({ window: 1 })).toThrow(/anomaly\.levelShift: window is not an integer from 2 on: 1/);
    expect(() => volatilityShift({ window: 0 })).toThrow(/anomaly\.volatilityShift: window is not an integer from 2 on: 0/);
    expect(() => levelShift({ window: 5, direction: "up" as "both" })).toThrow(/direction is unknown: "up"/);
    expect(() => volatilityShift({ window: 5, spread: "mad" as "std" })).toThrow(/spread is unknown: "mad"/);
    await expect(levelShift({ window: 5 }).fit([1, 2, 3])).rejects.toThrow(/the series is too short: 3 values/);
    await expect(levelShift({ window: 2 }).fit([])).rejects.toMatchObject({ name: "ValidationError" });
    await expect(levelShift({ window: 2 }).fit([1, 2, 3, NaN])).rejects.toThrow(/value 3 is not finite: NaN/);
    await expect(levelShift({ window: 2 }).score([1, 2, 3, 4])).rejects.toThrow(/levelShift\.score: nothing was learnt yet/);
  });
});
