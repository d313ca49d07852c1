import { describe, expect, it } from "vitest";
import fixture from "./fixtures/detectors.json" with { type: "json" };
import { spectralResidual, SpectralResidual } from "./spectral-residual.ts";

const { series, scores, own } = fixture.saliency;
const scoresOf = async (detector: SpectralResidual, x: readonly number[]): Promise<readonly number[]> => Array.from(await (await detector.score(x)).data());

describe("spectralResidual", () => {
  it("agrees with NumPy", async () => {
    // Transforms of 155 numbers and logarithms of small magnitudes: the last digits differ.
    (await scoresOf(spectralResidual(), series)).forEach((score, i) => expect(Math.abs(score - scores[i]!)).toBeLessThan(1e-9));
    const others = await scoresOf(spectralResidual({ averaging: 5, scoring: 30, extended: 0, slopes: 8 }), series);
    others.forEach((score, i) => expect(Math.abs(score - own[i]!)).toBeLessThan(1e-9));
  });

  it("finds the spike in the wave", async () => {
    expect((await spectralResidual().anomalies(series)).map(({ index }) => index)).toContain(90);
  });

  it("explains with the saliency", async () => {
    const { score, isAnomaly, reasons } = await spectralResidual().explain(series, 90);
    expect(isAnomaly).toBe(true);
    expect(score).toBeCloseTo(scores[90]!, 9);
    expect(reasons[0]!.value).toBeGreaterThan(4 * reasons[0]!.expected!);
  });

  it("sees nothing in a constant", async () => {
    expect(Math.max(...(await scoresOf(spectralResidual(), Array.from({ length: 40 }, () => 7))).map(Math.abs))).toBeLessThan(1e-9);
  });

  it("takes its threshold from a share, and comes back from JSON", async () => {
    const detector = await spectralResidual({ contamination: 0.02, scoring: 30 }).fit(series);
    expect(await detector.anomalies(series)).toHaveLength(3);
    const again = SpectralResidual.fromJSON(JSON.parse(JSON.stringify(detector)));
    expect(await scoresOf(again, series)).toEqual(await scoresOf(detector, series));
    expect(again.threshold).toBe(detector.threshold);
    expect(again.statistics().learnt).toBe(series.length);
  });

  it("refuses what it cannot transform", async () => {
    expect(() => spectralResidual({ averaging: 0 })).toThrow(/anomaly\.spectralResidual: averaging is not an integer from 1 on: 0/);
    expect(() => spectralResidual({ scoring: -1 })).toThrow(/scoring/);
    await expect(spectralResidual().score([1, 2, 3])).rejects.toThrow(/the series is too short: 3 values/);
    await expect(spectralResidual().score([])).rejects.toMatchObject({ name: "ValidationError" });
    await expect(spectralResidual().score([1, 2, 3, 4, 5, Infinity])).rejects.toThrow(/value 5 is not finite: Infinity/);
  });
});
