import { afterAll, beforeAll, expect, it } from "vitest";
import { memory, ones, setDevice } from "./index.ts";

beforeAll(async () => void (await setDevice("wasm")));
afterAll(async () => void (await setDevice("cpu")));

it("collects tensors in WASM memory that nobody disposed, long before the memory is full", async () => {
  const x = ones([2 ** 22]);
  let peak = 0;
  for (let i = 0; i < 300; i++) {
    void x.add(i).ready(); // 16 MB, 4.8 GB in all
    if (i % 10 === 0) await new Promise((resolve) => void setTimeout(resolve));
    peak = Math.max(peak, memory().bytes);
  }
  x.dispose();
  expect(peak).toBeLessThan(1.5e9);
});
