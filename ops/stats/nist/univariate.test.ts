import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setDevice } from "../../device.ts";
import { autocorrelation } from "../autocorrelation.ts";
import { mean, std } from "../summary.ts";
import { lre } from "./lre.ts";
import { certifiedSamples } from "./univariate.ts";

/** The digits of 10000000.1 that float64 does not hold are in the ninth digit of the standard deviation: no calculation with them gets further. */
const reachable: Record<string, number> = { NumAcc4: 8.2 };

for (const device of ["cpu", "wasm"] as const) {
  describe(`statistics that NIST certified, on ${device}`, () => {
    beforeAll(async () => void (await setDevice(device)));
    afterAll(async () => void (await setDevice("cpu")));

    for (const { name, values, ...certified } of certifiedSamples) {
      it(`are right to nine digits: ${name}`, async () => {
        expect(lre(await mean(values), certified.mean)).toBeGreaterThan(14);
        expect(lre(await std(values), certified.std)).toBeGreaterThan(reachable[name] ?? 9);
        const [, first] = await autocorrelation(values, 1);
        expect(lre(first!, certified.autocorrelation)).toBeGreaterThan(reachable[name] ?? 9);
      });
    }

    it("are exact for the numbers that float64 has", async () => {
      const values = certifiedSamples.at(-1)!.values.map((value) => (value - 10000000.2 < 0 ? 10000000.125 : value > 10000000.25 ? 10000000.375 : 10000000.25));
      expect(lre(await std(values), 0.125)).toBeGreaterThan(14);
    });
  });
}
