import { expect, it } from "vitest";
import type { MemoryData } from "../../../../../kernel/wire/profile.ts";
import { MemoryStore } from "./store.ts";

const pool = (device: "wasm" | "webgpu", liveBytes: number, idleBytes = 0) => ({ device, liveBytes, requestedBytes: liveBytes, idleBytes, fragmentation: 0, classes: [] });
const at = (now: number, ...pools: MemoryData["pools"]): MemoryData => ({ now, bytes: 0, tensors: 0, peakBytes: 0, hitRate: 0, pools, places: [], advice: [] });

it("keeps samples of each device in order, the newest few minutes of them", () => {
  const store = new MemoryStore();
  for (let now = 0; now < 5_000; now++) store.take(at(now, pool("wasm", now, 1)));
  const samples = store.samples();
  expect(samples).toHaveLength(4096);
  expect(samples.map(({ now }) => now)).toEqual(Array.from({ length: 4096 }, (_, index) => index + 904));
  expect(samples.at(-1)).toEqual({ now: 4999, live: [0, 4999, 0], idle: [0, 1, 0] });
  expect(store.used()).toEqual(["wasm"]);
});

it("remembers what variables hold until it is looked at again", () => {
  const store = new MemoryStore();
  const held = [{ name: "w", cell: "a", shape: [2], dtype: "float32", device: "wasm" as const, bytes: 8 }];
  store.take({ ...at(1), held });
  store.take(at(2));
  expect(store.held).toBe(held);
});

it("begins anew with a new kernel, whose clock begins at nought", () => {
  const store = new MemoryStore();
  store.take(at(500, pool("webgpu", 1)));
  store.take(at(3, pool("wasm", 1)));
  expect(store.samples()).toHaveLength(1);
  expect(store.used()).toEqual(["wasm"]);
});
