import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import fixture from "./fixtures/bootstrap.json" with { type: "json" };
import { momentsOf, varianceOf } from "./moments.ts";
import { permutationTest } from "./permutation.ts";
import type { Alternative } from "./test-result.ts";
import { tTest } from "./tests/t-test.ts";

const ratioOfVariances = (x: Float64Array, y: Float64Array): number => varianceOf(momentsOf(x), 0) / varianceOf(momentsOf(y), 0);

describe("the permutation test", () => {
  it.each(fixture.permutations.map((one) => [`${one.statistic} ${one.alternative}`, one] as const))("looks at all ways of dealing few values, as SciPy: %s", async (_, one) => {
    const statistic = one.statistic === "ratio of variances" ? { statistic: ratioOfVariances } : {};
    const result = await permutationTest(fixture.y, fixture.z, { alternative: one.alternative as Alternative, ...statistic });
    toBeAllclose([result.statistic, result.pValue], [one.value, one.pValue], { rtol: 1e-12 });
    expect(result.test).toBe("permutation test (all 462 ways)");
  });

  it("draws ways that lead near the exact answer", async () => {
    const exact = await permutationTest(fixture.y, fixture.z);
    const drawn = await permutationTest(fixture.y, fixture.z, { resamples: 400, seed: 3 });
    expect(Math.abs(drawn.pValue - exact.pValue)).toBeLessThan(0.15); // three standard errors of twice a share of 400
    const many = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i * i));
    const others = many.map((value, i) => Math.cos(i * 3) * value + 0.2);
    const [dealt, student] = [await permutationTest(many, others, { seed: 1, resamples: 20_000 }), await tTest(many, others)];
    expect(Math.abs(dealt.pValue - student.pValue)).toBeLessThan(0.02);
  });

  it("asks a function about the same ways as it takes for the means", async () => {
    const meanDifference = (x: Float64Array, y: Float64Array): number => momentsOf(x).mean - momentsOf(y).mean;
    const [named, asked] = [await permutationTest(fixture.x, fixture.y, { seed: 8, resamples: 500 }), await permutationTest(fixture.x, fixture.y, { seed: 8, resamples: 500, statistic: meanDifference })];
    expect(asked.pValue).toBe(named.pValue);
  });

  it.each([
    ["one value", () => permutationTest([1], [2, 3]), /^stats\.permutationTest: too few observations in x: 1, at least 2$/],
    ["NaN", () => permutationTest([1, 2], [2, NaN]), /y is not finite in row 1: NaN/],
    ["half a resample", () => permutationTest([1, 2], [2, 4], { resamples: 0.5 }), /invalid number of resamples: 0.5/],
    ["a named statistic", () => permutationTest([1, 2], [2, 4], { statistic: "median" as never }), /statistic is not a function: "median"/],
    ["a statistic that is not a number", () => permutationTest([1, 2], [2, 4], { statistic: () => NaN }), /statistic is not a number: NaN/],
  ] as const)("refuses %s", async (_, run, message) => {
    await expect(run()).rejects.toThrow(message);
  });
});
