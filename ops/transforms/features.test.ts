import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { ComputationError, DtypeError, ShapeError, ValidationError } from "../errors.ts";
import "../methods.ts";
import { oneHot, ordinal } from "./encode.ts";
import type { FeatureTransform, Features, InvertibleTransform } from "./feature.ts";
import features from "./fixtures/features.json";
import { impute } from "./impute.ts";
import { polynomial } from "./polynomial.ts";
import { power } from "./power.ts";
import { clip, log1p, normalizeRows } from "./rows.ts";
import { minMax, robust, standardise } from "./scalers.ts";

type Gappy = readonly (readonly (number | null)[])[];
const filled = (rows: Gappy): number[][] => rows.map((row) => row.map((value) => value ?? NaN));

const learners = { standardise, minMax, robust, power, impute } as Record<string, (options: object) => FeatureTransform>;

/** Exponents are found to about 1e-8, where the likelihood is flat; centring what lies at 1e5 leaves ten digits of its spread. */
const tolerance = (name: string): { rtol: number; atol: number } => (name === "power" ? { rtol: 1e-5, atol: 1e-6 } : { rtol: 1e-9, atol: 1e-10 });

afterAll(async () => void (await setDevice("cpu")));

for (const device of ["cpu", "wasm"] as const) {
  describe(`transforms of features on ${device}`, () => {
    it.each(features.cases.filter(({ name }) => name !== "polynomial"))("$name $options gives what scikit-learn gives, and comes back", async ({ name, options, input, output }) => {
      await setDevice(device);
      const x = filled(input);
      const transform = await learners[name]!(options).fit(x);
      const result = transform.apply(x);
      expect([result.dtype, ...result.shape]).toEqual(["float64", output.length, output[0]!.length]);
      toBeAllclose(await result.data(), filled(output).flat(), tolerance(name));
      if ("inverse" in transform) toBeAllclose(await (transform as InvertibleTransform).inverse(result).data(), x.flat(), { rtol: 1e-9, atol: 1e-9 });
      const saved = JSON.parse(JSON.stringify(transform)) as { name: string; state: unknown };
      expect(saved.name).toBe(name);
      expect(await learners[name]!(saved).apply(x).data()).toEqual(await result.data());
    });

    it.each(features.cases.filter(({ name }) => name === "polynomial"))("$name $options multiplies what scikit-learn multiplies", async ({ options, input, output }) => {
      await setDevice(device);
      toBeAllclose(await polynomial(options as object).apply(filled(input)).data(), filled(output).flat(), { rtol: 1e-12 });
    });

    it.each(features.normalizeRows)("normalizeRows by $norm gives what scikit-learn gives", async ({ norm, input, output }) => {
      await setDevice(device);
      toBeAllclose(await normalizeRows({ norm: norm as "l1" }).apply(filled(input)).data(), filled(output).flat(), { rtol: 1e-12 });
    });

    it("calculate half floats in more digits", async () => {
      await setDevice(device);
      const x = tensor([[1000, 1], [1001, 2], [1002, 3]], { dtype: "float16" });
      const scaled = (await minMax({ range: [0, 3] }).fit(x)).apply(x);
      expect(scaled.dtype).toBe("float16");
      expect(await scaled.array()).toEqual([[0, 0], [1.5, 1.5], [3, 3]]);
    });

    it("keep float32, and make floats of integers", async () => {
      await setDevice(device);
      const x = tensor([[1, 4], [2, 8], [3, 0]]);
      const scaled = (await standardise().fit(x)).apply(x);
      expect(scaled.dtype).toBe("float32");
      toBeAllclose(await scaled.data(), [-1.224744871, 0, 0, 1.224744871, 1.224744871, -1.224744871], { rtol: 1e-6, atol: 1e-7 });
      const whole = tensor(new Int32Array([1, 2, 3, 4]), { shape: [2, 2] });
      expect((await minMax().fit(whole)).apply(whole).dtype).toBe("float64");
      expect(await (await minMax().fit(whole)).apply(whole).array()).toEqual([[0, 0], [1, 1]]);
    });
  });
}

describe("transforms of features", () => {
  it("leave zeros and rows of zeros where they are", async () => {
    expect(await normalizeRows().apply([[0, 0], [3, 4]]).array()).toEqual([[0, 0], [0.6, 0.8]]);
    expect(await clip({ min: -1, max: 1 }).apply(tensor([-5, 0.5, NaN, 5])).array()).toEqual([-1, 0.5, NaN, 1]);
    const logs = log1p();
    toBeAllclose(await logs.inverse(logs.apply(tensor([0, 1e-6, 12]))).data(), [0, 1e-6, 12], { rtol: 1e-6 });
  });

  it("take tables", async () => {
    const table = { matrix: () => tensor([[0], [5], [10]]) };
    expect(await (await minMax().fit(table)).apply(table).array()).toEqual([[0], [0.5], [1]]);
  });

  it("scale data of any unit alike", async () => {
    const column = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 }).filter((values) => new Set(values).size > 1);
    await fc.assert(
      fc.asyncProperty(column, fc.integer({ min: 1, max: 1000 }), async (values, unit) => {
        for (const make of [standardise, minMax]) {
          const [rows, larger] = [values.map((value) => [value]), values.map((value) => [value * unit])];
          toBeAllclose(await (await make().fit(larger)).apply(larger).data(), await (await make().fit(rows)).apply(rows).data(), { rtol: 1e-9, atol: 1e-12 });
        }
      }),
      { numRuns: 50 },
    );
  });

  it("refuse what they cannot learn from", async () => {
    const fit = (x: unknown): Promise<unknown> => standardise().fit(x as Features);
    await expect(fit([[1, 2], [3, Infinity]])).rejects.toThrow(/transforms\.standardise: row 1 of feature 1 is infinite/);
    await expect(fit([[1, NaN], [3, NaN]])).rejects.toThrow(/feature 1 has no values: all 2 are NaN/);
    await expect(fit(tensor(new Float32Array(0), { shape: [0, 3] }))).rejects.toThrow(/nothing to learn from: \[0, 3\]/);
    await expect(fit(tensor([1, 2]))).rejects.toThrow(ShapeError);
    await expect(fit([[1, 2], [3]])).rejects.toThrow(ShapeError);
    await expect(fit([["a"]])).rejects.toThrow(DtypeError);
    await expect(fit("abc")).rejects.toThrow(ValidationError);
    await expect(fit([])).rejects.toThrow(ValidationError);
    expect(() => standardise().apply([[1]])).toThrow(ComputationError);
    const two = await minMax().fit([[1, 2], [3, 4]]);
    expect(() => two.apply([[1, 2, 3]])).toThrow(/learnt from 2 features: \[1, 3\]/);
    expect(() => minMax({ range: [1, 1] })).toThrow(/empty range/);
    expect(() => minMax({ range: [2, 1] })).toThrow(ValidationError);
    expect(() => robust({ quantileRange: [-1, 50] })).toThrow(/invalid quantileRange/);
    expect(() => impute({ strategy: "mode" as never })).toThrow(/unknown strategy: mode/);
    expect(() => impute({ value: NaN })).toThrow(ValidationError);
    expect(() => normalizeRows({ norm: "l3" as never })).toThrow(ValidationError);
    expect(() => normalizeRows().apply([[1, 2], [3, NaN]])).toThrow(/row 1 has a number that is not finite: NaN/);
    expect(() => clip({ min: 2, max: 1 })).toThrow(/min is above max: 2 > 1/);
    expect(() => clip({})).toThrow(/neither min nor max/);
    expect(() => clip({ min: NaN })).toThrow(ValidationError);
    expect(() => polynomial({ degree: 0 })).toThrow(ValidationError);
    expect(() => polynomial({ degree: 40 }).apply([Array.from({ length: 40 }, () => 1)])).toThrow(/too many products of 40 features/);
  });
});

describe("encoders", () => {
  const { words } = features;
  const column = (values: readonly unknown[]) => ({ toArray: () => values as string[] });

  it("oneHot gives what scikit-learn gives, for rows, columns and numbers", async () => {
    const encoder = await oneHot({ handleUnknown: "ignore" }).fit(words);
    expect(encoder.state!.categories).toEqual([["blue", "green", "red"], ["large", "medium", "small"]]);
    expect(await (await encoder.apply(words)).array()).toEqual(features.oneHot);
    expect(await (await encoder.apply([column(words.map((row) => row[0])), column(words.map((row) => row[1]))])).array()).toEqual(features.oneHot);
    expect(await (await encoder.apply(features.unknown)).array()).toEqual(features.oneHotUnknown);
    const numbers = filled(features.numbers);
    const single = await oneHot({ dtype: "uint8" }).fit(tensor(numbers.flat(), { dtype: "float64" }));
    expect(await (await single.apply(numbers)).array()).toEqual(features.oneHotNumbers);
    for (const one of [column(numbers.flat()), Float64Array.from(numbers.flat())]) expect(await (await single.apply(one)).array()).toEqual(features.oneHotNumbers);
    expect((await single.apply(numbers)).dtype).toBe("uint8");
  });

  it("ordinal gives what scikit-learn gives", async () => {
    const encoder = await ordinal().fit(words);
    expect(await (await encoder.apply(words)).array()).toEqual(features.ordinal);
    const numbers = filled(features.numbers);
    expect(await (await (await ordinal().fit(numbers)).apply(numbers)).array()).toEqual(filled(features.ordinalNumbers));
    expect(await (await (await ordinal({ handleUnknown: "value", unknownValue: -9 }).fit(["a", "b"])).apply(["b", "c"])).array()).toEqual([[1], [-9]]);
  });

  it("come back, and through JSON", async () => {
    const mixed = [["x", 2, true], ["y", null, false], [null, 2, true]];
    for (const make of [oneHot, ordinal]) {
      const encoder = await make().fit(mixed);
      expect(await encoder.inverse(await encoder.apply(mixed))).toEqual(mixed);
      const again = make(JSON.parse(JSON.stringify(encoder)) as object);
      expect(await (await again.apply(mixed)).data()).toEqual(await (await encoder.apply(mixed)).data());
    }
    const unsure = await oneHot({ handleUnknown: "ignore" }).fit(["a", "b"]);
    expect(await unsure.inverse(await unsure.apply(["a", "z"]))).toEqual([["a"], [undefined]]);
  });

  it("refuse what they do not know", async () => {
    const encoder = await oneHot().fit(words);
    await expect(encoder.apply([["red", "small"], ["red", "tiny"]])).rejects.toThrow(/transforms\.oneHot: row 1 of feature 1 is a category that was not learnt: "tiny"/);
    await expect(encoder.apply([["red"]])).rejects.toThrow(ShapeError);
    await expect(oneHot().apply(words)).rejects.toThrow(ComputationError);
    await expect(oneHot().fit([])).rejects.toThrow(/nothing to learn from/);
    await expect(oneHot().fit(["a", 1])).rejects.toThrow(/feature 0 mixes string and number/);
    await expect(oneHot().fit([{}] as never)).rejects.toThrow(DtypeError);
    await expect(oneHot().fit("red" as never)).rejects.toThrow(ValidationError);
    expect(() => oneHot({ handleUnknown: "skip" as never })).toThrow(ValidationError);
    expect(() => ordinal({ handleUnknown: "ignore" as never })).toThrow(ValidationError);
  });
});
