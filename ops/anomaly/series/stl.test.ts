import { assert, asyncProperty, double } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setDevice } from "../../device.ts";
import { add, mul } from "../../math/arithmetic.ts";
import { tensor } from "../../creation.ts";
import cases from "./fixtures/stl.json" with { type: "json" };
import { stl, type StlOptions } from "./stl.ts";

const seasons = (n: number, period: number): Float64Array => Float64Array.from({ length: n }, (_, i) => 0.01 * i + 3 * Math.sin((2 * Math.PI * i) / period) + Math.cos(i * i));

const maxDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

for (const device of ["cpu", "wasm"] as const) {
  describe(`STL on ${device}`, () => {
    beforeAll(() => setDevice(device));
    afterAll(() => setDevice("cpu"));

    // The same sums in another order: the parts are of the size of 10, and rounds repeat them up to 32 times.
    for (const { name, series, options, parts } of cases) {
      it(`agrees with statsmodels: ${name}`, async () => {
        const found = await stl(series, options as StlOptions);
        for (const [part, expected] of Object.entries(parts)) {
          const values = await found[part as keyof typeof parts].data();
          expected.forEach((value, i) => expect(Math.abs(values[3 * i]! - value), `${part} ${3 * i}`).toBeLessThan(1e-10));
        }
      });
    }

    it("adds up to the series", async () => {
      const series = seasons(1000, 24);
      const { trend, seasonal, remainder } = await stl(series, { period: 24, robust: true });
      const sum = await add(add(trend, seasonal), remainder).data();
      series.forEach((value, i) => expect(sum[i]).toBeCloseTo(value, 12));
    });
  });
}

describe("STL", () => {
  for (const options of [{ period: 24 }, { period: 24, robust: true }, { period: 7, robust: true, seasonalDegree: 0, trendDegree: 0, outer: 3 }] as const) {
    it(`is the same by the kernels as in the loops, over many blocks: ${JSON.stringify(options)}`, async () => {
      const series = seasons(5003, options.period);
      const slow = await stl(series, options);
      await setDevice("wasm");
      const fast = await stl(series, options);
      await setDevice("cpu");
      for (const part of ["trend", "seasonal", "weights"] as const) expect(maxDifference(await slow[part].data(), await fast[part].data())).toBeLessThan(1e-10);
    });
  }

  it("follows a change of unit", async () => {
    await assert(
      asyncProperty(double({ min: -100, max: 100, noNaN: true }), double({ min: 0.01, max: 100, noNaN: true }), async (offset, factor) => {
        const { trend, seasonal } = await stl(seasons(60, 6), { period: 6 });
        const changed = await stl(seasons(60, 6).map((value) => offset + factor * value), { period: 6 });
        const size = 1e-12 * (1 + Math.abs(offset) + factor);
        expect(maxDifference(await changed.trend.data(), await add(mul(trend, factor), offset).data())).toBeLessThan(100 * size);
        expect(maxDifference(await changed.seasonal.data(), await mul(seasonal, factor).data())).toBeLessThan(100 * size);
      }),
      { numRuns: 20 },
    );
  });

  it("takes a float32 tensor", async () => {
    const series = tensor(Array.from(seasons(48, 12)), { dtype: "float32" });
    const { trend } = await stl(series, { period: 12 });
    expect(trend.dtype).toBe("float64");
    expect(trend.shape).toEqual([48]);
  });

  it("gives an outlier no weight when robust", async () => {
    const series = seasons(120, 12);
    series[50]! += 40;
    const { weights, remainder } = await stl(series, { period: 12, robust: true });
    expect((await weights.data())[50]).toBe(0);
    expect((await remainder.data())[50]).toBeGreaterThan(35);
  });

  const series = seasons(48, 12);
  const refusals: readonly [string, StlOptions, RegExp][] = [
    ["a period below 2", { period: 1 }, /anomaly\.stl: period is not an integer from 2 on: 1/],
    ["a period that is not whole", { period: 12.5 }, /period is not an integer from 2 on: 12\.5/],
    ["an even seasonal window", { period: 12, seasonal: 8 }, /seasonal is not an odd integer from 3 on: 8/],
    ["an even trend window", { period: 12, trend: 20 }, /trend is not an odd integer from 3 on: 20/],
    ["a trend window within the period", { period: 12, trend: 11 }, /trend is not greater than the period, 12: 11/],
    ["an even low-pass window", { period: 12, lowPass: 14 }, /lowPass is not an odd integer/],
    ["a degree of 2", { period: 12, trendDegree: 2 as 1 }, /trendDegree is not 0 or 1: 2/],
    ["a jump of 0", { period: 12, trendJump: 0 }, /trendJump is not an integer from 1 on: 0/],
    ["less than two periods", { period: 25 }, /the series is too short: 48 values/],
  ];
  for (const [what, options, message] of refusals) {
    it(`refuses ${what}`, async () => {
      await expect(stl(series, options)).rejects.toThrow(message);
      await expect(stl(series, options)).rejects.toMatchObject({ name: "ValidationError" });
    });
  }

  it("refuses what is no series of finite numbers", async () => {
    await expect(stl([], { period: 2 })).rejects.toMatchObject({ name: "ValidationError" });
    await expect(stl([1, 2, NaN, 4, 5], { period: 2 })).rejects.toThrow(/value 2 is not finite: NaN/);
    await expect(stl([1, 2, 3, Infinity, 5], { period: 2 })).rejects.toThrow(/value 3 is not finite: Infinity/);
    await expect(stl(["1", "2"] as unknown as number[], { period: 2 })).rejects.toMatchObject({ name: "DtypeError" });
    await expect(stl(tensor([[1, 2], [3, 4]]), { period: 2 })).rejects.toMatchObject({ name: "ShapeError" });
  });
});
