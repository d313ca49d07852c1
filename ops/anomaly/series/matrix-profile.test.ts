import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import cases from "./fixtures/matrix-profile.json" with { type: "json" };
import { matrixProfile } from "./matrix-profile.ts";
import { discords, motifs } from "./motifs.ts";

const waves = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => Math.sin(i / 7) + 0.3 * Math.cos(i * i));

for (const device of ["cpu", "wasm"] as const) {
  describe(`the matrix profile on ${device}`, () => {
    beforeAll(() => setDevice(device));
    afterAll(() => setDevice("cpu"));

    for (const { name, series, window, profile, indices } of cases) {
      it(`agrees with stumpy: ${name}`, async () => {
        const found = await matrixProfile(series, { window });
        const [distances, places] = [await found.profile.data(), await found.indices.data()];
        expect(distances.length).toBe(profile.length);
        // stumpy takes distances from correlations, which loses digits where windows are much alike or the numbers are far from 0.
        profile.forEach((distance, i) => expect(Math.abs(distances[i]! - (distance ?? Infinity)) || 0, `distance ${i}`).toBeLessThan(1e-8));
        // Of equal distances another one may be named.
        const constant = (at: number): boolean => series.slice(at, at + window).every((value) => value === series[at]);
        indices.forEach((place, i) => {
          const tied = place >= 0 && (constant(place) || constant(i));
          if (!tied) expect(places[i], `place ${i}`).toBe(place);
        });
      });
    }

    it("finds exactly 0 for what comes again, bit by bit", async () => {
      const once = waves(100);
      const { profile, indices } = await matrixProfile([...once, ...once], { window: 20 });
      expect((await profile.data())[30]).toBe(0);
      expect((await indices.data())[30]).toBe(130);
    });
  });
}

describe("the matrix profile", () => {
  it("is the same on the kernel as in the loops, over many chunks of rows", async () => {
    const series = waves(9000);
    const slow = await matrixProfile(series, { window: 16 });
    await setDevice("wasm");
    const fast = await matrixProfile(series, { window: 16 });
    await setDevice("cpu");
    const [a, b] = [await slow.profile.data(), await fast.profile.data()];
    let differences = 0;
    a.forEach((value, i) => (differences = Math.max(differences, Math.abs(value - b[i]!))));
    expect(differences).toBeLessThan(1e-9);
  });

  it("names the strangest window and the pairs that are alike", async () => {
    const series = Float64Array.from({ length: 400 }, (_, i) => Math.sin((2 * Math.PI * i) / 40) + 0.01 * Math.cos(i * i));
    for (let i = 200; i < 220; i++) series[i] = 0.1 * Math.cos(3 * i);
    const found = await matrixProfile(tensor(Array.from(series), { dtype: "float64" }), { window: 40 });
    const [strangest] = await discords(found, { count: 1 });
    expect(strangest!.index).toBeGreaterThan(160);
    expect(strangest!.index).toBeLessThan(220);
    const pairs = await motifs(found, { count: 2 });
    expect(pairs).toHaveLength(2);
    expect((pairs[0]!.neighbour - pairs[0]!.index) % 40).toBe(0);
    expect(pairs[0]!.distance).toBeLessThanOrEqual(pairs[1]!.distance);
    expect(Math.abs(pairs[0]!.index - pairs[1]!.index)).toBeGreaterThan(found.exclusion);
  });

  it("tells how far it is and stops when asked to", async () => {
    const shares: number[] = [];
    await matrixProfile(waves(300), { window: 10, onProgress: ({ done, total }) => shares.push(done / total) });
    expect(shares.at(-1)).toBe(1);
    const stopping = new AbortController();
    stopping.abort(new Error("enough"));
    await expect(matrixProfile(waves(300), { window: 10, signal: stopping.signal })).rejects.toThrow("enough");
  });

  it("stops in the middle", async () => {
    const stopping = new AbortController();
    const shares: number[] = [];
    const onProgress = ({ done, total }: { done: number; total: number }): void => {
      shares.push(done / total);
      setTimeout(() => stopping.abort());
    };
    await expect(matrixProfile(waves(9000), { window: 10, signal: stopping.signal, onProgress })).rejects.toMatchObject({ name: "AbortError" });
    expect(shares.at(-1)).toBeLessThan(1);
  });

  it("refuses what it cannot compare", async () => {
    await expect(matrixProfile(waves(50), { window: 2 })).rejects.toThrow(/window is not an integer from 3 on: 2/);
    await expect(matrixProfile(waves(50), { window: -5 })).rejects.toMatchObject({ name: "ValidationError" });
    await expect(matrixProfile(waves(50), { window: 51 })).rejects.toThrow(/no two windows to compare: window 51, exclusion 13, 50 values/);
    await expect(matrixProfile(waves(50), { window: 5, exclusion: -1 })).rejects.toThrow(/exclusion is not an integer from 0 on: -1/);
    await expect(matrixProfile([1, 2, 3, NaN, 5, 6, 7], { window: 3 })).rejects.toThrow(/value 3 is not finite: NaN/);
    await expect(matrixProfile([], { window: 3 })).rejects.toMatchObject({ name: "ValidationError" });
    await expect(discords(await matrixProfile(waves(50), { window: 5 }), { count: 0 })).rejects.toThrow(/count is not an integer from 1 on: 0/);
  });

  it("has no distance for a window that is near to all others", async () => {
    const { profile, indices } = await matrixProfile(waves(12), { window: 6, exclusion: 4 });
    expect((await profile.data())[3]).toBe(Infinity);
    expect((await indices.data())[3]).toBe(-1);
  });
});
