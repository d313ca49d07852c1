import { expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import "../methods.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import { ecod } from "./features/ecod.ts";
import features from "./fixtures/features.json";
import neighbours from "./fixtures/neighbours.json";
import { lof } from "./neighbours/lof.ts";
import { modifiedZscore } from "./univariate/modified-zscore.ts";

it("detectors work in float64 though the tensors are on webgpu, which has none", async () => {
  await setDevice("webgpu");
  const [k5] = neighbours.lof;
  for (const rows of [tensor(neighbours.rows), neighbours.rows]) {
    const detector = await lof({ k: 5 }).fit(rows);
    const scores = await detector.score(rows);
    expect([scores.device, scores.dtype]).toEqual(["wasm", "float64"]);
    // A tensor of float32 has rounded the rows themselves; densities differ by about as much.
    toBeAllclose(await scores.data(), k5!.own, { rtol: Array.isArray(rows) ? 1e-12 : 1e-5 });
    expect((await detector.anomalies(rows)).map(({ index }) => index)).toEqual(k5!.outliers);
  }
  const detector = await ecod().fit(features.rows);
  toBeAllclose(await (await detector.score(features.rows)).data(), features.ecod.own, { rtol: 1e-12 });
  const spike = tensor([1, 2, 1, 2, 3, 50]);
  expect(await (await (await modifiedZscore().fit(spike)).predict(spike)).array()).toEqual([false, false, false, false, false, true]);
  expect((await evaluate(spike, tensor([false, false, false, false, false, true]))).auc).toBe(1);
});
