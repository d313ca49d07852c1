import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { toBeAllclose } from "../../allclose.ts";
import type { DeviceName } from "../../backend.ts";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import "../../methods.ts";
import { Philox } from "../../philox.ts";
import fixture from "../fixtures/half-space.json" with { type: "json" };
import { HalfSpaceTrees, halfSpaceTrees } from "./half-space-trees.ts";
import { drawHalfSpaces, padding } from "./trees.ts";

const devices: DeviceName[] = ["cpu", "wasm"];

/** A detector with River's cuts. */
function adopt({ rows, scale, options, feature, threshold }: (typeof fixture.cases)[number]): HalfSpaceTrees {
  const leaves = Array<number>(options.trees * 2 ** options.height).fill(0);
  const state = { features: rows[0]!.length, feature, threshold, reference: leaves, latest: leaves, range: [], seen: 0 };
  return HalfSpaceTrees.fromJSON({ kind: "anomaly.halfSpaceTrees", threshold: 0.9, options: { ...options, scale, seed: 1 }, state });
}

/** Any numbers in [0, 1], the same each time. */
const numbers = (count: number, width: number): number[][] =>
  Array.from({ length: count }, (_, i) => Array.from({ length: width }, (__, j) => (Math.sin(i * 12.9898 + j * 78.233) + 1) / 2));

describe.each(devices)("halfSpaceTrees on %s", (device) => {
  beforeEach(() => setDevice(device));

  it.each(fixture.cases)("scores a stream as River does with the same cuts: $name", async (expected) => {
    const [whole, single] = [adopt(expected), adopt(expected)];
    const stream = await whole.progressiveScores(expected.rows);
    // Masses are whole numbers: only the last division rounds.
    toBeAllclose(await stream.data(), expected.scores, { rtol: 0, atol: 1e-12 });
    const scores = expected.rows.map((row) => {
      const score = single.scoreOne(row);
      single.learnOne(row);
      return score;
    });
    expect(Float64Array.from(scores)).toEqual(await stream.data());
    expect(single.statistics()).toMatchObject({ learnt: expected.rows.length, seen: expected.rows.length });
    expect(JSON.stringify(single)).toBe(JSON.stringify(whole));
  });

  it.each([true, false])("gives the same scores however a stream is cut (scaled: %s)", async (scale) => {
    const options = { seed: 3, trees: 3, height: 4, window: 20, scale };
    const rows = numbers(100, 2);
    const whole = await (await halfSpaceTrees(options).progressiveScores(rows)).data();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 99 }), async (cut) => {
        const detector = halfSpaceTrees(options);
        const parts = [await detector.progressiveScores(rows.slice(0, cut)), await detector.progressiveScores(rows.slice(cut))];
        const joined = await Promise.all(parts.map(async (part) => Array.from(await part.data())));
        expect(Float64Array.from(joined.flat())).toEqual(whole);
      }),
      { numRuns: 15 },
    );
  });

  it("scores without learning, and finds what lies where nothing was", async () => {
    const usual = numbers(600, 2).map((row) => row.map((x) => 0.2 + x / 10));
    const detector = await halfSpaceTrees({ seed: 1, contamination: 0.01 }).fit(usual);
    const before = JSON.stringify(detector);
    const found = await detector.anomalies([...usual.slice(0, 50), [0.9, 0.9]]);
    expect(found.map(({ index }) => index)).toContain(50);
    expect(found.length).toBeLessThan(5);
    expect(JSON.stringify(detector)).toBe(before);
    expect(Array.from(await (await detector.score(tensor([[0.9, 0.9]]))).data())[0]).toBeCloseTo(detector.scoreOne(new Float32Array([0.9, 0.9])), 15);
  });

  it("scores the same bits after JSON, and goes on with the stream", async () => {
    const rows = numbers(130, 3);
    const detector = await halfSpaceTrees({ seed: 6, window: 50, scale: true }).fit(rows);
    const again = HalfSpaceTrees.fromJSON(JSON.parse(JSON.stringify(detector)));
    for (const next of [detector, again]) await next.partialFit(rows.slice(0, 40));
    expect(await (await again.score(rows)).data()).toEqual(await (await detector.score(rows)).data());
    expect(again.statistics().learnt).toBe(170);
    expect(HalfSpaceTrees.fromJSON(JSON.parse(JSON.stringify(halfSpaceTrees({ seed: 2 })))).seed).toBe(2);
  });

  it("tells which row it cannot take", async () => {
    const detector = halfSpaceTrees({ seed: 1 });
    await expect(detector.fit(numbers(20, 2).with(4, [0, NaN]))).rejects.toThrow("row 4, feature 1 is not finite: NaN");
    await expect(detector.score([[1]])).rejects.toThrow("nothing was learnt yet");
    await expect(detector.fit([])).rejects.toThrow("anomaly.halfSpaceTrees: not rows of numbers");
    await expect(detector.fit(tensor([1, 2]))).rejects.toThrow("not rows of features: [2]");
  });
});

describe("halfSpaceTrees", () => {
  beforeEach(() => setDevice("wasm"));

  it("forgets what the last window did not have", () => {
    const detector = halfSpaceTrees({ seed: 2, window: 50 });
    for (let i = 0; i < 100; i++) detector.learnOne([0.1, 0.1]);
    expect(detector.scoreOne([0.9, 0.9])).toBeGreaterThan(detector.scoreOne([0.1, 0.1]));
    for (let i = 0; i < 100; i++) detector.learnOne([0.9, 0.9]);
    expect(detector.scoreOne([0.9, 0.9])).toBe(0);
    expect(detector.scoreOne([0.1, 0.1])).toBeGreaterThan(0.5);
  });

  it("explains a score by features that add up to it", async () => {
    const usual = numbers(300, 3).map((row) => row.map((x) => 0.4 + x / 10));
    const detector = await halfSpaceTrees({ seed: 4, window: 100 }).fit(usual);
    const { score, reasons, isAnomaly, text } = await detector.explain([[0.45, 0.99, 0.45]], 0);
    expect(isAnomaly).toBe(score > 0.95);
    expect(reasons[0]!.name).toBe("feature 1");
    // Rows that lie evenly weigh the same on every level of a tree: 9 levels of 511 nodes.
    expect(reasons.reduce((sum, { contribution }) => sum + contribution, 1 - 9 / 511)).toBeCloseTo(score, 12);
    expect(text).toContain("most of it from feature 1");
    await expect(detector.explain([[1, 2, 3]], 1)).rejects.toThrow("no row 1: there are 1");
  });

  it("cuts every half away from its edges, the wider features more often", () => {
    const { feature, threshold } = drawHalfSpaces({ features: 2, trees: 200, height: 2 }, new Philox(1));
    for (let tree = 0; tree < 200; tree++) {
      const [root, left, right] = [3 * tree, 3 * tree + 1, 3 * tree + 2];
      const at = threshold[root]!;
      expect(at).toBeGreaterThanOrEqual(padding);
      expect(at).toBeLessThanOrEqual(1 - padding);
      if (feature[left] === feature[root]) expect(threshold[left]! / at).toSatisfy((share: number) => share >= padding && share <= 1 - padding);
      if (feature[right] === feature[root]) expect((threshold[right]! - at) / (1 - at)).toSatisfy((share: number) => share > padding - 1e-12 && share < 1 - padding + 1e-12);
    }
    const roots = Array.from({ length: 200 }, (_, tree) => threshold[3 * tree]!);
    expect([Math.min(...roots), Math.max(...roots)]).toEqual([expect.closeTo(0.15, 2), expect.closeTo(0.85, 2)]); // River's 0.15, and all the way there
    const again = Array.from({ length: 200 }, (_, tree) => [3 * tree + 1, 3 * tree + 2].filter((child) => feature[child] === feature[3 * tree]).length);
    const share = again.reduce((sum, count) => sum + count, 0) / 400;
    expect(share).toBeGreaterThan(0.2); // a half is as wide as 1/2 beside 1: a third of them, give or take five standard errors
    expect(share).toBeLessThan(0.45);
  });

  it("refuses options out of range, and other rows than it learnt", () => {
    expect(() => halfSpaceTrees({ trees: 0 })).toThrow("anomaly.halfSpaceTrees: trees is not a whole number above 0: 0");
    expect(() => halfSpaceTrees({ height: 16 })).toThrow("height is not a whole number from 1 to 15: 16");
    expect(() => halfSpaceTrees({ window: 0 })).toThrow("window is not a whole number above 0: 0");
    expect(() => halfSpaceTrees({ seed: 0.5 })).toThrow("invalid seed: 0.5");
    const detector = halfSpaceTrees({ seed: 1 }).learnOne([0.5, 0.5]);
    expect(() => detector.scoreOne([1])).toThrow("row of 1 features, but it learnt from 2");
    expect(() => detector.learnOne([1, Infinity])).toThrow("feature 1 is not finite: Infinity");
    expect(() => halfSpaceTrees().learnOne([])).toThrow("no feature: []");
  });
});
