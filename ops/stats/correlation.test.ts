import { array, assert, double, integer, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { correlation, correlationOf, type CorrelationMethod } from "./correlation.ts";
import { correlationMatrix, covariance, covarianceMatrix } from "./covariance.ts";
import fixture from "./fixtures/correlation.json" with { type: "json" };
import { kendallCountsNow } from "./kendall.ts";
import type { Alternative } from "./test-result.ts";

const pairs: Record<string, number[][]> = fixture.pairs;

describe("the correlation of two samples agrees with SciPy", () => {
  it.each(fixture.cases.map((one) => [`${one.method} ${one.pair} ${one.alternative}`, one] as const))("%s", async (_, one) => {
    const [x, y] = pairs[one.pair] as [number[], number[]];
    const result = await correlation(x, y, { method: one.method as CorrelationMethod, alternative: one.alternative as Alternative, level: 0.9 });
    toBeAllclose([result.statistic], [one.statistic], { rtol: 1e-12 });
    // near r = 1 the last digit of r decides about the digits of p
    toBeAllclose([result.pValue], [one.pValue], { rtol: one.pair === "near a line" && one.method !== "kendall" ? 1e-9 : 1e-11 });
    if (one.interval) toBeAllclose([result.interval!.low, result.interval!.high], one.interval, { rtol: 1e-12, atol: 1e-14 }); // an end may lie near 0
  });
});

describe.each(["cpu", "wasm"] as const)("matrices on %s agree with pandas", (device) => {
  it.each(["rows", "holes"] as const)("%s", async (name) => {
    await setDevice(device);
    const { data, covariance: expected, ...correlations } = fixture.matrices[name];
    const rows = data.map((row) => row.map((value) => value ?? NaN));
    toBeAllclose(await (await covarianceMatrix(rows, { nulls: "omit" })).data(), expected.flat(), { rtol: 1e-11 });
    for (const [method, matrix] of Object.entries(correlations)) {
      const result = await correlationMatrix(tensor(rows, { dtype: "float64" }), { method: method as CorrelationMethod, nulls: "omit" });
      expect(result.shape).toEqual([4, 4]);
      toBeAllclose(await result.data(), matrix.flat(), { rtol: 1e-11 });
    }
  });
});

describe("correlations", () => {
  it("of a constant feature are not a number", async () => {
    const rows = [[0.1, 1], [0.1, 2], [0.1, 4]];
    for (const method of ["pearson", "spearman", "kendall"] as const) expect(await (await correlationMatrix(rows, { method })).array()).toEqual([[NaN, NaN], [NaN, 1]]);
  });

  it("count discordant pairs as comparing all of them does", () => {
    const values = array(tuple(integer({ min: 0, max: 9 }), integer({ min: 0, max: 9 })), { minLength: 2, maxLength: 90 });
    assert(property(values, (points) => {
      let [score, discordant] = [0, 0];
      points.forEach(([a, b], i) => points.slice(0, i).forEach(([c, d]) => {
        const sign = Math.sign(a - c) * Math.sign(b - d);
        score += sign;
        if (sign < 0) discordant++;
      }));
      const counts = kendallCountsNow(Float64Array.from(points, ([a]) => a), Float64Array.from(points, ([, b]) => b));
      expect([counts.score, counts.discordant]).toEqual([score, discordant]);
    }));
  });

  it("do not change with the units", () => {
    const values = array(tuple(double({ min: -100, max: 100, noNaN: true }), double({ min: -100, max: 100, noNaN: true })), { minLength: 3, maxLength: 50 });
    assert(property(values, (points) => {
      const [x, y] = [Float64Array.from(points, ([a]) => Math.fround(a)), Float64Array.from(points, ([, b]) => Math.fround(b))];
      for (const method of ["pearson", "spearman", "kendall"] as const) toBeAllclose([correlationOf(x.map((value) => value * 8), y, method)], [correlationOf(x, y, method)], { atol: 1e-12 });
    }));
  });

  it("covariance takes ddof off the count", async () => {
    toBeAllclose([await covariance([1, 2, 4], [2, 1, 9]), await covariance([1, 2, 4], [2, 1, 9], { ddof: 0 })], [6, 4], { rtol: 1e-15 });
  });
});

describe("refused:", () => {
  const cases: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
    ["unequal lengths", () => correlation([1, 2], [1, 2, 3]), /^stats\.correlation: lengths differ: 2 and 3$/],
    ["NaN", () => correlation([1, NaN, 3], [1, 2, 3]), /x is not finite in row 1: NaN/],
    ["one pair", () => correlation([1], [2]), /too few observations in x: 1, at least 2/],
    ["a constant", () => correlation([1, 1, 1], [1, 2, 3], { method: "kendall" }), /all values of x are equal: 1/],
    ["an unknown method", () => correlationMatrix([[1, 2], [3, 4]], { method: "cosine" as never }), /unknown method: cosine/],
    ["NaN in rows", () => covarianceMatrix([[1, 2], [3, NaN], [1, 1]]), /^stats\.covarianceMatrix: feature 1 is not finite in row 1: NaN$/],
    ["an infinity in rows", () => correlationMatrix([[1, 2], [3, Infinity], [1, 1]], { nulls: "omit" }), /feature 1 is not finite in row 1: Infinity/],
    ["one row", () => covarianceMatrix([[1, 2]]), /too few rows or features: 1 x 2/],
    ["a vector", () => correlationMatrix(tensor([1, 2, 3])), /not rows of features/],
    ["half a ddof", () => covariance([1, 2], [3, 4], { ddof: 0.5 }), /ddof is not a whole number from 0: 0.5/],
  ];
  it.each(cases)("%s", async (_, run, message) => {
    await expect(run()).rejects.toThrow(message);
  });
});
