import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { toBeAllclose } from "../../allclose.ts";
import type { DeviceName } from "../../backend.ts";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import { ComputationError, DtypeError, ShapeError, ValidationError } from "../../errors.ts";
import "../../methods.ts";
import type { Detector, SavedDetector } from "../detector.ts";
import type { Sample } from "../../sample.ts";
import fixture from "../fixtures/univariate.json" with { type: "json" };
import { gesdTest } from "./gesd-test.ts";
import { Gesd, gesd } from "./gesd.ts";
import { Iqr, iqr, iqrFences } from "./iqr.ts";
import { ModifiedZScore, modifiedZscore, modifiedZscores } from "./modified-zscore.ts";
import { ZScore, zscore, zscores } from "./zscore.ts";

const detectors = [
  ["zscore", zscore, ZScore],
  ["modifiedZscore", modifiedZscore, ModifiedZScore],
  ["iqr", iqr, Iqr],
  ["gesd", gesd, Gesd],
] as const;

const numbersOf = async (detector: Detector<Sample>, data: Sample): Promise<Float64Array> => (await (await detector.score(data)).data()) as Float64Array;

/** Through the text of its JSON. */
const copyOf = (detector: Detector<Sample>): SavedDetector => JSON.parse(JSON.stringify(detector)) as SavedDetector;

describe("scores at once", () => {
  it("are SciPy's z-scores and modified z-scores", () => {
    // Values around 1e6 with a spread of 3 lose 6 digits of 16 by themselves.
    toBeAllclose(zscores(fixture.sample).scores, fixture.zscores, { rtol: 0, atol: 1e-9 });
    toBeAllclose(modifiedZscores(fixture.sample).scores, fixture.modified, { rtol: 1e-14 });
  });

  it("lay fences around NumPy's quartiles", () => {
    const [q1, q3] = fixture.quartiles as [number, number];
    expect(iqrFences(fixture.sample)).toEqual({ q1, q3, lower: q1 - 1.5 * (q3 - q1), upper: q3 + 1.5 * (q3 - q1) });
    expect(iqrFences([1, 2, 3, 4, 5], 3)).toEqual({ q1: 2, q3: 4, lower: -4, upper: 10 });
  });

  it("tell a constant instead of dividing by nothing", () => {
    expect(zscores([0.1, 0.1, 0.1])).toMatchObject({ scores: new Float64Array(3), constant: true, spread: 0 });
    expect(modifiedZscores([5, 5, 5, 9])).toMatchObject({ scores: new Float64Array(4), constant: true, center: 5 });
    expect(zscores([5, 5, 5, 9]).constant).toBe(false);
    expect(zscores([3])).toMatchObject({ constant: true });
  });

  it("refuse what is not numbers, naming the value", () => {
    for (const [op, scores] of [["zscores", zscores], ["modifiedZscores", modifiedZscores], ["iqrFences", iqrFences], ["gesdTest", gesdTest]] as const) {
      expect(() => scores([1, NaN, 3])).toThrow(`anomaly.${op}: value 1 is not finite: NaN`);
      expect(() => scores([1, 2, Infinity])).toThrow("value 2 is not finite: Infinity");
      expect(() => scores([])).toThrow(ValidationError);
      expect(() => scores(["1", "2"] as unknown as number[])).toThrow(DtypeError);
    }
  });
});

describe("the generalized ESD test", () => {
  it.each([["Rosner's 54 points", fixture.rosner], ["outliers of nine, five and one digits", fixture.great]] as const)("gives the table of %s", (_, { values, maxOutliers, alpha, steps, found }) => {
    const test = gesdTest(values, { maxOutliers, alpha });
    expect(test.outliers).toHaveLength(found);
    expect(test.steps.map(({ value }) => value)).toEqual(steps.map(([value]) => value));
    // The t quantile is the least accurate part, about 1e-13; R of what is left of 1e9 is calculated anew, not by differences of squares.
    toBeAllclose(test.steps.map(({ statistic }) => statistic), steps.map(([, statistic]) => statistic!), { rtol: 1e-12 });
    toBeAllclose(test.steps.map(({ criticalValue }) => criticalValue), steps.map(([, , critical]) => critical!), { rtol: 1e-10 });
    expect(test.steps.filter(({ isOutlier }) => isOutlier)).toHaveLength(found);
  });

  it("finds 3 outliers in Rosner's points, which hide the first two from a single test", async () => {
    const { values } = fixture.rosner;
    expect(gesdTest(values, { maxOutliers: 10 }).outliers.map((place) => values[place])).toEqual([6.01, 5.42, 5.34]);
    expect(gesdTest(values, { maxOutliers: 1 }).outliers).toEqual([]);
    const detector = await gesd({ maxOutliers: 10 }).fit(values);
    expect((await detector.anomalies(values)).map(({ index }) => values[index])).toEqual([5.34, 5.42, 6.01]);
    expect(detector.steps).toHaveLength(10);
  });

  it("ends where the rest is constant", () => {
    const { steps, outliers } = gesdTest([7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 90], { maxOutliers: 5 });
    expect(steps).toHaveLength(1);
    expect(outliers).toEqual([11]);
    expect(gesdTest([2, 2, 2, 2])).toEqual({ steps: [], outliers: [] });
  });

  it("refuses too few values and options out of range", async () => {
    expect(() => gesdTest([1, 2])).toThrow("anomaly.gesdTest: too few values: 2");
    expect(() => gesdTest([1, 2, 3, 4], { maxOutliers: 3 })).toThrow("maxOutliers is not a number from 1 to n - 2 = 2: 3");
    expect(() => gesdTest([1, 2, 3, 4], { alpha: 1 })).toThrow("alpha is not between 0 and 1: 1");
    expect(() => gesd({ alpha: 0 })).toThrow(ValidationError);
    await expect(gesd({ maxOutliers: 0 }).fit([1, 2, 3, 4])).rejects.toThrow(ValidationError);
  });
});

describe.each<DeviceName>(["cpu", "wasm"])("detectors of values on %s", (device) => {
  beforeEach(() => setDevice(device));

  it("score as the functions do, and find what lies beyond the cuts 3, 3.5 and 1.5", async () => {
    const { sample } = fixture;
    toBeAllclose(await numbersOf(await zscore().fit(sample), sample), fixture.zscores.map(Math.abs), { rtol: 0, atol: 1e-9 });
    const robust = await modifiedZscore().fit(sample);
    toBeAllclose(await numbersOf(robust, sample), fixture.modified.map(Math.abs), { rtol: 1e-14 });
    expect((await robust.anomalies(sample)).map(({ index }) => index)).toEqual(fixture.modified.flatMap((score, i) => (Math.abs(score) > 3.5 ? [i] : [])));
    const { lower, upper } = iqrFences(sample);
    const flags = await (await (await iqr().fit(sample)).predict(sample)).data();
    expect(Array.from(flags, Boolean)).toEqual(sample.map((value) => value < lower || value > upper));
  });

  it("take tensors of any dtype, and score them in float64", async () => {
    const detector = await zscore().fit(tensor([1, 2, 3, 4], { dtype: "float32" }));
    const scores = await detector.score(tensor([2, 10], { dtype: "int16" }));
    expect(scores.dtype).toBe("float64");
    toBeAllclose(await scores.data(), [0.5 / Math.sqrt(1.25), 7.5 / Math.sqrt(1.25)], { rtol: 1e-15 });
  });

  it.each(detectors)("%s leaves a tensor as it is", async (_, create) => {
    const x = tensor(Float64Array.of(3, 1, 2, 9));
    await (await create().fit(x)).predict(x);
    expect(await x.data()).toEqual(Float64Array.of(3, 1, 2, 9));
  });

  it.each(detectors)("%s learns the same in parts as at once", async (_, create) => {
    const { sample } = fixture;
    const parts = create();
    for (const from of [0, 50, 100, 150]) await parts.partialFit(sample.slice(from, from === 150 ? undefined : from + 50));
    const whole = await create().fit(sample);
    // The moments of 1e6 that merge differ in their last digits.
    toBeAllclose(await numbersOf(parts, sample), await numbersOf(whole, sample), { rtol: 0, atol: 1e-8 });
    expect(parts.statistics()).toMatchObject({ learnt: sample.length, constant: false, detector: whole.kind });
  });

  it.each(detectors)("%s forgets with fit", async (_, create) => {
    const detector = create();
    await detector.fit([100, 200, 300, 400, 500]);
    await detector.fit([1, 2, 3, 4, 5]);
    expect(detector.statistics().learnt).toBe(5);
    expect(await numbersOf(detector, [2, 8])).toEqual(await numbersOf(await create().fit([1, 2, 3, 4, 5]), [2, 8]));
  });

  it.each(detectors)("%s keeps what was learnt when more cannot be learnt", async (_, create) => {
    const [detector, other] = [await create().fit([1, 2, 3, 4, 5]), await create().fit([1, 2, 3, 4, 5])];
    await expect(detector.fit([1, NaN])).rejects.toThrow(ValidationError);
    await expect(detector.partialFit([NaN])).rejects.toThrow(ValidationError);
    for (const each of [detector, other]) await each.partialFit([9]);
    expect(copyOf(detector)).toEqual(copyOf(other));
  });

  it.each(detectors)("%s comes back from JSON as it was, and goes on learning", async (_, create, Class) => {
    const detector = await create().fit(fixture.sample);
    detector.threshold = 2.5;
    const copy = Class.fromJSON(copyOf(detector));
    expect(copyOf(copy)).toEqual(copyOf(detector));
    expect(copy.statistics()).toMatchObject({ threshold: 2.5, learnt: fixture.sample.length });
    for (const each of [detector, copy]) await each.partialFit([1e6 + 7, 1e6 - 3]);
    expect(await numbersOf(copy, fixture.sample)).toEqual(await numbersOf(detector, fixture.sample));
    await expect(Class.fromJSON(copyOf(create())).score([1])).rejects.toThrow(ComputationError);
  });

  it.each(detectors)("%s tells a constant series and finds nothing in it", async (_, create) => {
    const detector = await create().fit([4, 4, 4, 4, 4]);
    expect(detector.statistics()).toMatchObject({ constant: true });
    expect(await numbersOf(detector, [4, 1000])).toEqual(Float64Array.of(0, 0));
    expect((await detector.explain([4, 1000], 1)).text).toContain("constant");
  });

  it.each(detectors)("%s explains a value", async (_, create) => {
    const detector = await create().fit(fixture.sample);
    const explanation = await detector.explain(fixture.sample, 200);
    expect(explanation).toMatchObject({ row: 200, isAnomaly: true, threshold: detector.threshold });
    expect(explanation.score).toBe((await numbersOf(detector, fixture.sample))[200]);
    expect(explanation.reasons).toMatchObject([{ value: 1e6 + 40, contribution: explanation.score }]);
    expect(explanation.text).toMatch(/^1000040 is [\d.]+ .* above (100000|99999)/);
    await expect(detector.explain(fixture.sample, 999)).rejects.toThrow("no value 999 to explain");
  });

  it.each(detectors)("%s refuses bad input by name", async (name, create) => {
    const detector = await create().fit([1, 2, 3, 4]);
    for (const use of [(data: Sample) => create().fit(data), (data: Sample) => detector.score(data), (data: Sample) => detector.partialFit(data)]) {
      await expect(use([1, 2, NaN])).rejects.toThrow(`anomaly.${name}: value 2 is not finite: NaN`);
      await expect(use([1, -Infinity])).rejects.toThrow(ValidationError);
      await expect(use([])).rejects.toThrow("no values");
      await expect(use(["a"] as unknown as number[])).rejects.toThrow(DtypeError);
      await expect(use(tensor([[1, 2], [3, 4]]))).rejects.toThrow(ShapeError);
    }
    await expect(create().score([1])).rejects.toThrow(ComputationError);
  });

  it("sets the threshold by the contamination", async () => {
    const values = Array.from({ length: 100 }, (_, i) => i ** 3);
    const detector = await modifiedZscore({ contamination: 0.05 }).fit(values);
    expect(await detector.anomalies(values)).toHaveLength(5);
    expect(() => zscore({ contamination: 0.6 })).toThrow("contamination is not in (0, 0.5]: 0.6");
    expect(() => iqr({ threshold: NaN })).toThrow(ValidationError);
  });

  it("scores alike whatever the unit", async () => {
    const whole = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 6, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(whole, fc.integer({ min: -8, max: 8 }), fc.constantFrom(...detectors.map(([, create]) => create)), async (values, power, create) => {
        const scale = 2 ** power; // a power of two rounds nothing
        const scaled = values.map((value) => value * scale);
        expect(await numbersOf(await create().fit(scaled), scaled)).toEqual(await numbersOf(await create().fit(values), values));
      }),
      { numRuns: 40 },
    );
  });
});
