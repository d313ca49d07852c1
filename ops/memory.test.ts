import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setPlaceFinder } from "./host.ts";
import { arange, memory, ones, releaseMemory, scope, setDevice, type Tensor } from "./index.ts";

const poolOf = (device: string): ReturnType<typeof memory>["pools"][number] => memory().pools.find((pool) => pool.device === device)!;

describe.each(["cpu", "wasm"] as const)("memory on %s", (device) => {
  beforeAll(async () => void (await setDevice(device)));
  afterAll(async () => void (await setDevice("cpu")));

  it("is used again by later tensors of about its size", () => {
    const step = (): void => scope(() => void ones([1000]).add(1).dataSync());
    step();
    const before = poolOf(device);
    for (let i = 0; i < 10; i++) step();
    const after = poolOf(device);
    expect(after.misses).toBe(before.misses);
    expect(after.hits).toBeGreaterThanOrEqual(before.hits + 20);
    expect(memory().hitRate).toBeGreaterThan(0);
  });

  it("goes back when asked, and only what is idle", async () => {
    const x = arange(50_000);
    ones([70_000]).dispose();
    expect(poolOf(device).idleBytes).toBeGreaterThanOrEqual(280_000);
    expect(releaseMemory()).toBeGreaterThanOrEqual(280_000);
    expect(poolOf(device).idleBytes).toBe(0);
    expect((await x.data())[49_999]).toBe(49_999);
    x.dispose();
  });
});

describe("the WASM memory", () => {
  beforeAll(async () => void (await setDevice("wasm")));
  afterAll(async () => void (await setDevice("cpu")));

  it("moves tensors together without changing them, waiting results and views included", async () => {
    const tensors = Array.from({ length: 40 }, (_, i) => arange(i * 1000, i * 1000 + 500 + 40 * i));
    const views = tensors.map((x) => x.slice([3, null, 2]));
    const waiting = tensors.map((x, i) => x.add(i));
    const kept = (list: readonly Tensor[]): Tensor[] => list.filter((_, i) => i % 3 === 1);
    tensors.forEach((x, i) => i % 3 !== 1 && (x.dispose(), views[i]!.dispose(), waiting[i]!.dispose()));
    releaseMemory();
    expect(poolOf("wasm").fragmentation).toBe(0);
    for (const [at, x] of kept(tensors).entries()) {
      const first = (at * 3 + 1) * 1000;
      const numbers = await x.data();
      expect(numbers.every((number, i) => number === first + i)).toBe(true);
      expect((await kept(views)[at]!.data())[5]).toBe(first + 13);
      expect((await kept(waiting)[at]!.data())[7]).toBe(first + 7 + at * 3 + 1);
    }
  });
});

describe("advice", () => {
  it("names the place that holds more and more", () => {
    setPlaceFinder(() => "cell 2, line 3");
    const list = Array.from({ length: 120 }, () => ones([2]));
    setPlaceFinder(undefined);
    expect(memory().advice.join("\n")).toContain("cell 2, line 3 holds 120 results");
    for (const x of list) x.dispose();
    expect(memory().advice.join("\n")).not.toContain("cell 2");
  });
});
