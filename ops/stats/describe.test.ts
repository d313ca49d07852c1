import { afterAll, beforeAll, describe as suite, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { astype, reshape } from "../math/manipulation.ts";
import { memory } from "../memory.ts";
import { mean, std } from "./summary.ts";
import { describe, type TypedColumn } from "./describe.ts";
import fixture from "./fixtures/summary.json" with { type: "json" };
import { histogram } from "./histogram.ts";
import { mad, mode, trimmedMean } from "./robust.ts";
import { zscore } from "./zscore.ts";
import { autocorrelation } from "./autocorrelation.ts";

const cases = fixture.flatMap((each) => ("mean" in each ? [each as Required<typeof each>] : []));

for (const device of ["cpu", "wasm"] as const) {
  suite(`a first look on ${device}`, () => {
    beforeAll(async () => void (await setDevice(device)));
    afterAll(async () => void (await setDevice("cpu")));

    for (const each of cases) {
      it(`agrees with NumPy and SciPy: ${each.name}`, async () => {
        const { values } = each;
        const found = await describe(values);
        expect([found.count, found.nulls, found.min, found.q1, found.median, found.q3, found.max]).toEqual([values.length, 0, each.min, ...each.quartiles, each.max]);
        toBeAllclose([found.mean, found.std], [each.mean, Math.sqrt(each.variance)], { rtol: 1e-13 });
        expect(await mode(values)).toEqual({ value: each.mode, count: each.modeCount });
        toBeAllclose([await mad(values), await mad(values, { scale: "normal" }), await trimmedMean(values, 0.1)], [each.mad, each.scaledMad, each.trimmed], { rtol: 1e-13 });
        toBeAllclose((await (await zscore(values)).data()).slice(0, 5), each.zscore, { rtol: 1e-9, atol: 1e-12 }); // SciPy rounds the mean
        toBeAllclose(await autocorrelation(values, 3), each.acf, { rtol: 1e-9, atol: 1e-12 });
      });
    }

    it("describes each column of a tensor", async () => {
      const found = await describe(tensor([[1, 10], [2, NaN], [6, 30]]));
      expect(found).toMatchObject([{ column: 0, count: 3, mean: 3, median: 2, max: 6 }, { column: 1, count: 2, nulls: 1, mean: 20, q1: 15, min: 10 }]);
    });

    it("standardizes float32 far from 0 to its last digits", async () => {
      const values = Float32Array.from({ length: 1001 }, (_, i) => 1e6 + (i % 11) / 16);
      const found = await zscore(values);
      const [average, deviation] = [await mean(values), await std(values, { ddof: 0 })];
      expect(found.dtype).toBe("float32");
      toBeAllclose(await found.data(), Array.from(values, (value) => (value - average) / deviation), { rtol: 1e-6 }); // a few units of float32
    });

    it("standardizes along an axis and keeps NaN", async () => {
      const found = await zscore(tensor([[1, 5], [3, NaN], [5, 7]], { dtype: "float64" }), { axis: 0 });
      toBeAllclose(await found.data(), [-Math.sqrt(1.5), -1, 0, NaN, Math.sqrt(1.5), 1], { rtol: 1e-15, atol: 1e-15 });
    });
  });
}

suite("tables", () => {
  const column = (name: string, type: TypedColumn["type"], values: readonly (number | string | boolean | null)[]): TypedColumn => ({
    name,
    type,
    toArray: () => values,
    tensor: () => tensor(values.map((value) => (value === null ? NaN : Number(value))), { dtype: "float64" }),
  });
  const day = Date.UTC(2024, 1, 29);

  it("are described column by column, each by its type", async () => {
    const columns = [column("weight", "number", [1, null, 3]), column("name", "string", ["b", "a", "a"]), column("alive", "boolean", [true, null, true]), column("born", "date", [day, day + 2, day + 4])];
    expect(await describe({ columns: () => columns })).toMatchObject([
      { column: "weight", type: "number", count: 2, nulls: 1, mean: 2 },
      { column: "name", type: "string", count: 3, nulls: 0, distinct: 2, top: "a", frequency: 2 },
      { column: "alive", type: "boolean", count: 2, nulls: 1, distinct: 1, top: true, frequency: 2 },
      { column: "born", type: "date", count: 3, nulls: 0, min: new Date(day), median: new Date(day + 2), max: new Date(day + 4) },
    ]);
  });

  it("without values are described as empty", async () => {
    const columns = [column("n", "number", []), column("s", "string", [null]), column("d", "date", [null])];
    expect(await describe({ columns: () => columns })).toMatchObject([{ count: 0, mean: NaN, median: NaN }, { count: 0, nulls: 1, distinct: 0, frequency: 0 }, { count: 0, nulls: 1 }]);
    expect(await describe([])).toMatchObject({ count: 0, nulls: 0, min: NaN, q1: NaN });
  });
});

suite("what is refused", () => {
  it("is named", async () => {
    await expect(zscore([2, 2, 2])).rejects.toThrow("stats.zscore: all values are equal: 2");
    await expect(autocorrelation([1, 1], 1)).rejects.toThrow("stats.autocorrelation: all values are equal: 1");
    await expect(autocorrelation([1, NaN, 3], 1)).rejects.toThrow("stats.autocorrelation: element 1 is not a finite number: NaN");
    await expect(autocorrelation([1, 2], 2)).rejects.toThrow("stats.autocorrelation: not lags of a series of 2: 2");
    await expect(autocorrelation([1, 2], 2 ** 50)).rejects.toThrow("stats.autocorrelation: not lags of a series of 2: 1125899906842624");
    await expect(autocorrelation([1, 2, 4], 1.5)).rejects.toThrow("stats.autocorrelation: not lags of a series of 3: 1.5");
    await expect(autocorrelation([1, 2, 4], [0, 0.5])).rejects.toThrow("stats.autocorrelation: not lags of a series of 3: 0,0.5");
    await expect(trimmedMean([1, 2], 0.5)).rejects.toThrow("stats.trimmedMean: proportion is not in [0, 0.5): 0.5");
    await expect(mode([])).rejects.toThrow("stats.mode: no values");
    await expect(mad([NaN])).rejects.toThrow("stats.mad: all values are NaN: 1");
    await expect(describe(["a"] as never)).rejects.toThrow('stats.describe: element 0 is not a number: "a"');
    expect([await mad([1, NaN, 4], { nulls: "propagate" }), await trimmedMean([1, NaN], 0, { nulls: "propagate" })]).toEqual([NaN, NaN]);
  });
});

suite("memory", () => {
  it("is held by nothing when statistics are done", async () => {
    for (const device of ["cpu", "wasm"] as const) {
      await setDevice(device);
      const x = reshape(Float32Array.from({ length: 6000 }, (_, i) => i % 17), [3000, 2]);
      const whole = astype(x, "int16");
      await whole.ready();
      const before = memory().bytes;
      await describe(x);
      await describe(whole);
      await mean(Int32Array.of(1, 2, 3));
      await mad([1, 2, 3, 9]);
      await histogram([1, 2, 3], { bins: "auto" });
      expect(memory().bytes).toBe(before);
    }
    await setDevice("cpu");
  });
});
