import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { histogram as histogramOfTensor } from "../math/histogram.ts";
import { countNow } from "../math/bins.ts";
import fixture from "./fixtures/summary.json" with { type: "json" };
import { histogram, type HistogramOptions } from "./histogram.ts";

const exactly = { rtol: 1e-15, atol: 1e-15 };

for (const device of ["cpu", "wasm"] as const) {
  describe(`histograms on ${device}`, () => {
    beforeAll(async () => void (await setDevice(device)));
    afterAll(async () => void (await setDevice("cpu")));

    for (const { name, values, histograms } of fixture) {
      it(`count as NumPy: ${name}`, async () => {
        for (const each of histograms) {
          const bins = each.bins as HistogramOptions["bins"] & (string | number);
          const found = await histogram(values, { bins });
          expect(found.counts).toEqual(each.counts);
          toBeAllclose(found.edges, each.edges, exactly);
          if ("density" in each && each.density) toBeAllclose((await histogram(values, { bins, density: true })).counts, each.density, { rtol: 1e-13 });
          if ("weighted" in each && each.weighted) toBeAllclose((await histogram(values, { bins, weights: values.map((_, i) => (i % 7) / 3) })).counts, each.weighted, { rtol: 1e-13 });
        }
      });
    }

    it("put every value into the bin whose edges hold it", async () => {
      const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }).map((x) => x / 10), { minLength: 1, maxLength: 200 });
      await fc.assert(
        fc.asyncProperty(numbers, fc.integer({ min: 1, max: 50 }), fc.constantFrom("float32", "float64"), async (values, bins, dtype) => {
          const x = tensor(values, { dtype });
          const { counts, edges } = await histogram(x, { bins });
          expect(counts).toEqual(Array.from(countNow(await x.data(), Float64Array.from(edges), undefined, new Int32Array(bins))));
        }),
      );
    });

    it("count many values in parts, whole numbers and bools too", async () => {
      const values = Float32Array.from({ length: 300_000 }, (_, i) => i % 10);
      const expected = Array.from({ length: 10 }, () => 30_000);
      expect((await histogram(values, { bins: 10 })).counts).toEqual(expected);
      expect((await histogram(Int32Array.from(values), { bins: 10 })).counts).toEqual(expected);
      expect(Array.from(await (await histogramOfTensor(tensor(values))).counts.data())).toEqual(expected);
      expect((await histogram(tensor([true, false, true]), { bins: 2 })).counts).toEqual([1, 2]);
    });

    it("leave out NaN and what lies outside", async () => {
      expect(await histogram([0, 1, NaN, 2, 3], { bins: 3 })).toEqual({ counts: [1, 1, 2], edges: [0, 1, 2, 3] });
      expect(await histogram([0, 1, NaN, 2, 3], { bins: 1, range: [1, 2] })).toEqual({ counts: [2], edges: [1, 2] });
      expect(await histogram([0, 1, NaN, 2, 3], { bins: [0, 0.5, 3] })).toEqual({ counts: [1, 3], edges: [0, 0.5, 3] });
      expect((await histogram([0, 1, 2, 3, 50], { range: [0, 3] })).edges).toEqual([0, 1, 2, 3]);
    });
  });
}

describe("what histograms refuse", () => {
  it("names it", async () => {
    await expect(histogram([])).rejects.toThrow("stats.histogram: no values");
    await expect(histogram([NaN], { bins: 3 })).rejects.toThrow("stats.histogram: all values are NaN: 1");
    await expect(histogram([1, Infinity], { bins: 3 })).rejects.toThrow("stats.histogram: invalid range: [1, Infinity]");
    await expect(histogram([1, 2], { bins: 0 })).rejects.toThrow("stats.histogram: invalid number of bins: 0");
    await expect(histogram([1, 2], { bins: [3, 1] })).rejects.toThrow("stats.histogram: edges are not ascending: 3, 1");
    await expect(histogram([1, 2], { bins: "doane" as never })).rejects.toThrow("stats.histogram: unknown rule for bins: doane");
    await expect(histogram([1, 2], { weights: [1, 2] })).rejects.toThrow("stats.histogram: no rule for bins of weighted values: auto");
    await expect(histogram([1, 2], { bins: 2, weights: [1] })).rejects.toThrow("stats.histogram: 1 weights for 2 values");
    await expect(histogram([1, 1 + 2 ** -52], { bins: 10 })).rejects.toThrow("too many bins for the range");
  });
});
