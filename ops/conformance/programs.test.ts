import { afterAll, describe, expect, it } from "vitest";
import { setDevice } from "../index.ts";
import { agree, endure } from "./programs.ts";

const { process } = globalThis as { process?: { env: Record<string, string | undefined> } };

/** `PROGRAMS=10000` runs as many as a soak wants. */
const count = Number(process?.env["PROGRAMS"] ?? 600);

describe("random programs of 20 operations", () => {
  afterAll(async () => void (await setDevice("cpu")));

  it("end alike when fused on the cpu and when computed step by step", { timeout: 600_000 }, async () => {
    await expect(agree("cpu", 1, count)).resolves.toBeUndefined();
  });

  it("end alike on wasm and on the cpu", { timeout: 600_000 }, async () => {
    await expect(agree("wasm", 1, count)).resolves.toBeUndefined();
  });

  it.each(["cpu", "wasm"] as const)("survive that tensors are read and disposed in any order, on %s", { timeout: 600_000 }, async (device) => {
    await expect(endure(device, 1, count)).resolves.toBeUndefined();
  });
});
