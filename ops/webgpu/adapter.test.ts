import { expect, it } from "vitest";
import { createBackend } from "./index.ts";

it("a host without WebGPU says so", async () => {
  await expect(createBackend()).rejects.toMatchObject({ name: "DeviceError", message: expect.stringContaining("this host has no WebGPU"), hint: expect.stringContaining("wasm") });
});
