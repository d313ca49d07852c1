import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { toBeAllclose } from "../../allclose.ts";
import "../../methods.ts";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import type { DeviceName } from "../../backend.ts";
import fixture from "../fixtures/forest.json" with { type: "json" };
import { IsolationForest, isolationForest } from "./forest.ts";
import { saveTree } from "./saved.ts";
import { adoptTree } from "../fixtures/scikit-learn.ts";
import { averagePathLength } from "./tree.ts";

const devices: DeviceName[] = ["cpu", "wasm"];

/** A detector with scikit-learn's trees. */
function adopt({ trees, rows, offset }: (typeof fixture.cases)[number]): IsolationForest {
  const state = { features: rows[0]!.length, learnt: 1, generation: 0, medians: rows[0]!.map(() => 0), trees: trees.map(adoptTree).map(saveTree) };
  return IsolationForest.fromJSON({ kind: "anomaly.isolationForest", threshold: -offset, options: {}, state });
}

/** Any numbers, the same each time. */
const numbers = (count: number, width: number): number[][] =>
  Array.from({ length: count }, (_, i) => Array.from({ length: width }, (__, j) => Math.sin(i * 12.9898 + j * 78.233) * 3));

function areaUnderCurve(scores: ArrayLike<number>, labels: readonly number[]): number {
  let [wins, pairs] = [0, 0];
  labels.forEach((label, i) => labels.forEach((other, j) => {
    if (label === 0 || other === 1) return;
    pairs++;
    wins += (1 + Math.sign(scores[i]! - scores[j]!)) / 2;
  }));
  return wins / pairs;
}

describe.each(devices)("isolationForest on %s", (device) => {
  beforeEach(() => setDevice(device));

  it.each(fixture.cases)("scores as scikit-learn does with the same trees: $name", async (expected) => {
    const forest = adopt(expected);
    const float32 = tensor(expected.rows);
    for (const rows of [expected.rows, float32]) {
      // Scores are below 1: 1e-15 is a few roundings of float64.
      toBeAllclose(await (await forest.scoreSamples(rows)).data(), expected.scoreSamples, { rtol: 0, atol: 1e-15 });
      toBeAllclose(await (await forest.decisionFunction(rows)).data(), expected.decisionFunction, { rtol: 0, atol: 1e-15 });
    }
    toBeAllclose(expected.rows.map((row) => -forest.scoreOne(row)), expected.scoreSamples, { rtol: 0, atol: 1e-15 });
    const found = expected.predict.flatMap((side, i) => (side < 0 && Math.abs(expected.decisionFunction[i]!) > 1e-15 ? [i] : []));
    expect((await forest.anomalies(expected.rows)).map(({ index }) => index)).toEqual(found);
  });

  it("finds planted outliers as well as scikit-learn", async () => {
    const { planted, labels, auc } = fixture;
    const areas: number[] = [];
    for (let seed = 0; seed < 10; seed++) {
      const forest = await isolationForest({ seed }).fit(planted);
      areas.push(areaUnderCurve(await (await forest.score(planted)).data(), labels));
    }
    const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length;
    // Four standard errors of the difference of a mean of 10 and one of 30.
    expect(Math.abs(mean - auc.mean)).toBeLessThan(4 * auc.std * Math.sqrt(1 / 10 + 1 / 30));
  });

  it.each([1, 2, 10, 50, 256, 1000])("finds nothing strange among %i equal rows", async (count) => {
    const rows = Array.from({ length: count }, () => [3, 0.1]);
    const forest = await isolationForest({ seed: 1 }).fit(rows);
    expect(new Set(await (await forest.score(rows)).data())).toEqual(new Set([0.5]));
    expect(await forest.anomalies(rows)).toEqual([]);
  });

  it("gives the share of anomalies that contamination asks for", async () => {
    const rows = numbers(1000, 3);
    const forest = await isolationForest({ seed: 5, contamination: 0.05 }).fit(rows);
    expect(await forest.anomalies(rows)).toHaveLength(50);
    forest.threshold = 1;
    expect(await forest.anomalies(rows)).toEqual([]);
    expect(forest.statistics()).toMatchObject({ detector: "anomaly.isolationForest", learnt: 1000, seen: 2000, anomalies: 50 });
  });

  it("grows the same trees from the same seed, and scores the same bits after JSON", async () => {
    const rows = numbers(300, 4);
    const [first, same, other] = await Promise.all([9, 9, 10].map((seed) => isolationForest({ seed, trees: 20 }).fit(rows)));
    const scores = await (await first!.score(rows)).data();
    expect(await (await same!.score(rows)).data()).toEqual(scores);
    expect(await (await other!.score(rows)).data()).not.toEqual(scores);
    const again = IsolationForest.fromJSON(JSON.parse(JSON.stringify(first)));
    expect(await (await again.score(rows)).data()).toEqual(scores);
    expect(again.statistics().learnt).toBe(300);
    await first!.partialFit(rows);
    await again.partialFit(rows);
    expect(again.trees).toEqual(first!.trees);
  });

  it("replaces its oldest trees by trees of new rows", async () => {
    const forest = await isolationForest({ seed: 2, trees: 8, refresh: 0.5 }).fit(numbers(100, 2));
    const before = forest.trees;
    const shifted = numbers(100, 2).map((row) => row.map((x) => x + 50));
    const strange = forest.scoreOne([50, 50]);
    await forest.partialFit(shifted);
    expect(forest.trees.slice(0, 4)).toEqual(before.slice(4));
    expect(forest.trees).toHaveLength(8);
    expect(forest.scoreOne([50, 50])).toBeLessThan(strange);
    expect(forest.statistics().learnt).toBe(200);
  });

  it("splits only on as many features as a tree may have", async () => {
    const forest = await isolationForest({ seed: 2, maxFeatures: 2, maxSamples: 32 }).fit(numbers(200, 6));
    for (const { feature, samples } of forest.trees) {
      expect(new Set(feature.filter((f) => f >= 0)).size).toBeLessThanOrEqual(2);
      expect(samples).toBe(32);
    }
    expect(new Set(forest.trees.flatMap(({ feature }) => Array.from(feature)))).toEqual(new Set([-1, 0, 1, 2, 3, 4, 5]));
  });

  it("explains a score by features that add up to it, and by the shortest path", async () => {
    const rows = [...numbers(255, 3), [0, 40, 0]];
    const forest = await isolationForest({ seed: 4 }).fit(rows);
    const { score, reasons, path, tree, isAnomaly, text } = await forest.explain(rows, 255);
    expect(isAnomaly).toBe(true);
    expect(reasons[0]).toMatchObject({ name: "feature 1", value: 40 });
    expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(Math.log2(score) + 1, 12);
    expect(path.at(-1)).toMatchObject({ feature: 1, value: 40, side: "right", left: 1 });
    expect(text).toContain(`feature 1 = 40 > `);
    expect(await forest.path(rows, 255, tree)).toEqual(path);
  });

  it("tells which row it cannot take", async () => {
    const rows = numbers(20, 2);
    const forest = await isolationForest({ trees: 5 }).fit(rows);
    const broken = rows.with(7, [1, NaN]);
    await expect(forest.score(broken)).rejects.toThrow("row 7, feature 1 is not finite: NaN");
    await expect(forest.score(rows.with(3, [Infinity, 0]))).rejects.toThrow("row 3, feature 0 is not finite: Infinity");
    await expect(isolationForest().fit(broken)).rejects.toThrow("anomaly.isolationForest: row 7, feature 1 is not finite: NaN");
    expect(() => forest.scoreOne([1, NaN])).toThrow("not finite: NaN");
  });

  it.each([4, 256])("sends float32 rows the way of their exact values, in trees of %i samples", async (maxSamples) => {
    const forest = await isolationForest({ seed: 3, trees: 10, maxSamples }).fit([...numbers(300, 1), [-1e-60], [1e300], [-1e300]]);
    const thresholds = forest.trees.flatMap((tree) => Array.from(tree.threshold)).filter(Number.isFinite);
    const rows = [...thresholds, 0, -0, 1e-45].flatMap((x) => [x, x * (1 + 2 ** -24), x * (1 - 2 ** -24)].map(Math.fround)).filter(Number.isFinite);
    const scores = await (await forest.score(tensor(Float32Array.from(rows), { shape: [rows.length, 1] }))).data();
    toBeAllclose(scores, rows.map((x) => forest.scoreOne([x])), { rtol: 0, atol: 1e-15 });
  });

  it("scores by trees that are deeper than ours grow", async () => {
    const saved = await isolationForest({ seed: 1, trees: 1, maxSamples: 2 }).fit([[0], [1]]);
    const chain = { samples: 8, feature: [0, -1], threshold: [-20, null], left: [2, 1], count: [8, 1] } as Record<"feature" | "left" | "count", number[]> & { samples: number; threshold: (number | null)[] };
    for (let node = 2; node < 80; node += 2) { // each split tells one more row from the rest
      chain.feature.push(node < 78 ? 0 : -1, -1);
      chain.threshold.push(node < 78 ? node / 2 - 20 : null, null);
      chain.left.push(node < 78 ? node + 2 : node, node + 1);
      chain.count.push(1, 1);
    }
    const { state, ...rest } = saved.toJSON();
    const forest = IsolationForest.fromJSON({ ...rest, state: { ...(state as object), trees: [chain] } });
    const rows = [[-30], [-3.5], [12.5], [90]];
    toBeAllclose(await (await forest.score(rows)).data(), rows.map((row) => forest.scoreOne(row)), { rtol: 0, atol: 1e-15 });
  });

  it("scores many rows of every count as it scores one", async () => {
    const forest = await isolationForest({ seed: 8, trees: 7 }).fit(numbers(500, 5));
    for (const count of [1, 7, 8, 9, 255, 256, 257, 700]) {
      const rows = numbers(count, 5);
      toBeAllclose(await (await forest.score(rows)).data(), rows.map((row) => forest.scoreOne(row)), { rtol: 0, atol: 1e-15 });
    }
  });
});

describe("isolationForest", () => {
  beforeEach(() => setDevice("wasm"));

  it("knows the mean length of paths", () => {
    expect([0, 1, 2, 256].map(averagePathLength)).toEqual([0, 0, 1, 10.244770920119917]);
  });

  it("isolates in every tree no deeper than its samples ask for, and loses no row", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true })), { minLength: 1, maxLength: 40 }), async (rows) => {
        const forest = await isolationForest({ trees: 3, seed: 1 }).fit(rows);
        for (const { left, count, samples } of forest.trees) {
          left.forEach((child, node) => {
            if (child !== node) expect(count[child]! + count[child + 1]!).toBe(count[node]);
            expect(count[node]).toBeGreaterThan(0);
          });
          expect(count[0]).toBe(samples);
        }
        for (const score of await (await forest.score(rows)).data()) expect(score > 0 && score <= 1).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("refuses options out of range", () => {
    expect(() => isolationForest({ trees: 0 })).toThrow("anomaly.isolationForest: trees is not a whole number from 1 to 100000: 0");
    expect(() => isolationForest({ contamination: 0.6 })).toThrow("contamination is not in (0, 0.5]: 0.6");
    expect(() => isolationForest({ contamination: 0 })).toThrow("contamination is not in (0, 0.5]: 0");
    expect(() => isolationForest({ maxSamples: 2.5 })).toThrow("invalid maxSamples: 2.5");
    expect(() => isolationForest({ maxFeatures: -1 })).toThrow("invalid maxFeatures: -1");
    expect(() => isolationForest({ seed: -1 })).toThrow("invalid seed: -1");
    expect(() => isolationForest({ refresh: 0 })).toThrow("refresh is not in (0, 1]: 0");
  });

  it("refuses what are not rows, or not as many features as it learnt", async () => {
    const forest = isolationForest({ trees: 3 });
    await expect(forest.score([[1, 2]])).rejects.toThrow("nothing was learnt yet");
    await expect(forest.fit(tensor([1, 2, 3]))).rejects.toThrow("not rows of features: [3]");
    await expect(forest.fit([])).rejects.toThrow("not rows of numbers: an array of 0");
    await expect(forest.fit([["a"]] as unknown as number[][])).rejects.toThrow("is not a number");
    await expect(isolationForest({ maxFeatures: 3 }).fit([[1, 2]])).rejects.toThrow("maxFeatures is more than there are, 2: 3");
    await forest.fit([[1, 2], [3, 4]]);
    await expect(forest.score([[1, 2, 3]])).rejects.toThrow("rows of 3 features, but it learnt from 2");
    await expect(forest.partialFit([[1]])).rejects.toThrow("rows of 1 features, but it learnt from 2");
    expect(() => forest.scoreOne([1])).toThrow("row of 1 features, but it learnt from 2");
    await expect(forest.explain([[1, 2]], 1)).rejects.toThrow("no row 1: there are 1");
  });
});
