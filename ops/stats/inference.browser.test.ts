/** Tests, correlations, regressions and resampling of tensors on the GPU, and their kernels on threads. */
import { afterAll, describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { bootstrap } from "./bootstrap.ts";
import { pearsonOf } from "./correlation.ts";
import { correlationMatrix } from "./covariance.ts";
import { regression } from "./regression.ts";
import { welchTest } from "./tests/t-test.ts";

const first = Float32Array.from({ length: 4000 }, (_, i) => Math.sin(i * i));
const second = first.map((value, i) => value / 2 + Math.cos(i * 3));
const rows = Float32Array.from({ length: 8000 }, (_, i) => (i % 2 ? second : first)[i >> 1]!);

for (const device of ["wasm", "webgpu"] as const) {
  describe(`samples on ${device}`, () => {
    afterAll(async () => void (await setDevice("cpu")));

    it("are tested, correlated, fitted and resampled as on the host", async () => {
      await setDevice("cpu");
      const expected = [await welchTest(first, second), await regression(first, second), await bootstrap(first, "mean", { seed: 1, resamples: 200 })] as const;
      await setDevice(device);
      const [x, y] = [tensor(first), tensor(second)];
      expect(x.device).toBe(device);
      expect(await welchTest(x, y)).toEqual(expected[0]);
      expect((await regression(x, y)).coefficients).toEqual(expected[1].coefficients);
      expect((await bootstrap(x, "mean", { seed: 1, resamples: 200 })).text).toBe(expected[2].text);
      const r = pearsonOf(Float64Array.from(first), Float64Array.from(second));
      toBeAllclose(await (await correlationMatrix(tensor(rows, { shape: [4000, 2] }))).data(), [1, r, r, 1], { rtol: 1e-12 });
    });
  });
}
