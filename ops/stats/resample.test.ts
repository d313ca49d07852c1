import { describe, expect, it } from "vitest";
import { setDevice } from "../device.ts";
import { asSample } from "../sample.ts";
import { drawSample, keyOf, resampledMeans } from "./resample.ts";

describe.each(["cpu", "wasm"] as const)("resampled means on %s", (device) => {
  it.each([1, 2, 5, 15, 16, 17, 34, 1003])("are those of the samples that are drawn, bit for bit: %i values", async (length) => {
    await setDevice(device);
    const values = Float64Array.from({ length }, (_, i) => 2 ** (i % 40)); // powers of two add up exactly
    const key = keyOf(2 ** 40 + 3_000_000_019);
    const means = await resampledMeans("test", asSample("test", values), 7, 5, key).data();
    const drawn = new Float64Array(length);
    const expected = Array.from({ length: 5 }, (_, i) => {
      drawSample(drawn, values, 7 + i, key);
      return drawn.reduce((sum, value) => sum + value, 0) / length;
    });
    expect(Array.from(means)).toEqual(expected);
  });
});

describe("a drawn sample", () => {
  it("takes every value as often", () => {
    const counts = new Float64Array(10);
    const drawn = new Float64Array(10);
    for (let i = 0; i < 20_000; i++) {
      drawSample(drawn, Float64Array.from(counts.keys()), i, keyOf(5));
      for (const value of drawn) counts[value]!++;
    }
    const chi2 = counts.reduce((sum, count) => sum + (count - 20_000) ** 2 / 20_000, 0);
    expect(chi2).toBeLessThan(27.9); // exceeded once in a thousand seeds
  });
});
