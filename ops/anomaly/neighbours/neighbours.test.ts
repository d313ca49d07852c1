import * as fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { toBeAllclose } from "../../allclose.ts";
import type { DeviceName } from "../../backend.ts";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import { ComputationError, DtypeError, ShapeError, ValidationError } from "../../errors.ts";
import "../../methods.ts";
import type { Rows } from "../../sample.ts";
import type { Detector, SavedDetector } from "../detector.ts";
import fixture from "../fixtures/neighbours.json" with { type: "json" };
import { exactRows } from "../input.ts";
import type { Metric } from "./distance.ts";
import { Knn, knn, type KnnOptions } from "./knn.ts";
import { Lof, lof } from "./lof.ts";
import { nearest } from "./neighbours.ts";

const detectors = [
  ["knn", knn, Knn],
  ["lof", lof, Lof],
] as const;

const numbersOf = async (detector: Detector<Rows>, data: Rows): Promise<Float64Array> => (await (await detector.score(data)).data()) as Float64Array;

const copyOf = (detector: Detector<Rows>): SavedDetector => JSON.parse(JSON.stringify(detector)) as SavedDetector;

const [rows, fresh] = [fixture.rows, fixture.new];

/** Rows of numbers that repeat nowhere. */
const spread = (count: number, width: number): Float64Array => Float64Array.from({ length: count * width }, (_, i) => Math.sin(i * 12.9898) * 43758.5453 % 1);

/** What `nearest` finds, by sorting all distances of each query. */
function sorted(values: Float64Array, features: number, queries: Float64Array, k: number, metric: Metric, ownRows: boolean): { distances: number[]; rows: number[] } {
  const found = { distances: [] as number[], rows: [] as number[] };
  for (let query = 0; query < queries.length / features; query++) {
    const all = Array.from({ length: values.length / features }, (_, row) => {
      const differences = Array.from({ length: features }, (__, f) => Math.abs(values[row * features + f]! - queries[query * features + f]!));
      const distance = metric === "euclidean" ? Math.sqrt(differences.reduce((sum, d) => sum + d * d, 0)) : metric === "manhattan" ? differences.reduce((sum, d) => sum + d, 0) : Math.max(...differences);
      return { distance, row };
    }).filter(({ row }) => !ownRows || row !== query);
    for (const { distance, row } of all.toSorted((a, b) => a.distance - b.distance).slice(0, k)) {
      found.distances.push(distance);
      found.rows.push(row);
    }
  }
  return found;
}

describe.each<DeviceName>(["cpu", "wasm"])("neighbours on %s", (device) => {
  beforeEach(() => setDevice(device));

  it("are the first of all rows by distance, ties in order, whatever the sizes", async () => {
    const sizes = fc.record({
      count: fc.integer({ min: 2, max: 40 }), features: fc.integer({ min: 1, max: 9 }), queryCount: fc.integer({ min: 1, max: 11 }), share: fc.double({ min: 0, max: 1, noNaN: true }),
      metric: fc.constantFrom<Metric>("euclidean", "manhattan", "chebyshev"), ownRows: fc.boolean(), levels: fc.constantFrom(2, 5, 1e9),
    });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ count, features, queryCount, share, metric, ownRows, levels }) => {
        const coarse = (values: Float64Array): Float64Array => values.map((value) => Math.round(value * levels)); // few levels make many ties
        const values = coarse(spread(count, features));
        const queries = ownRows ? values : coarse(spread(queryCount + 7, features)).slice(7 * features);
        const k = 1 + Math.floor(share * (count - (ownRows ? 2 : 1)));
        const found = await nearest("test", { values, features }, await exactRows("test", tensor(queries, { shape: [queries.length / features, features] })), { k, metric, ownRows });
        const expected = sorted(values, features, queries, k, metric, ownRows);
        expect(Array.from(await found.distances.data())).toEqual(expected.distances);
        expect(Array.from(await found.rows.data())).toEqual(expected.rows);
      }),
      { numRuns: 120 },
    );
  });

  it("keep their digits far from 0, where products would lose them", async () => {
    const near = [[0, 0], [0.25, 0], [1, 0]].map(([x, y]) => [x! + 2 ** 30, y! - 2 ** 30]);
    expect(await numbersOf(await knn({ k: 1 }).fit(near), near)).toEqual(Float64Array.of(0.25, 0.25, 0.75));
  });

  it.each(fixture.knn)("score as PyOD's KNN, $method of $metric distances", async ({ metric, method, own, threshold, new: expected }) => {
    const detector = await knn({ k: 6, metric: metric as Metric, method: method as NonNullable<KnnOptions["method"]> }).fit(rows);
    toBeAllclose(await numbersOf(detector, rows), own, { rtol: 1e-14 });
    toBeAllclose(await numbersOf(detector, tensor(fresh, { dtype: "float64" })), expected, { rtol: 1e-14 });
    toBeAllclose([detector.threshold], [threshold], { rtol: 1e-14 });
  });

  it.each(fixture.lof)("score as scikit-learn's LocalOutlierFactor, k = $k, $metric", async ({ k, metric, own, outliers, new: expected }) => {
    const detector = await lof({ k, metric: metric as Metric }).fit(rows);
    toBeAllclose(await numbersOf(detector, rows), own, { rtol: 1e-12 });
    toBeAllclose(await numbersOf(detector, fresh), expected, { rtol: 1e-12 });
    expect((await detector.anomalies(rows)).map(({ index }) => index)).toEqual(outliers);
  });

  it("give rows beside many equal ones the enormous factors that scikit-learn gives them", async () => {
    const { k, own } = fixture.lofDuplicates;
    // Densities of 1e10 are 1 / (0 + 1e-10): the factors have the digits of the densities around.
    toBeAllclose(await numbersOf(await lof({ k }).fit(fixture.duplicates), fixture.duplicates), own, { rtol: 1e-10 });
    toBeAllclose(await numbersOf(await knn({ k }).fit(fixture.duplicates), fixture.duplicates.slice(0, 3)), [0, 0, 0]);
  });

  it("leave the rows of fit out of their own neighbours, unless they are to be novelties", async () => {
    const data = [[0], [1], [3]];
    expect(await numbersOf(await knn({ k: 1 }).fit(data), data)).toEqual(Float64Array.of(1, 1, 2));
    expect(await numbersOf(await knn({ k: 1, novelty: true }).fit(data), data)).toEqual(Float64Array.of(0, 0, 0));
    expect(await numbersOf(await knn({ k: 1 }).fit(data), [[0], [1], [3.5]])).toEqual(Float64Array.of(0, 0, 0.5));
  });

  it.each(detectors)("%s learns the same in parts as at once", async (_, create) => {
    const [parts, whole] = [create(), await create().fit(rows)];
    await parts.partialFit(rows.slice(0, 40));
    await parts.partialFit(rows.slice(40));
    expect(parts.statistics().learnt).toBe(rows.length);
    expect(await numbersOf(parts, rows)).toEqual(await numbersOf(whole, rows));
    expect(await numbersOf(parts, fresh)).toEqual(await numbersOf(whole, fresh));
  });

  it.each(detectors)("%s keeps a threshold that was given, out of JSON too", async (_, create, Class) => {
    const copy = await Class.fromJSON(copyOf(create({ threshold: 3.25 }))).fit(fixture.rows);
    expect(copy.threshold).toBe(3.25);
  });

  it.each(detectors)("%s comes back from JSON as it was, and goes on learning", async (_, create, Class) => {
    const detector = await create({ k: 7, metric: "manhattan" }).fit(rows);
    const copy = Class.fromJSON(copyOf(detector));
    expect(copyOf(copy)).toEqual(copyOf(detector));
    expect(copy.statistics()).toMatchObject({ threshold: detector.threshold, learnt: rows.length });
    for (const data of [rows, fresh]) expect(await numbersOf(copy, data)).toEqual(await numbersOf(detector, data));
    for (const each of [detector, copy]) await each.partialFit(fresh);
    expect(await numbersOf(copy, rows)).toEqual(await numbersOf(detector, rows));
    expect(Class.fromJSON(copyOf(create())).threshold).toBe(create().threshold);
  });

  it.each(detectors)("%s explains a row by its neighbours", async (_, create) => {
    const detector = await create({ k: 4 }).fit(rows);
    const own = await detector.explain(rows, 99);
    expect(own.score).toBe((await numbersOf(detector, rows))[99]);
    const expected = sorted(Float64Array.from(rows.flat()), 3, Float64Array.from(rows[99]!), 5, "euclidean", false);
    expect(own.neighbours.map(({ row }) => row)).toEqual(expected.rows.slice(1));
    toBeAllclose(own.neighbours.map(({ distance }) => distance), expected.distances.slice(1), { rtol: 1e-15 });
    expect(own.reasons[0]).toMatchObject({ name: "feature 2", value: 9 });
    expect(own.text).toContain("feature 2 differs most");
    toBeAllclose([own.reasons.reduce((sum, { contribution }) => sum + contribution, 0)], [1], { rtol: 1e-12 });
    const other = await detector.explain(fresh, 3);
    toBeAllclose([other.score], [(await numbersOf(detector, fresh))[3]!], { rtol: 1e-14 });
    await expect(detector.explain(rows, -1)).rejects.toThrow("no row -1 to explain: there are 100");
  });

  it.each(detectors)("%s refuses bad input by name", async (name, create) => {
    const detector = await create({ k: 3 }).fit(rows);
    for (const use of [(data: Rows) => create({ k: 1 }).fit(data), (data: Rows) => detector.score(data), (data: Rows) => detector.partialFit(data), (data: Rows) => detector.explain(data, 0)]) {
      await expect(use([[1, 2, 3], [1, NaN, 3]])).rejects.toThrow(`anomaly.${name}: row 1, feature 1 is not finite: NaN`);
      await expect(use(tensor([1, 2, 3]))).rejects.toThrow(ShapeError);
      await expect(use([["a", "b", "c"]] as unknown as number[][])).rejects.toThrow(DtypeError);
      await expect(use(tensor([], { shape: [0, 3] }))).rejects.toThrow("no rows");
    }
    await expect(create({ k: 3 }).fit([[1], [2], [3]])).rejects.toThrow(`anomaly.${name}: k is not less than the number of rows: 3 of 3`);
    await expect(create({ k: 1 }).fit([[1, 2]])).rejects.toThrow(ValidationError);
    await expect(detector.score([[1, 2]])).rejects.toThrow("rows of 2 features, but it learnt from 3");
    await expect(create().score(rows)).rejects.toThrow(ComputationError);
    await expect(create().explain(rows, 0)).rejects.toThrow(ComputationError);
    for (const k of [0, -1, 1.5, NaN]) expect(() => create({ k })).toThrow(ValidationError);
    expect(() => create({ metric: "cosine" as Metric })).toThrow('unknown metric: "cosine"');
    expect(() => knn({ method: "least" as "mean" })).toThrow('unknown method: "least"');
  });

  it("keep what was learnt when more cannot be learnt", async () => {
    const detector = await lof({ k: 3 }).fit(rows);
    const before = await numbersOf(detector, rows);
    await expect(detector.partialFit([[1, 2, NaN]])).rejects.toThrow(ValidationError);
    await expect(detector.fit([[1, 2, 3]])).rejects.toThrow(ValidationError);
    expect(await numbersOf(detector, rows)).toEqual(before);
  });

  it("tell how far they are, and stop when asked", async () => {
    const data = tensor(spread(4000, 3), { shape: [4000, 3] });
    const onProgress = vi.fn<(progress: { done: number; total: number }) => void>();
    await knn({ onProgress }).fit(data);
    const told = onProgress.mock.calls.map(([{ done, total }]) => done / total);
    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);

    const control = new AbortController();
    const steps = vi.fn<(progress: { done: number; total: number }) => void>(() => control.abort(new Error("enough")));
    await expect(knn({ signal: control.signal, onProgress: steps }).fit(data)).rejects.toThrow("enough");
    expect(steps).toHaveBeenCalledTimes(1);
  });

  it("find any row again that is far from all others", async () => {
    const place = fc.integer({ min: 0, max: 29 });
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom(...detectors.map(([, create]) => create)), async (at, create) => {
        const data = Array.from({ length: 30 }, (_, i) => Array.from(spread(30, 2).subarray(2 * i, 2 * i + 2)));
        data[at] = [100, -100];
        const scores = await numbersOf(await create({ k: 5 }).fit(data), data);
        expect(scores.indexOf(Math.max(...scores))).toBe(at);
      }),
      { numRuns: 20 },
    );
  });
});
