/** The self-test says how exact the devices are; here it says so of the devices that Node has. */
import { describe, expect, it } from "vitest";
import { selfTest } from "./index.ts";

/** A rounded right answer, with what the rounding of the measure itself adds. */
const rounded = 0.5 + 1e-6;

describe("selfTest", () => {
  it("finds the cpu exact to the last bit in every function of floats", { timeout: 120_000 }, async () => {
    const rows = await selfTest({ devices: ["cpu"] });
    expect(rows.length).toBeGreaterThan(50);
    for (const { function: name, ulp, wrong } of rows) expect({ name, wrong, isRounded: ulp <= rounded }).toEqual({ name, wrong: [], isRounded: true });
  });

  it("finds wasm right wherever the answer is NaN, infinite or 0", { timeout: 120_000 }, async () => {
    for (const { function: name, special, wrong } of await selfTest({ devices: ["wasm"] })) {
      expect({ name, wrong }).toEqual({ name, wrong: [] });
      expect(special).toBeGreaterThan(0);
    }
  });

  it("tells the largest error and where it is", async () => {
    const [row] = await selfTest({ devices: ["wasm"], functions: ["exp"] });
    const { inputs, actual, expected } = row!.worst!;
    expect(row).toMatchObject({ function: "exp", device: "wasm" });
    expect(expected).toBe(Math.exp(inputs[0]!));
    expect(row!.ulp).toBeCloseTo(Math.abs(actual - expected) / 2 ** (Math.floor(Math.log2(expected)) - 23));
    expect(row!.ulp).toBeLessThanOrEqual(1); // of a kernel that is not rounded correctly
  });

  it("refuses what is no function of floats", async () => {
    await expect(selfTest({ functions: ["exp", "logicalNot"] })).rejects.toThrow("selfTest: not a function of floats: logicalNot");
  });
});
