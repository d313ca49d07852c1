import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import { seasonal, Seasonal } from "./seasonal.ts";

/** Ten weeks of days on a slope, with noise that comes from nowhere twice. */
const weeks = (n = 70): Float64Array => Float64Array.from({ length: n }, (_, i) => 0.1 * i + 5 * Math.sin((2 * Math.PI * i) / 7) + 0.3 * Math.cos(i * i));

const withSpike = (at: number, height: number): Float64Array => {
  const values = weeks();
  values[at]! += height;
  return values;
};

for (const device of ["cpu", "wasm"] as const) {
  describe(`the seasonal detector on ${device}`, () => {
    beforeAll(() => setDevice(device));
    afterAll(() => setDevice("cpu"));

    it("finds the period and the value that does not fit", async () => {
      const series = withSpike(40, 6); // within the range of the series
      const detector = await seasonal().fit(series);
      expect(detector.known.period).toBe(7);
      expect((await detector.anomalies(series)).map(({ index }) => index)).toEqual([40]);
      const flags = await (await detector.predict(series)).data();
      expect(flags[40]).toBe(1);
    });
  });
}

describe("the seasonal detector", () => {
  it("explains a value by trend, season and remainder", async () => {
    const series = withSpike(40, -6);
    const detector = await seasonal({ period: 7 }).fit(series);
    const found = await detector.explain(series, 40);
    expect(found.isAnomaly).toBe(true);
    expect(found.observed).toBe(series[40]);
    expect(found.expected).toBeCloseTo(found.trend + found.seasonal, 12);
    expect(found.observed - found.expected).toBeCloseTo(found.remainder, 12);
    expect(found.score).toBeCloseTo(Math.abs(found.remainder - detector.known.centre) / found.scale, 12);
    expect(found.expected).toBeCloseTo(weeks()[40]!, 0);
    expect(found.text).toMatch(/observed .* expected .* = trend .* \+ season .*; remainder/);
  });

  it("scores what comes after with what it learnt", async () => {
    const detector = await seasonal({ period: 7 }).fit(weeks());
    const scores = await (await detector.score(tensor(Array.from(withSpike(20, 9)), { dtype: "float32" }))).data();
    expect(scores).toHaveLength(70);
    expect(Array.from(scores).indexOf(Math.max(...scores))).toBe(20);
  });

  it("learns a continuation as it learns the whole", async () => {
    const whole = await seasonal({ period: 7 }).fit(weeks());
    const parts = await (await seasonal({ period: 7 }).fit(weeks().slice(0, 30))).partialFit(weeks().slice(30));
    expect(parts.known).toEqual(whole.known);
    expect(parts.statistics().learnt).toBe(70);
  });

  it("keeps what it learnt when the array is used again", async () => {
    const buffer = weeks().slice(0, 30);
    const detector = await seasonal({ period: 7 }).fit(buffer);
    buffer.fill(0);
    await detector.partialFit(weeks().slice(30));
    expect(detector.known).toEqual((await seasonal({ period: 7 }).fit(weeks())).known);
  });

  it("takes its threshold from a share of anomalies", async () => {
    const detector = await seasonal({ period: 7, contamination: 0.1 }).fit(weeks());
    expect(await detector.anomalies(weeks())).toHaveLength(7);
  });

  it("comes back from JSON", async () => {
    const detector = await seasonal({ robust: false, threshold: 2 }).fit(weeks());
    const again = Seasonal.fromJSON(JSON.parse(JSON.stringify(detector)));
    expect(await (await again.score(weeks())).data()).toEqual(await (await detector.score(weeks())).data());
    expect(again).toMatchObject({ threshold: 2, robust: false, period: "auto" });
    expect((await again.partialFit(weeks(14))).statistics().learnt).toBe(84);
    expect(Seasonal.fromJSON(JSON.parse(JSON.stringify(seasonal()))).statistics().learnt).toBe(0);
  });

  it("sees nothing strange in a constant, and no scale in rounding", async () => {
    const constant = await seasonal({ period: 5 }).fit(new Float64Array(30).fill(0.1));
    expect(Math.max(...(await (await constant.score(new Float64Array(30).fill(0.1))).data()))).toBeLessThan(0.1);
    const exact = Float64Array.from({ length: 60 }, (_, i) => (i % 6) * 0.1);
    expect(await (await seasonal({ period: 6 }).fit(exact)).anomalies(exact)).toEqual([]);
  });

  it("refuses what it cannot look at", async () => {
    await expect(seasonal().score(weeks())).rejects.toThrow(/anomaly\.seasonal\.score: nothing was learnt yet/);
    await expect(seasonal().explain(weeks(), 3)).rejects.toMatchObject({ name: "ComputationError" });
    expect(() => seasonal().known).toThrow("nothing was learnt yet");
    await expect(seasonal().fit(Float64Array.from({ length: 40 }, (_, i) => i))).rejects.toThrow(/no period found in 40 values/);
    await expect(seasonal({ period: 20 }).fit(weeks(30))).rejects.toThrow(/the series is too short: 30 values/);
    await expect((await seasonal({ period: 7 }).fit(weeks())).score(weeks(13))).rejects.toThrow(/too short: 13 values/);
    await expect((await seasonal({ period: 7 }).fit(weeks())).explain(weeks(), 70)).rejects.toThrow(/no value 70 to explain among 70/);
    expect(() => seasonal({ period: 1 })).toThrow(/anomaly\.seasonal: period is not an integer from 2 on: 1/);
    expect(() => seasonal({ period: "weekly" as "auto" })).toThrow(/period is neither a number nor "auto": "weekly"/);
    expect(() => seasonal({ contamination: 0.6 })).toThrow(/contamination is not in \(0, 0\.5\]: 0\.6/);
    await expect(seasonal({ period: 2 }).fit([1, 2, NaN, 4])).rejects.toThrow(/value 2 is not finite: NaN/);
    await expect(seasonal({ period: 2 }).fit([])).rejects.toMatchObject({ name: "ValidationError" });
  });
});
