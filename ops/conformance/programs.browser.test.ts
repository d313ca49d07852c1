import { afterAll, expect, it } from "vitest";
import { setDevice } from "../index.ts";
import { agree } from "./programs.ts";

afterAll(async () => void (await setDevice("cpu")));

/** Few, because nearly every program compiles shaders of its own. */
it("ends random programs alike on webgpu and on the cpu", { timeout: 120_000 }, async () => {
  await expect(agree("webgpu", 1, 12)).resolves.toBeUndefined();
});
