import { afterAll, describe, expect, it } from "vitest";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import { flip } from "../../math/rearrange.ts";
import { transpose } from "../../math/index.ts";
import "../../methods.ts";
import { Philox } from "../../philox.ts";
import { profile } from "../../profile/index.ts";
import type { Tensor } from "../../tensor.ts";
import { isolationForest, type IsolationForest } from "./forest.ts";
import { growForest } from "./grow.ts";
import { scoreOnGpu } from "./score-on-gpu.ts";

const rows = 500;
const numbers = Float32Array.from({ length: 3 * rows }, (_, i) => (i % 7 === 0 ? 1e-42 : Math.sin(i * i)) * (i % 2 ? 1 : -1));

afterAll(async () => void (await setDevice("cpu")));

it("the shader walks as the loops do, to the last bit, in rows of any strides", async () => {
  const found: ArrayLike<number>[][] = [];
  for (const device of ["cpu", "webgpu"] as const) {
    await setDevice(device);
    const x = tensor(numbers, { shape: [rows, 3] });
    const { trees } = await growForest(x, { trees: 60, samples: 100, features: 3 }, new Philox(1));
    const gaps = tensor(numbers.with(4, NaN).with(100, Infinity).with(1499, -Infinity), { shape: [rows, 3] });
    const views: Tensor[] = [x, gaps, flip(x), transpose(tensor(numbers, { shape: [3, rows] })), tensor(numbers, { shape: [rows, 3], dtype: "float16" })];
    found.push([]);
    for (const view of views) found.at(-1)!.push((await (await scoreOnGpu("test", trees, view)).data()) as Float64Array);
  }
  expect(found[1]).toEqual(found[0]);
  expect(Array.from(found[1]![1]!).filter(Number.isNaN)).toHaveLength(3);
});

describe("a detector whose rows are on webgpu", () => {
  const make = (): IsolationForest => isolationForest({ seed: 1, trees: 5, maxSamples: 20 });
  const reads = async (work: () => unknown): Promise<number> => {
    const { spans } = await profile(work);
    return spans.filter(({ kind }) => kind === "readback").reduce((bytes, span) => bytes + span.bytes, 0);
  };

  it("reads its samples to learn, and eight bytes a row to score", async () => {
    await setDevice("webgpu");
    const x = tensor(numbers, { shape: [rows, 3] });
    const forest = make();
    expect(await reads(() => forest.fit(x))).toBe(1 + 5 * 20 * 3 * 4); // whether all are finite, and the samples
    expect(await reads(() => forest.score(x))).toBe(8 * rows);
    expect(await reads(() => isolationForest({ seed: 1 }).fit(x))).toBe(x.nbytes); // a hundred trees would sample more rows than there are
  });

  it("finds, explains and refuses as elsewhere", async () => {
    const told: unknown[] = [];
    for (const device of ["wasm", "webgpu"] as const) {
      await setDevice(device);
      const x = tensor(numbers.with(100, 40), { shape: [rows, 3] });
      const forest = await make().fit(x);
      const [found, reasons] = [await forest.anomalies(x), await forest.explain(x, 33)];
      told.push([found.map(({ index, score }) => [index, score.toFixed(12)]), reasons.text, await (await forest.predict(x)).array()]);
      const gap = tensor(numbers.with(100, NaN), { shape: [rows, 3] });
      for (const refused of [forest.score(gap), make().fit(gap)]) await expect(refused).rejects.toThrow("row 33, feature 1 is not finite: NaN");
      await expect(forest.score(tensor(numbers.subarray(0, 4), { shape: [2, 2] }))).rejects.toThrow("rows of 2 features, but it learnt from 3");
      told.push(await forest.score(tensor(new Float32Array(0), { shape: [0, 3] })).then(({ shape }) => shape, String));
      const whole = tensor(Int32Array.from(numbers, (value) => value * 10), { shape: [rows, 3] });
      told.push(Array.from((await (await forest.score(whole)).data()) as Float64Array, (score) => score.toFixed(12)));
    }
    expect(told.slice(told.length / 2)).toEqual(told.slice(0, told.length / 2));
  });
});
