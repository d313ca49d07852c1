import { describe, expect, it } from "vitest";
import fixture from "./fixtures/hybrid-esd.json" with { type: "json" };
import { seasonalHybridEsd, type HybridEsdOptions } from "./hybrid-esd.ts";

const { series, period, cases } = fixture;

describe("seasonalHybridEsd", () => {
  for (const { season, direction, maxAnomalies, anomalies } of cases) {
    it(`agrees with the test done step by step: ${season}, ${direction}, at most ${maxAnomalies}`, async () => {
      const found = await seasonalHybridEsd(series, { period, season, direction, maxAnomalies } as HybridEsdOptions);
      expect(found.anomalies.map(({ index }) => index)).toEqual(anomalies.map(({ index }) => index));
      // The seasons agree to 1e-10; quantiles of t to about as many digits.
      found.anomalies.forEach((anomaly, i) => {
        for (const key of ["score", "criticalValue", "value", "expected"] as const) expect(anomaly[key], key).toBeCloseTo(anomalies[i]![key], 8);
      });
    });
  }

  it("finds the period by itself, and what was planted", async () => {
    const found = await seasonalHybridEsd(series);
    expect(found.period).toBe(12);
    expect(found.anomalies.map(({ index }) => index)).toEqual(expect.arrayContaining([30, 31, 60, 100, 150, 180]));
  });

  it("finds nothing where half of the values are as always", async () => {
    const exact = Array.from({ length: 60 }, (_, i) => i % 6);
    expect((await seasonalHybridEsd(exact, { period: 6, season: "median" })).anomalies).toEqual([]);
  });

  it("refuses what it cannot test", async () => {
    const refusals: readonly [HybridEsdOptions, RegExp][] = [
      [{ maxAnomalies: 0 }, /anomaly\.seasonalHybridEsd: maxAnomalies is not in \(0, 0\.49\]: 0/],
      [{ maxAnomalies: 0.5 }, /maxAnomalies/],
      [{ alpha: 1 }, /alpha is not between 0 and 1: 1/],
      [{ direction: "pos" as "both" }, /direction is unknown: "pos"/],
      [{ season: "mean" as "stl" }, /season is unknown: "mean"/],
      [{ period: 1 }, /period is not an integer from 2 on: 1/],
      [{ period: 200 }, /the series is too short: 240 values/],
    ];
    for (const [options, message] of refusals) await expect(seasonalHybridEsd(series, options)).rejects.toThrow(message);
    await expect(seasonalHybridEsd(Array.from({ length: 50 }, (_, i) => i))).rejects.toMatchObject({ name: "ComputationError" });
    await expect(seasonalHybridEsd([1, 2, 3, NaN, 5, 6, 7])).rejects.toThrow(/value 3 is not finite: NaN/);
    await expect(seasonalHybridEsd([])).rejects.toMatchObject({ name: "ValidationError" });
  });
});
