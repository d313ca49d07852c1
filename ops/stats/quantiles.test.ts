import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { manualSeed, randn } from "../random.ts";
import { quantileMethods, quantileSorted, type QuantileMethod } from "./quantile.ts";
import { iqr, median, quantile } from "./quantiles.ts";
import fixture from "./fixtures/quantile.json" with { type: "json" };
import summaries from "./fixtures/summary.json" with { type: "json" };

const exactly = { rtol: 1e-15, atol: 1e-15 }; // the same steps

for (const device of ["cpu", "wasm"] as const) {
  describe(`quantiles on ${device}`, () => {
    beforeAll(async () => void (await setDevice(device)));
    afterAll(async () => void (await setDevice("cpu")));

    for (const method of quantileMethods) {
      it(`agree with NumPy by ${method}`, async () => {
        for (const { values, expected } of fixture.cases.filter((each) => each.method === method)) {
          toBeAllclose(await quantile(values, fixture.qs, { method: method as QuantileMethod }), expected, exactly);
        }
      });
    }

    it("are what sorting finds, whatever the numbers", async () => {
      const special = fc.constantFrom(NaN, 0, -0, Infinity, -Infinity, 1, 5e-324, -5e-324, 1.7e308);
      const numbers = fc.oneof(fc.array(fc.oneof(fc.double(), special)), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 60, maxLength: 300 }), fc.array(fc.double({ min: 1e6, max: 1e6 + 1e-6 }), { minLength: 20 }));
      await fc.assert(
        fc.asyncProperty(numbers, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom("float32", "float64"), async (values, q, dtype) => {
          const x = tensor([...values, 1], { dtype });
          const sorted = Float64Array.from(await x.data()).filter((value) => !Number.isNaN(value)).toSorted();
          expect((await quantile(x, q)) + 0).toBe(quantileSorted(sorted, q) + 0); // either zero
        }),
        { numRuns: 300 },
      );
    });

    it("reach from one end of the numbers to the other", async () => {
      const ends = [-1.7e308, -2.4669109510812974e-308, 0, 1, 1.7e308];
      for (const low of ends) {
        for (const high of ends) {
          const [least, most] = [Math.min(low, high), Math.max(low, high)];
          expect(await quantile([low, high], [0, 1])).toEqual([least, most]);
          expect((await quantile(Float32Array.of(low, high), [0, 1])).map((value) => value + 0)).toEqual([Math.fround(least) + 0, Math.fround(most) + 0]); // either zero
        }
      }
    });

    it("of many numbers are what sorting finds, with NaN among them", async () => {
      manualSeed(8);
      for (const dtype of ["float32", "float64"] as const) {
        const values = (await randn([70001], { dtype }).data()).map((value, i) => (i % 10 === 3 ? NaN : i % 10 === 4 ? 1000 : value));
        const sorted = Float64Array.from(values).filter((value) => !Number.isNaN(value)).toSorted();
        const qs = [0, 0.001, 0.25, 0.5, 0.75, 0.95, 1];
        expect(await quantile(tensor(values), qs)).toEqual(qs.map((q) => quantileSorted(sorted, q)));
      }
    });

    it("along an axis are tensors over the others", async () => {
      const x = tensor([[1, 5, NaN], [2, 3, 4], [10, 20, 40]], { dtype: "float64" });
      expect(await (await quantile(x, 0.5, { axis: 1 })).array()).toEqual([3, 3, 20]);
      expect(await (await quantile(x, [0, 0.5], { axis: 0 })).array()).toEqual([[1, 3, 4], [2, 5, 22]]);
      expect(await (await quantile(x, 0.5, { axis: 1, nulls: "propagate" })).array()).toEqual([NaN, 3, 20]);
    });

    it("give median and interquartile range as SciPy", async () => {
      for (const each of summaries) {
        if (!("iqr" in each) || each.iqr === undefined) continue;
        expect(await median(each.values)).toBe(each.quartiles[1]);
        expect(await iqr(each.values)).toBe(each.iqr);
      }
    });
  });
}

describe("what quantiles refuse", () => {
  it("names it", async () => {
    await expect(quantile([1, 2], 1.5)).rejects.toThrow("stats.quantile: q is not in [0, 1]: 1.5");
    await expect(quantile([1, 2], [0.5, NaN])).rejects.toThrow("stats.quantile: q is not in [0, 1]: NaN");
    await expect(quantile([1, 2], undefined as never)).rejects.toThrow("stats.quantile: q is not in [0, 1]: undefined");
    await expect(quantile([1, 2], [])).rejects.toThrow("stats.quantile: no quantiles are asked for");
    await expect(quantile([], 0.5)).rejects.toThrow("stats.quantile: no values");
    await expect(median([NaN])).rejects.toThrow("stats.median: all values are NaN: 1");
    await expect(quantile([1, NaN], 0.5, { nulls: "raise" })).rejects.toThrow("stats.quantile: element 1 is NaN");
    await expect(quantile([1, 2], 0.5, { method: "nearest" as never })).rejects.toThrow("stats.quantile: unknown method: nearest");
    await expect(quantile(["a"] as never, 0.5)).rejects.toThrow('stats.quantile: element 0 is not a number: "a"');
  });
});
