import { afterAll, beforeAll, expect, it } from "vitest";
import { currentBackend } from "../device.ts";
import { allocate } from "../dispatch.ts";
import { memory, ones, releaseMemory, scope, setDevice, Tensor, tensor } from "../index.ts";

beforeAll(async () => void (await setDevice("wasm")));
afterAll(async () => void (await setDevice("cpu")));

const length = 2 ** 26;

/** A large tensor that nobody wrote to yet: the system need not back it with memory. */
const room = (): Tensor => new Tensor(allocate("room", currentBackend(), "float32", [length]), []);

it("a full WASM memory refuses by name, shape and bytes, keeps its tensors, and works on when some are disposed", async () => {
  const before = memory().bytes;
  const small = tensor([1, 2, 3]);
  const held: Tensor[] = [];
  expect(() => {
    while (held.length < 64) held.push(room());
  }).toThrow("room: no room on wasm for [67108864] of float32: 268435456 bytes");
  expect(held.length).toBeGreaterThan(2);

  const next = held[0]!.add(1);
  expect(() => next.dataSync()).toThrow("add: no room on wasm for [67108864] of float32: 268435456 bytes");
  const sum = scope(() => held[0]!.astype("int32").sum());
  expect(() => sum.dataSync()).toThrow("reduce: no room on wasm: 268435456 bytes, needed to compute [1] of int32");
  expect(await small.mul(2).array()).toEqual([2, 4, 6]);

  held.pop()!.dispose();
  held.pop()!.dispose();
  expect(await sum.item()).toBe(0);
  for (const x of [...held, next, sum]) x.dispose();
  expect(memory().bytes - before).toBeLessThan(1000);
  expect(await ones([1000]).sum().item()).toBe(1000);
  releaseMemory();
});
