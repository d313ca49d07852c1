import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import type { DeviceName } from "../backend.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import "../methods.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import { ewm } from "./ewm.ts";
import fixture from "./fixtures/rolling.json" with { type: "json" };
import { quantileSorted } from "./quantile.ts";
import { rolling, type RollingOptions } from "./rolling.ts";

const devices: DeviceName[] = ["cpu", "wasm"];

/** JSON has neither NaN nor Infinity. */
const decoded = (values: readonly (number | string | null)[]): Float64Array => Float64Array.from(values, (value) => (value === null ? NaN : Number(value)));

const series = { plain: decoded(fixture.series.plain), gaps: decoded(fixture.series.gaps) };

const numbersOf = async (x: Tensor): Promise<Float64Array> => Float64Array.from((await x.data()) as ArrayLike<number>);

describe.each(devices)("rolling on %s", (device) => {
  beforeEach(() => setDevice(device));

  it.each(fixture.rolling)("agrees with pandas: $options", async ({ series: name, options, ...expected }) => {
    const windows = rolling(series[name as "plain"], options as RollingOptions);
    // pandas takes values out of its sums again, which costs it some digits.
    const tolerance = { rtol: 1e-11, atol: 1e-11 };
    toBeAllclose(await numbersOf(windows.sum()), decoded(expected.sum), tolerance);
    toBeAllclose(await numbersOf(windows.mean()), decoded(expected.mean), tolerance);
    toBeAllclose(await numbersOf(windows.min()), decoded(expected.min), { rtol: 0 });
    toBeAllclose(await numbersOf(windows.max()), decoded(expected.max), { rtol: 0 });
    toBeAllclose(await numbersOf(windows.var()), decoded(expected.var), tolerance);
    toBeAllclose(await numbersOf(windows.std({ ddof: 0 })), decoded(expected.std), tolerance);
    toBeAllclose((await numbersOf(windows.zscore())).map((z) => (Number.isFinite(z) ? z : NaN)), decoded(expected.zscore), { rtol: 1e-9, atol: 1e-9 });
    toBeAllclose(await numbersOf(windows.median()), decoded(expected.median), { rtol: 1e-15 });
    toBeAllclose(await numbersOf(windows.quantile(0.3)), decoded(expected.quantile), { rtol: 1e-14 });
    toBeAllclose(await numbersOf(windows.apply((values) => Math.max(...values))), decoded(expected.max), { rtol: 0 });
  });

  it("leaves no trace of a spike that left the window", async () => {
    const calm = Float64Array.from({ length: 300 }, (_, i) => Math.sin(i) + i / 100);
    const struck = Float64Array.from(calm).fill(1e16, 100, 102);
    for (const window of [1, 2, 7, 50]) {
      for (const statistic of ["sum", "mean", "std", "zscore"] as const) {
        const [clean, after] = await Promise.all([calm, struck].map((x) => numbersOf(rolling(x, { window })[statistic]())));
        expect(after!.subarray(102 + window)).toEqual(clean!.subarray(102 + window));
        expect(after!.subarray(0, 100)).toEqual(clean!.subarray(0, 100));
      }
    }
  });

  it("is the statistic of each window by itself", async () => {
    const values = fc.array(fc.oneof(fc.integer({ min: -8000, max: 8000 }).map((value) => value / 8), fc.constant(NaN), fc.constant(1e16)), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(values, fc.nat(), fc.boolean(), fc.boolean(), async (x, seed, center, left) => {
        const options = { window: 1 + (seed % x.length), minPeriods: 1, center, closed: left ? "left" : "right" } as const;
        const windows = rolling(x, options);
        const offset = (center ? (options.window - 1) >> 1 : 0) - (left ? 1 : 0);
        const results = { sum: await numbersOf(windows.sum()), std: await numbersOf(windows.std({ ddof: 0 })), max: await numbersOf(windows.max()), min: await numbersOf(windows.min()), median: await numbersOf(windows.median()) };
        x.forEach((_, i) => {
          const valid = x.slice(Math.max(i + offset + 1 - options.window, 0), Math.max(i + offset + 1, 0)).filter((value) => !Number.isNaN(value));
          if (valid.length === 0) return expect(results.sum[i]).toBeNaN();
          const sum = valid.reduce((total, value) => total + value, 0);
          const scale = Math.max(...valid.map(Math.abs));
          const mean = sum / valid.length;
          const std = Math.sqrt(valid.reduce((total, value) => total + (value - mean) ** 2, 0) / valid.length);
          const sorted = valid.toSorted((a, b) => a - b);
          // A few roundings of the greatest value in the window.
          expect(Math.abs(results.sum[i]! - sum)).toBeLessThanOrEqual(1e-13 * scale);
          expect(Math.abs(results.std[i]! - std)).toBeLessThanOrEqual(1e-12 * scale);
          expect(results.max[i]).toBe(Math.max(...valid));
          expect(results.min[i]).toBe(Math.min(...valid));
          expect(results.median[i]).toBe((sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2);
        });
      }),
      { numRuns: 60 },
    );
  });

  it("takes quantiles of long series, which are put in order in parts", async () => {
    const x = Float64Array.from({ length: 5000 }, (_, i) => (i % 97 === 3 || (i > 3000 && i < 3100) ? NaN : Math.round(Math.sin(i * i) * 1e4) / (1 + (i % 7))));
    for (const [window, center, closed, q] of [[1, false, "right", 0.5], [7, true, "right", 0.9], [150, false, "left", 0], [1500, true, "left", 0.25], [5000, false, "right", 1]] as const) {
      const options = { window, minPeriods: Math.min(window, 3), center, closed };
      const found = await numbersOf(rolling(x, options).quantile(q));
      const wanted = await numbersOf(rolling(x, options).apply((values) => quantileSorted(values.toSorted(), q)));
      expect(found).toEqual(wanted);
    }
  });

  it("keeps float32 and takes integers and columns", async () => {
    const means = rolling(tensor([1, 2, 3, 4]), { window: 2 }).mean();
    expect(means.dtype).toBe("float32");
    expect(await means.data()).toEqual(Float32Array.of(NaN, 1.5, 2.5, 3.5));
    expect(rolling([1, 2, 3], { window: 2 }).sum().dtype).toBe("float64");
    const sums = rolling(new Int32Array([5, -2, 7]), { window: 3, minPeriods: 1 }).sum();
    expect(await sums.data()).toEqual(Float64Array.of(5, 3, 10));
  });

  it("has no spread in constant windows", async () => {
    const x = Array<number>(50).fill(0.1);
    expect(new Set(await numbersOf(rolling(x, { window: 7, minPeriods: 2 }).std()))).toEqual(new Set([NaN, 0]));
    expect(await numbersOf(rolling(x, { window: 50 }).zscore())).toEqual(new Float64Array(50).fill(NaN));
  });
});

describe("rolling", () => {
  it("refuses windows that are none", () => {
    const windowOf = (window: number): unknown => rolling([1, 2, 3], { window });
    expect(() => windowOf(0)).toThrow("stats.rolling: window is not a whole number above 0: 0");
    expect(() => windowOf(-2)).toThrow("window is not a whole number above 0: -2");
    expect(() => windowOf(1.5)).toThrow("window is not a whole number above 0: 1.5");
    expect(() => windowOf(4)).toThrow("window is longer than the series, 3: 4");
    expect(() => rolling([1, 2, 3], { window: 2, minPeriods: 3 })).toThrow("minPeriods is not a whole number from 1 to the window, 2: 3");
    expect(() => rolling([1, 2, 3], { window: 2, closed: "both" as "left" })).toThrow("unknown closed: both");
    expect(() => rolling([1, 2, 3], { window: 2 }).quantile(1.1)).toThrow("q is not in [0, 1]: 1.1");
    expect(() => rolling([1, 2, 3], { window: 2 }).apply(3 as never)).toThrow("not a function: 3");
  });

  it("refuses what is no series", () => {
    expect(() => rolling([], { window: 1 })).toThrow("stats.rolling: no values: [0]");
    expect(() => rolling(tensor([[1, 2]]), { window: 1 })).toThrow("not one value after the other: [1, 2]");
    expect(() => rolling(["1"] as unknown as number[], { window: 1 })).toThrow('element 0 is not a number: "1"');
    expect(() => ewm("abc" as unknown as number[], { alpha: 0.5 })).toThrow("stats.ewm: not numbers");
  });
});

describe.each(devices)("ewm on %s", (device) => {
  beforeEach(() => setDevice(device));

  it.each(fixture.ewm)("agrees with pandas: $options", async ({ series: name, options, ...expected }) => {
    const x = series[name as "plain"].map((value) => (Number.isFinite(value) ? value : NaN));
    const weighted = ewm(x, options);
    // A few roundings at each of 40 steps.
    toBeAllclose(await numbersOf(weighted.mean()), decoded(expected.mean), { rtol: 1e-13 });
    toBeAllclose(await numbersOf(weighted.var()), decoded(expected.var), { rtol: 1e-11, atol: 1e-13 });
    toBeAllclose(await numbersOf(weighted.std({ bias: true })), decoded(expected.std), { rtol: 1e-11, atol: 1e-13 });
  });
});

describe("ewm", () => {
  it("waits for enough values", async () => {
    expect(await numbersOf(ewm([2, 4, 8], { alpha: 0.5, adjust: false, minPeriods: 2 }).mean())).toEqual(Float64Array.of(NaN, 3, 5.5));
    expect((await numbersOf(ewm([2, 4], { com: 1 }).var()))[0]).toBeNaN();
  });

  it("wants one speed that is possible", () => {
    expect(() => ewm([1], {})).toThrow("stats.ewm: not one speed: none");
    expect(() => ewm([1], { alpha: 0.5, span: 3 })).toThrow("not one speed: alpha, span");
    expect(() => ewm([1], { alpha: 0 })).toThrow("alpha is out of range: 0");
    expect(() => ewm([1], { alpha: 1.5 })).toThrow("alpha is out of range: 1.5");
    expect(() => ewm([1], { span: 0.5 })).toThrow("span is out of range: 0.5");
    expect(() => ewm([1], { halflife: 0 })).toThrow("halflife is out of range: 0");
    expect(() => ewm([1], { com: -1 })).toThrow("com is out of range: -1");
    expect(() => ewm([1], { alpha: 0.5, minPeriods: 0 })).toThrow("minPeriods is not a whole number above 0: 0");
  });
});

it("windows that leave a scope keep the series that they look at", async () => {
  const [moving, fading] = scope(() => [rolling(tensor([1, 2, 3]), { window: 2 }), ewm(tensor([1, 2, 3]), { alpha: 1 })] as const);
  expect(await numbersOf(moving.sum())).toEqual(Float64Array.of(NaN, 3, 5));
  expect(await numbersOf(fading.mean())).toEqual(Float64Array.of(1, 2, 3));
});
