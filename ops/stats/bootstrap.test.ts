import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { bootstrap } from "./bootstrap.ts";
import { bootstrapInterval, type BootstrapMethod } from "./bootstrap-interval.ts";
import fixture from "./fixtures/bootstrap.json" with { type: "json" };
import { momentsOf, stdOf } from "./moments.ts";
import { quantileSorted } from "./quantile.ts";
import { ksOfSorted } from "./tests/kolmogorov-smirnov.ts";

const statistics: Record<string, (values: Float64Array) => number> = {
  mean: (values) => momentsOf(values).mean,
  median: (values) => quantileSorted(values.toSorted(), 0.5),
  std: (values) => stdOf(momentsOf(values), 0),
};
const values = Float64Array.from(fixture.x);
const withoutOne = (statistic: (values: Float64Array) => number) => (): Float64Array => values.map((_, i) => statistic(values.filter((_, j) => j !== i)));

describe("the interval from resamples of SciPy is SciPy's", () => {
  it.each(fixture.cases.map((one) => [`${one.method} of the ${one.statistic}`, one] as const))("%s", (_, one) => {
    const statistic = statistics[one.statistic]!;
    const interval = bootstrapInterval("test", one.method as BootstrapMethod, statistic(values), Float64Array.from(one.distribution), 0.9, withoutOne(statistic));
    toBeAllclose(interval, one.interval, { rtol: 1e-12 });
  });
});

describe("a bootstrap", () => {
  it("of the mean has the standard error of theory", async () => {
    const { standardError, estimate } = await bootstrap(values, "mean", { seed: 1 });
    toBeAllclose([estimate, standardError], [momentsOf(values).mean, stdOf(momentsOf(values), 0) / Math.sqrt(values.length)], { rtol: 0.03 }); // 9999 resamples: 0.7 %
  });

  it("of a named mean takes the same samples as of a function", async () => {
    const [named, asked] = [await bootstrap(values, "mean", { seed: 5, resamples: 400 }), await bootstrap(values, statistics.mean!, { seed: 5, resamples: 400 })];
    toBeAllclose(await named.distribution.data(), await asked.distribution.data(), { rtol: 1e-14 });
    toBeAllclose([named.low, named.high], [asked.low, asked.high], { rtol: 1e-12 });
  });

  it.each([15, 14, 3, 2])("of the median of %i values distributes it as drawing does", async (length) => {
    const part = values.slice(0, length);
    const [named, asked] = [await bootstrap(part, "median", { seed: 2, method: "percentile" }), await bootstrap(part, statistics.median!, { seed: 3, method: "percentile" })];
    const { pValue } = ksOfSorted(((await named.distribution.data()) as Float64Array).toSorted(), ((await asked.distribution.data()) as Float64Array).toSorted());
    expect(pValue).toBeGreaterThan(0.01); // of ties: too great rather than too small
  });

  it.each([15, 14])("leaves out one of %i values for the median as taking it away does", async (length) => {
    const part = values.slice(0, length);
    const [named, asked] = [await bootstrap(part, "median", { seed: 4, resamples: 20_000 }), await bootstrap(part, statistics.median!, { seed: 4, resamples: 20_000 })];
    toBeAllclose([named.low, named.high], [asked.low, asked.high], { rtol: 0.15 }); // steps between neighbours
  });

  it("covers the true mean as often as it says", async () => {
    let covered = 0;
    for (let trial = 0; trial < 200; trial++) {
      const sample = Float64Array.from({ length: 40 }, (_, i) => Math.sin((trial * 40 + i) * 12.9898) * 43758.5453).map((value) => value - Math.floor(value));
      const { low, high } = await bootstrap(sample, "mean", { seed: trial, resamples: 499, level: 0.9 });
      if (low <= 0.5 && 0.5 <= high) covered++;
    }
    expect(covered).toBeGreaterThan(165); // 180 are expected, 4 more or less
    expect(covered).toBeLessThan(194);
  });

  it("is the same from the same seed, and told in a sentence", async () => {
    const [first, again] = [await bootstrap(values, "median", { seed: 9 }), await bootstrap(values, "median", { seed: 9 })];
    expect([again.low, again.high]).toEqual([first.low, first.high]);
    expect(first.text).toMatch(/^median = [\d.]+, 95 % interval [\d.]+ to [\d.]+ \(bootstrap, bca, 9999 resamples of 15 values\)$/);
  });

  it("tells how far it is, and stops when it is told to", async () => {
    const control = new AbortController();
    const seen: number[] = [];
    const slow = (sample: Float64Array): number => {
      for (const since = performance.now(); performance.now() - since < 1; );
      return sample[0]!;
    };
    const work = bootstrap(values, slow, {
      resamples: 100_000,
      signal: control.signal,
      onProgress: ({ done, total }) => {
        seen.push(done / total);
        if (seen.length === 2) control.abort(new Error("not needed any more"));
      },
    });
    await expect(work).rejects.toThrow("not needed any more");
    expect(seen).toHaveLength(2);
    expect(seen[1]!).toBeGreaterThan(seen[0]!);
  });
});

describe("refused:", () => {
  const cases: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
    ["one value", () => bootstrap([1], "mean"), /^stats\.bootstrap: too few observations in x: 1, at least 2$/],
    ["NaN", () => bootstrap([1, 2, NaN], "mean"), /x is not finite in row 2: NaN/],
    ["no resamples", () => bootstrap([1, 2], "mean", { resamples: 0 }), /invalid number of resamples: 0/],
    ["an unknown statistic", () => bootstrap([1, 2], "mode" as never), /unknown statistic: "mode"/],
    ["an unknown method", () => bootstrap([1, 2], "mean", { method: "t" as never }), /unknown method: t/],
    ["a negative seed", () => bootstrap([1, 2], "mean", { seed: -1 }), /invalid seed: -1/],
    ["a level of 95", () => bootstrap([1, 2], "mean", { level: 95 }), /level is not between 0 and 1: 95/],
    ["a statistic that is not a number", () => bootstrap([1, 2], () => NaN), /statistic is not a number: NaN/],
    ["corrections for a constant", () => bootstrap([2, 2, 2], "mean"), /no correction of the interval: bias 0, acceleration NaN/],
  ];
  it.each(cases)("%s", async (_, run, message) => {
    await expect(run()).rejects.toThrow(message);
  });
});
