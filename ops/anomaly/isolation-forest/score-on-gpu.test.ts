import { afterAll, describe, expect, it } from "vitest";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import { Philox } from "../../philox.ts";
import { growForest } from "./grow.ts";
import { makeForest, scoreOf } from "./score.ts";
import { scoreOnGpu } from "./score-on-gpu.ts";
import type { Tree } from "./tree.ts";

afterAll(async () => void (await setDevice("cpu")));

/** Of float32 rows by the shader's loops, and by float64 sums. */
async function both(trees: readonly Tree[], rows: Float32Array<ArrayBuffer>, features: number): Promise<{ actual: Float64Array; expected: number[] }> {
  const forest = makeForest(trees);
  const starts = Array.from({ length: rows.length / features }, (_, row) => row * features);
  return { actual: await scores(trees, rows, features), expected: starts.map((at) => scoreOf(forest, rows, at, features)) };
}

async function scores(trees: readonly Tree[], rows: Float32Array<ArrayBuffer>, features: number, walks?: number): Promise<Float64Array> {
  await setDevice("cpu");
  const found = await scoreOnGpu("test", trees, tensor(rows, { shape: [rows.length / features, features] }), walks);
  return (await found.data()) as Float64Array;
}

/** A tree of one split. */
const split = (threshold: number): Tree => ({
  samples: 3,
  feature: Int32Array.of(0, -1, -1),
  threshold: Float64Array.of(threshold, Infinity, Infinity),
  left: Int32Array.of(1, 1, 2),
  count: Int32Array.of(3, 2, 1),
});

describe("scores in whole numbers", () => {
  it("are those of float64 sums", async () => {
    const rows = Float32Array.from({ length: 3 * 400 }, (_, i) => Math.sin(i * i) * 10 ** (i % 3));
    for (const [trees, samples] of [[1, 2], [100, 256], [400, 17]] as const) {
      const grown = await growForest(tensor(rows, { shape: [400, 3] }), { trees, samples, features: 2 }, new Philox(1));
      const { actual, expected } = await both(grown.trees, rows, 3);
      // Float64 sums of so many values round by so much themselves.
      for (const [i, score] of expected.entries()) expect(Math.abs(actual[i]! - score)).toBeLessThan(1e-15);
    }
  });

  it("go the same way at every threshold that float32 does not have", async () => {
    const near = [0, -0, 1, -1, 1e-45, -1e-45, 3.4028234663852886e38, -3.4028234663852886e38, 0.1, Math.fround(0.1), -0.1, 2 ** -126];
    const thresholds = near.flatMap((x) => [x, x * (1 + 2 ** -50), x * (1 - 2 ** -50), x + 1e-60, x - 1e-60]).concat(1e300, -1e300);
    const numbers = near.flatMap((x) => [x, x * (1 + 2 ** -23), x * (1 - 2 ** -23)]).map(Math.fround).filter(Number.isFinite);
    for (const threshold of thresholds) {
      const { actual, expected } = await both([split(threshold)], Float32Array.from(numbers), 1);
      expect(Array.from(actual), String(threshold)).toEqual(expected.map((score) => expect.closeTo(score, 15)));
    }
  });

  it("come in the order of the rows, however many calls they take", async () => {
    const trees = Array.from({ length: 100 }, (_, i) => split(i));
    const numbers = Float32Array.from({ length: 110 }, (_, i) => i);
    const all = await scores(trees, numbers, 1);
    expect(new Set(all).size).toBe(101); // from 100 on no tree tells the numbers apart
    for (const walks of [1, 1000, 1100, 10_999, 11_000]) expect(await scores(trees, numbers, 1, walks)).toEqual(all);
  });

  it("are NaN for rows with a number that is not finite, whichever it is", async () => {
    const found = await scores([split(0)], Float32Array.of(1, NaN, 2, 3, -Infinity, 1, 4, Infinity), 2);
    expect(Array.from(found, Number.isNaN)).toEqual([true, false, true, true]);
  });
});
