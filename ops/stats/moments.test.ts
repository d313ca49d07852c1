import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { DtypeError, ValidationError } from "../errors.ts";
import { manualSeed, randn } from "../random.ts";
import { kurtosisOf, mergeMoments, momentsOf, noMoments, skewnessOf, stdOf, type Moments } from "./moments.ts";
import { momentsOfSample } from "./row-moments.ts";
import { kurtosis, mean, moments, skewness, standardError, std, variance } from "./summary.ts";
import fixture from "./fixtures/summary.json" with { type: "json" };

const numbersIn = ({ count, nulls, mean: average, m2, m3, m4, min, max }: Moments): number[] => [count, nulls, average, m2, m3, m4, min, max];
const cases = fixture.flatMap((each) => ("mean" in each ? [each as Required<typeof each>] : []));

for (const device of ["cpu", "wasm"] as const) {
  describe(`moments on ${device}`, () => {
    beforeAll(async () => void (await setDevice(device)));
    afterAll(async () => void (await setDevice("cpu")));

    for (const each of cases) {
      it(`agree with NumPy, SciPy and pandas: ${each.name}`, async () => {
        const { values } = each;
        const found = [await mean(values), await variance(values), await std(values, { ddof: 0 }), await standardError(values)];
        toBeAllclose(found, [each.mean, each.variance, each.std0, each.standardError], { rtol: 1e-13 }); // the order of sums
        const shape = [await skewness(values), await kurtosis(values), await skewness(values, { corrected: true }), await kurtosis(values, { corrected: true })];
        toBeAllclose(shape, [each.skewness, each.kurtosis, each.correctedSkewness, each.correctedKurtosis], { rtol: 1e-9, atol: 1e-12 }); // SciPy takes the distances from a rounded mean
      });
    }

    it("leave NaN out, in any place, and count it", async () => {
      for (const length of [1, 7, 8, 31, 20000]) {
        for (const dtype of ["float32", "float64"] as const) {
          const values = Float64Array.from({ length }, (_, i) => (i % 3 === 1 || length === 1 ? NaN : (i * 37) % 101));
          const expected = momentsOf(values.filter((value) => !Number.isNaN(value)));
          const found = await momentsOfSample("test", tensor(values, { dtype }));
          expect(found.nulls).toBe(length - expected.count);
          toBeAllclose(numbersIn({ ...found, nulls: 0 }), numbersIn(expected), { rtol: 1e-12, atol: 1e-6 });
        }
      }
    });

    it("of float32 are accumulated in float64: a spread of 0.1 far from 0 is kept", async () => {
      const values = Float32Array.from({ length: 400_000 }, (_, i) => 1e5 + (i % 2 === 0 ? 0.125 : -0.125));
      expect(await std(tensor(values), { ddof: 0 })).toBe(0.125);
      expect(await mean(tensor(values))).toBe(1e5);
    });

    it("of equal values spread by nothing", async () => {
      for (const values of [new Float32Array(40000).fill(-22348.33), new Float64Array(40000).fill(0.1)]) {
        expect(await moments(values)).toMatchObject({ mean: values[0], std: 0, skewness: NaN });
      }
    });

    it("of float32 hold sums that float32 does not, and infinities", async () => {
      expect(await mean(Float32Array.from({ length: 100 }, () => 3e38))).toBeCloseTo(Math.fround(3e38), -25);
      expect(await moments(Float32Array.from({ length: 40 }, (_, i) => (i === 3 ? Infinity : i)))).toMatchObject({ count: 40, mean: Infinity, min: 0, max: Infinity, variance: NaN });
      expect(await mean([Infinity, -Infinity])).toBeNaN();
    });

    it("fold integers, halves and bools as the numbers they are", async () => {
      expect(await mean(tensor([1, 2 ** 31 - 1], { dtype: "int32" }))).toBe(2 ** 30);
      expect(await mean(tensor([0.5, 1.5], { dtype: "float16" }))).toBe(1);
      expect(await mean(tensor([true, false, false, true]))).toBe(0.5);
    });

    it("along an axis are tensors over the others", async () => {
      manualSeed(3);
      const x = randn([3, 40000, 2]);
      const numbers = await x.data();
      const along = await moments(x, { axis: 1 });
      expect([along.mean.shape, along.count.dtype]).toEqual([[3, 2], "int32"]);
      const expected = [0, 1, 2].flatMap((i) => [0, 1].map((k) => momentsOf(numbers.filter((_, at) => Math.floor(at / 80000) === i && at % 2 === k))));
      toBeAllclose(await along.mean.data(), expected.map((each) => each.mean), { rtol: 1e-10 });
      toBeAllclose(await along.std.data(), expected.map((each) => stdOf(each)), { rtol: 1e-12 });
    });
  });
}

describe("the kernel of moments", () => {
  beforeAll(async () => void (await setDevice("wasm")));
  afterAll(async () => void (await setDevice("cpu")));

  it("agrees with plain loops at any length, far from 0, with NaN anywhere", async () => {
    const mean0 = fc.double({ min: -1e8, max: 1e8, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40000 }), mean0, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.integer({ min: 0, max: 4 }), fc.constantFrom("float32", "float64"), async (length, centre, width, missing, dtype) => {
        const x = tensor(Float64Array.from({ length }, (_, i) => (missing > 0 && i % (missing + 1) === 0 ? NaN : centre + width * Math.sin(i * i))), { dtype });
        const [found, expected] = [await momentsOfSample("test", x), momentsOf(await x.data())];
        expect([found.count, found.nulls, found.min, found.max]).toEqual([expected.count, expected.nulls, expected.min, expected.max]);
        const { count, m2, m4 } = expected;
        const rounding = 1e-15 * Math.abs(expected.mean) || 0; // of the mean, where all values are nearly equal
        toBeAllclose([found.mean, found.m2, found.m4], [expected.mean, m2, m4], { rtol: 1e-11, atol: 1e-14 * (Math.sqrt(m2 / count) || 0) + count * rounding ** 2 });
        expect(Math.abs(found.m3 - expected.m3)).toBeLessThanOrEqual(1e-11 * Math.sqrt(m2 * m4));
      }),
      { numRuns: 60 },
    );
  });
});

describe("merging moments", () => {
  it("equals the moments of the whole, wherever it is cut", () => {
    const numbers = fc.array(fc.oneof(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.constant(NaN)), { maxLength: 60 });
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [whole, merged] = [momentsOf([...a, ...b]), mergeMoments(momentsOf(a), momentsOf(b))];
        const scale = Math.max(1, ...[...a, ...b].filter((x) => !Number.isNaN(x)).map(Math.abs));
        expect([merged.count, merged.nulls, merged.min, merged.max]).toEqual([whole.count, whole.nulls, whole.min, whole.max]);
        for (const [key, power] of [["mean", 1], ["m2", 2], ["m3", 3], ["m4", 4]] as const) toBeAllclose([merged[key]], [whole[key]], { rtol: 1e-12, atol: 1e-12 * scale ** power });
      }),
    );
  });

  it("with nothing changes nothing", () => {
    const some = momentsOf([1, 2, 4, NaN]);
    expect(mergeMoments(noMoments, some)).toEqual(some);
    expect(mergeMoments(some, noMoments)).toEqual(some);
  });

  it("keeps infinities and what is too far apart for a difference", () => {
    expect(mergeMoments(momentsOf([1]), momentsOf([Infinity])).mean).toBe(Infinity);
    expect(mergeMoments(momentsOf([-1.5e308]), momentsOf([1.5e308])).mean).toBe(0);
  });

  it("finds equal values constant, whose shape is unknown", () => {
    const constant = momentsOf(Array.from({ length: 1000 }, () => 0.1));
    expect([stdOf(constant), skewnessOf(constant), kurtosisOf(constant)]).toEqual([0, NaN, NaN]);
  });
});

describe("what moments refuse", () => {
  it("names what is missing", async () => {
    await expect(mean([])).rejects.toThrow(new ValidationError("stats.mean", "no values"));
    await expect(mean([NaN, NaN])).rejects.toThrow("stats.mean: all values are NaN: 2");
    await expect(std([3])).rejects.toThrow("stats.std: needs 2 values at least: 1");
    expect(await std([3], { ddof: 0 })).toBe(0);
    await expect(kurtosis([1, 2, 3], { corrected: true })).rejects.toThrow("stats.kurtosis: needs 4 values at least: 3");
    expect(await moments([])).toMatchObject({ count: 0, mean: NaN, std: NaN });
  });

  it("does with NaN what it is told", async () => {
    expect(await mean([1, NaN, 3])).toBe(2);
    expect(await mean([1, NaN, 3], { nulls: "propagate" })).toBeNaN();
    await expect(mean([1, NaN, 3], { nulls: "raise" })).rejects.toThrow("stats.mean: element 1 is NaN");
    await expect(mean([1], { nulls: "drop" as never })).rejects.toThrow("stats.mean: unknown way with nulls: drop");
  });

  it("takes numbers only", async () => {
    await expect(mean(["1", 2] as never)).rejects.toThrow(DtypeError);
    await expect(mean("12" as never)).rejects.toThrow(ValidationError);
    await expect(async () => variance([1, 2], { ddof: -1 })).rejects.toThrow("stats.variance: ddof is not a whole number from 0 on: -1");
    await expect(moments([1, 2], { axis: 3 })).rejects.toThrow("stats.moments");
  });
});
