/** The forest, the half-space trees and sliding windows beside a GPU, and with the instructions of a browser. */
import { afterAll, expect, it } from "vitest";
import { toBeAllclose } from "../../allclose.ts";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import "../../methods.ts";
import { rolling } from "../../stats/rolling.ts";
import { halfSpaceTrees } from "../half-space-trees/half-space-trees.ts";
import { isolationForest } from "./forest.ts";

const rows = Array.from({ length: 300 }, (_, i) => [Math.sin(i) / 2 + 0.5, Math.cos(3 * i) / 2 + 0.5].map(Math.fround)).with(150, [4, -3]);

afterAll(async () => void (await setDevice("cpu")));

/** With the rows on that device. */
async function results(device: "cpu" | "wasm" | "webgpu"): Promise<ArrayLike<number>[]> {
  await setDevice(device);
  const [x, series] = [tensor(rows), tensor(rows.map(([first]) => first!))];
  const forest = await isolationForest({ seed: 1 }).fit(x);
  const stream = await halfSpaceTrees({ seed: 1, window: 50, scale: true }).progressiveScores(x);
  expect((await forest.anomalies(x)).map(({ index }) => index)).toContain(150);
  const tensors = [await forest.score(x), stream, rolling(series, { window: 7 }).mean(), rolling(series, { window: 7 }).std(), rolling(series, { window: 9 }).max()];
  return Promise.all(tensors.map(async (result) => Array.from((await result.data()) as ArrayLike<number>)));
}

it("score the same on every device", async () => {
  const expected = await results("cpu");
  for (const device of ["wasm", "webgpu"] as const) {
    const [scores, stream, ...windows] = await results(device);
    toBeAllclose(scores!, expected[0]!, { rtol: 0, atol: 1e-15 });
    expect(stream).toEqual(expected[1]);
    windows.forEach((window, i) => toBeAllclose(window, expected[2 + i]!, { rtol: 2e-7 })); // stored as float32
  }
});
