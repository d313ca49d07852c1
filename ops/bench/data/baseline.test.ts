import { beforeAll, describe, expect, it } from "vitest";
import { anomaly, parseTable, quality, setDevice, stats, table, tensor, transforms } from "../../index.ts";
import { parseCsv } from "./baseline/csv.ts";
import { growForest, scoreForest } from "./baseline/forest.ts";
import { scoreStream } from "./baseline/half-space.ts";
import { kendallTau } from "./baseline/kendall.ts";
import { matrixProfile } from "./baseline/matrix-profile.ts";
import { moments, summary } from "./baseline/moments.ts";
import { knnScores, lofScores, nearest } from "./baseline/neighbours.ts";
import { prepare } from "./baseline/pipeline.ts";
import { profile } from "./baseline/profile.ts";
import { quartiles } from "./baseline/quartiles.ts";
import { Random } from "./baseline/random.ts";
import { resizeBytes, resizeFloats } from "./baseline/resize.ts";
import { rollingZ, runningZ } from "./baseline/rolling.ts";
import { stl } from "./baseline/stl.ts";
import { filterAbove, joinOnce, meansBy, sortBy } from "./baseline/tables.ts";
import { flatten } from "./flatten.ts";
import { largestError } from "./row.ts";

const random = new Random(1);
const normals = (size: number): Float64Array => new Float64Array(size).map(() => random.normal());
const rows = Float32Array.from(normals(600 * 4));
const matrix = () => tensor(rows, { shape: [600, 4] });

beforeAll(() => setDevice("cpu"));

/** Both sides are float64 and agree but for rounding. */
const near = (found: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-10) => expect(largestError(found, expected)).toBeLessThanOrEqual(tolerance);

const list = (values: ArrayLike<unknown>): unknown[] => Array.from(values);

describe("the plain loops say what the library says", () => {
  it("of moments, where some are missing", async () => {
    const x = Float64Array.of(...normals(501), NaN, 7, NaN);
    const { count, mean, variance, skewness, kurtosis, min, max } = await stats.moments(tensor(x));
    near(summary(moments(x)), [count, mean, variance, skewness, kurtosis, min, max]);
  });

  it("of quartiles, whatever the length and however many are equal", async () => {
    for (const size of [1, 2, 3, 4, 5, 101, 998]) {
      const x = normals(size).map((value, i) => (i % 3 === 0 ? Math.round(value) : value));
      near(quartiles(x), (await stats.quantile(tensor(x), [0.25, 0.5, 0.75])) as number[]);
    }
  });

  it("of rolling z-scores, where the series ends inside a block", async () => {
    const x = normals(1234);
    const expected = (await stats.rolling(tensor(x), { window: 100 }).zscore().data()) as Float64Array;
    near(rollingZ(x, 100), expected);
    near(runningZ(x, 100), expected);
  });

  it("of Kendall's tau with ties", async () => {
    const [x, y] = [normals(300).map((value) => Math.round(3 * value)), normals(300).map((value) => Math.round(2 * value))];
    expect(kendallTau(x, y)).toBeCloseTo((await stats.correlation(tensor(x), tensor(y), { method: "kendall" })).statistic, 12);
  });

  it("of the scores of an isolation forest", async () => {
    const forest = await anomaly.isolationForest({ trees: 20, seed: 1 }).fit(matrix());
    near(scoreForest(flatten(forest.trees), rows, 4), (await (await forest.score(matrix())).data()) as Float64Array);
  });

  it("of a forest that was grown: usual rows score alike on average", async () => {
    const mean = (scores: ArrayLike<number>): number => Array.from(scores).reduce((sum, score) => sum + score, 0) / scores.length;
    const forest = await anomaly.isolationForest({ trees: 200, seed: 1 }).fit(matrix());
    const ours = mean((await (await forest.score(matrix())).data()) as Float64Array);
    expect(mean(scoreForest(growForest(rows, 4, 200, 256, new Random(2)), rows, 4))).toBeCloseTo(ours, 2);
  });

  it("of half-space trees", async () => {
    const x = rows.map((value) => 0.5 + value / 10);
    const detector = anomaly.halfSpaceTrees({ seed: 1, window: 100 });
    const expected = (await (await detector.progressiveScores(tensor(x, { shape: [600, 4] }))).data()) as Float64Array;
    near(scoreStream(detector.spaces!, x, 4, 100), expected);
  });

  it("of neighbours and local outlier factors", async () => {
    const [knn, lof] = [anomaly.knn(), anomaly.lof()];
    near(knnScores(nearest(rows, 4, knn.k)), (await (await (await knn.fit(matrix())).score(matrix())).data()) as Float64Array);
    near(lofScores(nearest(rows, 4, lof.k)), (await (await (await lof.fit(matrix())).score(matrix())).data()) as Float64Array);
  });

  it.each([false, true])("of STL, robust: %s", async (robust) => {
    const x = normals(500).map((value, i) => i / 50 + Math.sin((2 * Math.PI * i) / 12) + 0.2 * value + (i === 300 ? 9 : 0));
    const { trend, seasonal } = await anomaly.stl(tensor(x), { period: 12, robust });
    const found = stl(x, 12, robust);
    near(found.trend, (await trend.data()) as Float64Array, 1e-9);
    near(found.seasonal, (await seasonal.data()) as Float64Array, 1e-9);
  });

  it("of matrix profiles", async () => {
    const x = normals(400);
    // The root of a small difference from 1 loses half of the digits.
    near(matrixProfile(x, 20), (await (await anomaly.matrixProfile(tensor(x), { window: 20 })).profile.data()) as Float64Array, 1e-7);
  });

  it("of the profile of a table", async () => {
    const x = rows.map((value, i) => (i % 4 === 1 ? Math.round(value) : i % 41 === 3 ? NaN : value));
    const { columns } = await quality.report(tensor(x, { shape: [600, 4] }));
    profile(x, 4).columns.forEach((found, i) => {
      const { missing, distinct, uniqueness, entropy, numbers, top } = columns[i]!;
      const { mean, kurtosis, p01, p05, q1, median, q3, p95, p99, zeros, negative, outliers, histogram } = numbers!;
      expect([found.missing, found.distinct, found.zeros, found.negative, found.outliers, found.top[0]![1]]).toEqual([missing, distinct, zeros, negative, outliers, top[0]!.count]);
      near([found.single / found.summary[0]!, found.entropy, found.summary[1]!, found.summary[4]!], [uniqueness, entropy, mean, kurtosis]);
      near(found.quantiles, [p01, p05, q1, median, q3, p95, p99], 1e-7);
      expect(found.histogram).toEqual(histogram);
    });
  });

  it("of smaller and of larger images", async () => {
    const floats = Float32Array.from({ length: 3 * 40 * 50 }, () => random.uniform());
    const bytes = Uint8Array.from({ length: 40 * 50 * 3 }, () => random.below(256));
    for (const size of [[13, 17], [40, 9], [61, 77]] as const) {
      const resized = (layout: "CHW" | "HWC") => transforms.resize(size, { layout });
      near(resizeFloats(floats, [3, 40, 50], size), (await (await resized("CHW").apply(tensor(floats, { shape: [3, 40, 50] }))).data()) as Float32Array, 1e-6);
      expect(resizeBytes(bytes, [40, 50, 3], size)).toEqual(await (await resized("HWC").apply(tensor(bytes, { shape: [40, 50, 3] }))).data());
    }
  });

  it("of an image that goes through a pipeline", async () => {
    const bytes = Uint8Array.from({ length: 3 * 45 * 60 }, () => random.below(256));
    const pipeline = transforms.pipeline([transforms.resize(32), transforms.centerCrop(28), transforms.convertDtype("float32"), transforms.normalize()]);
    near(prepare(bytes, [45, 60], 32, 28), (await (await pipeline.apply(tensor(bytes, { shape: [3, 45, 60] }))).data()) as Float32Array, 1e-5);
  });

  it("of a file", () => {
    const text = "id,name,size\n1,a,2.5\n2,b,\n3,cc,-4e2\n";
    const [found, expected] = [parseCsv(text, ["number", "string", "number"]), parseTable(text)];
    for (const name of ["id", "name", "size"]) expect(list(found[name]!)).toEqual(list(expected.column(name).values));
  });

  it("of rows that are chosen, ordered, grouped and joined", () => {
    const columns = { id: new Float64Array(200).map(() => random.below(50)), name: Array.from({ length: 200 }, () => `n${random.below(9)}`), size: normals(200) };
    const right = { id: Float64Array.from({ length: 40 }, (_, i) => (i * 7) % 50), weight: normals(40) };
    const ours = table(columns);
    const plain = { filter: filterAbove(columns, "size", 0.5), sort: sortBy(columns, "size"), join: joinOnce(columns, right, "id") };
    const tables = { filter: ours.filter((row) => (row["size"] as number) > 0.5), sort: ours.sort("size"), join: ours.join(table(right), { on: "id" }) };
    for (const verb of ["filter", "sort", "join"] as const) {
      for (const name of tables[verb].columnNames()) expect(list(plain[verb][name]!)).toEqual(list(tables[verb].column(name).values));
    }
    const { keys, means } = meansBy(columns, "name", "size");
    const groups = ours.groupBy("name").aggregate({ mean: ["mean", "size"] });
    expect(keys).toEqual(groups.column("name").values);
    near(means, groups.column("mean").values as Float64Array);
  });
});
