import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { toBeAllclose } from "../../allclose.ts";
import type { DeviceName } from "../../backend.ts";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import { ComputationError, DtypeError, ShapeError, ValidationError } from "../../errors.ts";
import "../../methods.ts";
import type { Rows } from "../../sample.ts";
import type { Detector, SavedDetector } from "../detector.ts";
import fixture from "../fixtures/features.json" with { type: "json" };
import { Copod, copod } from "./copod.ts";
import { Ecod, ecod } from "./ecod.ts";
import { Hbos, hbos } from "./hbos.ts";

const detectors = [
  ["ecod", ecod, Ecod],
  ["copod", copod, Copod],
  ["hbos", hbos, Hbos],
] as const;

const numbersOf = async (detector: Detector<Rows>, data: Rows): Promise<Float64Array> => (await (await detector.score(data)).data()) as Float64Array;

const copyOf = (detector: Detector<Rows>): SavedDetector => JSON.parse(JSON.stringify(detector)) as SavedDetector;

/** Sums of logarithms of shares: the same but for roundings. */
const exact = { rtol: 1e-12, atol: 1e-12 };

describe.each<DeviceName>(["cpu", "wasm"])("detectors by features on %s", (device) => {
  beforeEach(() => setDevice(device));

  it.each([
    ["ECOD", () => ecod(), fixture.ecod],
    ["COPOD", () => copod({ contamination: 0.05 }), fixture.copod],
    ["HBOS", () => hbos(), fixture.hbos],
    ["HBOS with other bins", () => hbos({ bins: 7, alpha: 0.3, tolerance: 0.1 }), fixture.hbos7],
    ["HBOS with its own choice of bins", () => hbos({ bins: "auto" }), fixture.hbosAuto],
  ] as const)("score as PyOD's %s", async (_, create, expected) => {
    const detector = await create().fit(fixture.rows);
    toBeAllclose(await numbersOf(detector, fixture.rows), expected.own, exact);
    toBeAllclose(await numbersOf(detector, tensor(fixture.new, { dtype: "float64" })), expected.new, exact);
    toBeAllclose([detector.threshold], [expected.threshold], exact);
    expect((await detector.anomalies(fixture.rows)).map(({ index }) => index)).toEqual(expected.own.flatMap((score, i) => (score > expected.threshold ? [i] : [])));
  });

  it.each(detectors)("%s explains a score as the sum of what the features contribute", async (_, create) => {
    const detector = await create().fit(fixture.rows);
    const explanation = await detector.explain(fixture.rows, 0);
    toBeAllclose([explanation.reasons.reduce((sum, { contribution }) => sum + contribution, 0)], [explanation.score], { rtol: 1e-14 });
    toBeAllclose([explanation.score], [(await numbersOf(detector, fixture.rows))[0]!], { rtol: 1e-14 });
    expect(explanation.reasons.map(({ name }) => name).toSorted()).toEqual(["feature 0", "feature 1", "feature 2", "feature 3"]);
    expect(explanation.reasons[0]!.contribution).toBeGreaterThanOrEqual(explanation.reasons[3]!.contribution);
    expect(explanation.reasons.find(({ name }) => name === "feature 2")!.value).toBe(fixture.rows[0]![2]);
    expect(explanation.text).toContain(explanation.reasons[0]!.name);
    await expect(detector.explain(fixture.rows, 90)).rejects.toThrow("no row 90 to explain: there are 90");
  });

  it.each(detectors)("%s keeps a threshold that was given, out of JSON too", async (_, create, Class) => {
    const copy = await Class.fromJSON(copyOf(create({ threshold: 3.25 }))).fit(fixture.rows);
    expect(copy.threshold).toBe(3.25);
  });

  it.each(detectors)("%s comes back from JSON as it was, and goes on learning", async (_, create, Class) => {
    const detector = await create({ contamination: 0.2 }).fit(fixture.rows);
    detector.threshold = 7;
    const copy = Class.fromJSON(copyOf(detector));
    expect(copyOf(copy)).toEqual(copyOf(detector));
    expect(copy.statistics()).toMatchObject({ threshold: 7, learnt: 90 });
    expect(await numbersOf(copy, fixture.new)).toEqual(await numbersOf(detector, fixture.new));
    for (const each of [detector, copy]) await each.partialFit(fixture.new);
    expect(copy.statistics().learnt).toBe(90 + fixture.new.length);
    expect(await numbersOf(copy, fixture.rows)).toEqual(await numbersOf(detector, fixture.rows));
    expect(Class.fromJSON(copyOf(create())).threshold).toBe(Infinity);
  });

  it.each([["ecod", ecod], ["copod", copod]] as const)("%s learns the same in parts as at once", async (name, create) => {
    const parts = create();
    for (const from of [0, 30, 60]) await parts.partialFit(fixture.rows.slice(from, from + 30));
    toBeAllclose(await numbersOf(parts, fixture.rows), fixture[name].own, exact);
  });

  it("hbos counts more values in the bins that it has", async () => {
    const detector = hbos({ bins: 2, threshold: 0 });
    await detector.fit([[0], [1], [4]]); // bins [0, 2) and [2, 4]
    await detector.partialFit([[3], [3.5], [40]]); // 40 is in none, but makes the others less dense
    toBeAllclose(await numbersOf(detector, [[1], [3]]), [-Math.log2(2 / 6 / 2 + 0.1), -Math.log2(3 / 6 / 2 + 0.1)], exact);
  });

  it.each(detectors)("%s takes a constant feature for no evidence", async (name, create) => {
    const withConstant = (rows: number[][], constant: number): number[][] => rows.map((row) => [...row.slice(0, 2), constant, ...row.slice(2)]);
    const detector = await create().fit(withConstant(fixture.rows, 0.1));
    toBeAllclose(await numbersOf(detector, withConstant(fixture.rows, 0.1)), fixture[name].own, exact);
    const [usual, other] = [await numbersOf(detector, withConstant(fixture.new, 0.1)), await numbersOf(detector, withConstant(fixture.new, 0.2))];
    other.forEach((score, i) => expect(score).toBeGreaterThan(usual[i]!));
  });

  it.each(detectors)("%s learns from a single row, and finds nothing in it", async (_, create) => {
    const detector = await create().fit([[1, 2, 3]]);
    expect(await numbersOf(detector, [[1, 2, 3]])).toEqual(Float64Array.of(0));
    expect(await detector.anomalies([[1, 2, 3]])).toEqual([]);
  });

  it.each(detectors)("%s refuses bad input by name", async (name, create) => {
    const detector = await create().fit(fixture.rows);
    for (const use of [(data: Rows) => create().fit(data), (data: Rows) => detector.score(data), (data: Rows) => detector.partialFit(data), (data: Rows) => detector.explain(data, 0)]) {
      await expect(use([[1, 2, 3, 4], [1, 2, NaN, 4]])).rejects.toThrow(`anomaly.${name}: row 1, feature 2 is not finite: NaN`);
      await expect(use([[1, 2, 3, -Infinity]])).rejects.toThrow(ValidationError);
      await expect(use([1, 2, 3] as unknown as number[][])).rejects.toThrow(ValidationError);
      await expect(use(tensor([1, 2, 3]))).rejects.toThrow(ShapeError);
      await expect(use([[1, 2, 3, 4], [1, 2]])).rejects.toThrow(ShapeError);
      await expect(use([["a", "b", "c", "d"]] as unknown as number[][])).rejects.toThrow(DtypeError);
      await expect(use(tensor([], { shape: [0, 4] }))).rejects.toThrow("no rows");
    }
    await expect(detector.score([[1, 2, 3]])).rejects.toThrow("rows of 3 features, but it learnt from 4");
    await expect(create().score(fixture.rows)).rejects.toThrow(ComputationError);
    await expect(create().explain(fixture.rows, 0)).rejects.toThrow(ComputationError);
    expect(() => create({ contamination: 0 })).toThrow(ValidationError);
  });

  it("hbos refuses bins, alpha and tolerance out of range", () => {
    expect(() => hbos({ bins: 1 })).toThrow('bins is not "auto" or a number from 2 to 1048576: 1');
    expect(() => hbos({ bins: 2.5 })).toThrow(ValidationError);
    expect(() => hbos({ alpha: 0 })).toThrow("alpha is not in (0, 1]: 0");
    expect(() => hbos({ tolerance: -1 })).toThrow("tolerance is not in [0, 1]: -1");
  });

  it("ecod and copod see only order and the side of the skewness, so any growing straight line keeps the scores", async () => {
    const column = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(column, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -99, max: 99 }), fc.constantFrom(ecod, copod), async (values, factor, offset, create) => {
        const [rows, moved] = [values.map((x) => [x]), values.map((x) => [x * factor + offset])];
        toBeAllclose(await numbersOf(await create().fit(moved), moved), await numbersOf(await create().fit(rows), rows), exact);
      }),
      { numRuns: 40 },
    );
  });
});
