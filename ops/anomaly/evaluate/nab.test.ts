import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../../allclose.ts";
import { ShapeError, ValidationError } from "../../errors.ts";
import "../../methods.ts";
import fixture from "../fixtures/evaluate.json" with { type: "json" };
import { nabScore, type NabProfile, type NabWindow } from "./nab.ts";

const profiles: NabProfile[] = ["standard", "rewardLowFP", "rewardLowFN"];

/** A series of `n` moments with detections at these. */
const detectedAt = (n: number, moments: readonly number[]): number[] => Array.from({ length: n }, (_, at) => (moments.includes(at) ? 1 : 0));

const windows: NabWindow[] = [[30, 39], [60, 79]];
const sigmoid = (y: number): number => 2 / (1 + Math.exp(5 * y)) - 1;

describe("nabScore", () => {
  it.each(profiles)("is 100 for every window found at its first moment and 0 for nothing found, by the profile %s", async (profile) => {
    expect((await nabScore(detectedAt(100, [30, 60]), windows, { profile })).score).toBe(100);
    expect((await nabScore(detectedAt(100, []), windows, { profile })).score).toBe(0);
  });

  it.each(fixture.nab.flatMap((expected) => profiles.map((profile) => [expected.n, profile, expected] as const)))("agrees with its definition on %i moments, by the profile %s", async (n, profile, expected) => {
    const found = await nabScore(detectedAt(n, expected.detections), expected.windows as unknown as NabWindow[], { profile });
    toBeAllclose([found.raw, found.score], [expected[profile].raw, expected[profile].score], { rtol: 1e-12, atol: 1e-12 });
  });

  it("counts only the first detection in a window, the earlier the more", async () => {
    const [early, late, both] = await Promise.all([[32], [38], [32, 38]].map((moments) => nabScore(detectedAt(100, [...moments, 60]), windows)));
    expect(early!.score).toBeGreaterThan(late!.score);
    expect(both).toEqual(early);
    toBeAllclose([early!.windows[0]!.score], [sigmoid(-0.8) / sigmoid(-1)], { rtol: 1e-14 });
    expect(early!.windows[0]).toMatchObject({ start: 30, end: 39, detection: 32 });
  });

  it("takes off the more for a false detection, the farther it is behind a window", async () => {
    const near = await nabScore(detectedAt(100, [30, 41, 60]), windows);
    const far = await nabScore(detectedAt(100, [30, 55, 60]), windows);
    const before = await nabScore(detectedAt(100, [20, 30, 60]), windows);
    toBeAllclose([near.falseScore, far.falseScore, before.falseScore], [0.11 * sigmoid(2 / 9), 0.11 * sigmoid(16 / 9), -0.11], { rtol: 1e-14 });
    expect(near).toMatchObject({ falseDetections: 1 });
    const costly = await nabScore(detectedAt(100, [30, 55, 60]), windows, { profile: "rewardLowFP" });
    expect(costly.falseScore).toBeCloseTo(2 * far.falseScore, 14);
    expect((await nabScore(detectedAt(100, [30]), windows, { profile: "rewardLowFN" })).score).toBeCloseTo((100 * 3) / 6, 12);
  });

  it("leaves out the probation: 15 percent at first", async () => {
    expect(await nabScore(detectedAt(100, [2, 14, 30, 60]), windows)).toMatchObject({ score: 100, falseDetections: 0 });
    expect(await nabScore(detectedAt(100, [2, 15, 30, 60]), windows)).toMatchObject({ falseDetections: 1 });
    expect(await nabScore(detectedAt(100, [60]), windows, { probation: 40 })).toMatchObject({ score: 100, windows: [{ start: 60 }] });
    expect((await nabScore(detectedAt(100, [2, 30, 60]), windows, { probation: 0 })).falseDetections).toBe(1);
  });

  it("takes windows in any order, and one of a single moment", async () => {
    expect(await nabScore(detectedAt(100, [31, 66]), windows.toReversed())).toEqual(await nabScore(detectedAt(100, [31, 66]), windows));
    expect(await nabScore(detectedAt(100, [50, 51]), [[50, 50]])).toMatchObject({ raw: 1 - 0.11 });
    expect((await nabScore(detectedAt(100, [50]).map(Boolean), [[50, 50]])).score).toBe(100);
  });

  it("refuses windows that are none", async () => {
    const series = detectedAt(100, []);
    await expect(nabScore(series, [])).rejects.toThrow("anomaly.nabScore: no windows");
    for (const window of [[5, 4], [-1, 5], [90, 100], [1.5, 3]] as NabWindow[]) await expect(nabScore(series, [window])).rejects.toThrow("not a window in a series of 100");
    await expect(nabScore(series, [[20, 30], [30, 40]])).rejects.toThrow("windows overlap: [20, 30] and [30, 40]");
    await expect(nabScore(series, [[2, 9]])).rejects.toThrow("no window ends after the probation of 15 moments");
    await expect(nabScore(series, windows, { probation: 100 })).rejects.toThrow(ValidationError);
    await expect(nabScore([], windows)).rejects.toThrow(ShapeError);
    await expect(nabScore([0, 0.5], windows)).rejects.toThrow("label 1 is neither 0 nor 1: 0.5");
    await expect(nabScore(series, windows, { profile: "kind" as NabProfile })).rejects.toThrow("unknown profile: kind");
  });
});
