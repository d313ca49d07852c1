/** Samples on the GPU, and the kernels on threads. */
import { afterAll, describe as suite, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { describe } from "./describe.ts";
import { histogram } from "./histogram.ts";
import { momentsOf } from "./moments.ts";
import { quantileSorted } from "./quantile.ts";
import { quantile } from "./quantiles.ts";
import { moments, summaryOf } from "./summary.ts";
import { zscore } from "./zscore.ts";

const values = Float32Array.from({ length: 300_001 }, (_, i) => 100 + ((i * 7919) % 10007) / 16);

for (const device of ["wasm", "webgpu"] as const) {
  suite(`samples on ${device}`, () => {
    afterAll(async () => void (await setDevice("cpu")));

    it("are summed up, ordered, counted and standardized as on the host", async () => {
      await setDevice(device);
      const x = tensor(values);
      expect(x.device).toBe(device);
      const expected = summaryOf(momentsOf(values));
      toBeAllclose(Object.values(await moments(x)), Object.values(expected), { rtol: 1e-11, atol: 1e-11 });
      const sorted = values.toSorted();
      expect(await quantile(x, [0.1, 0.5, 0.95])).toEqual([0.1, 0.5, 0.95].map((q) => quantileSorted(sorted, q)));
      expect((await histogram(x, { bins: 7 })).counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      expect(await describe(x)).toMatchObject({ count: values.length, median: quantileSorted(sorted, 0.5) });
      const z = await zscore(x);
      expect(z.device).toBe(device);
      toBeAllclose((await z.data()).slice(0, 100), Array.from(values.slice(0, 100), (value) => (value - expected.mean) / Math.sqrt(momentsOf(values).m2 / values.length)), { rtol: 1e-5, atol: 1e-6 }); // WGSL's division
    });

    it("of whole numbers keep every digit", async () => {
      await setDevice(device);
      const x = tensor([16777217, 16777219, 16777221], { dtype: "int32" });
      expect(await quantile(x, 0.5)).toBe(16777219);
      expect(await moments(x)).toMatchObject({ mean: 16777219, min: 16777217, variance: 4 });
    });
  });
}
