import { afterAll, describe, expect, it } from "vitest";
import { concat, jit, memory, ones, rand, scope, setDevice, sort, tensor, topk, type Tensor } from "../index.ts";

describe("a recorded function", () => {
  afterAll(async () => void (await setDevice("cpu")));

  it("tells its arguments apart, even when the first call got one tensor twice", async () => {
    const difference = jit((a: Tensor, b: Tensor) => a.sub(b));
    const [x, y] = [tensor([1, 2]), tensor([5, 5])];
    expect(await difference(x, x).array()).toEqual([0, 0]);
    expect(await difference(x, y).array()).toEqual([-4, -3]);
    expect(await difference(y, y).array()).toEqual([0, 0]);
  });

  it("tells an argument from what it holds itself, even when they were the same tensor at first", async () => {
    const w = tensor([[1, 2], [3, 4]]);
    const times = jit((x: Tensor) => x.matmul(w));
    expect(await times(w).array()).toEqual([[7, 10], [15, 22]]);
    expect(await times(tensor([[1, 0], [0, 1]])).array()).toEqual([[1, 2], [3, 4]]);
  });

  it("takes windows of tensors as they lie, and gives arguments back", async () => {
    const both = jit((x: Tensor, y: Tensor) => [x, y.add(x), x.transpose()]);
    const whole = tensor([[1, 2, 3, 4], [5, 6, 7, 8]]);
    for (const [x, y] of [[whole.slice(null, [1, 3]), ones([2, 2])], [tensor([[9, 9, 9, 9], [9, 1, 2, 9]]).slice(null, [1, 3]), ones([2, 2])]] as const) {
      const [same, sum, turned] = both(x, y) as [Tensor, Tensor, Tensor];
      expect(await same.array()).toEqual(await x.array());
      expect(await sum.array()).toEqual(await x.add(1).array());
      expect(await turned.array()).toEqual(await x.transpose().array());
    }
  });

  it("holds arrays without elements, several results of one call, and other recorded functions", async () => {
    const inner = jit((x: Tensor) => x.mul(2));
    const outer = jit((x: Tensor) => {
      const { indices } = topk(x, 2);
      return { joined: concat([inner(x), x.slice([0, 0])]), indices, sorted: sort(x) };
    });
    for (const list of [[3, 1, 2], [1, 9, 5]]) {
      const x = tensor(list);
      const { joined, indices, sorted } = outer(x) as { joined: Tensor; indices: Tensor; sorted: Tensor };
      expect(await joined.array()).toEqual(list.map((element) => 2 * element));
      expect(await indices.array()).toEqual(await topk(x, 2).indices.array());
      expect(await sorted.array()).toEqual(list.toSorted((a, b) => a - b));
    }
  });

  it("makes its tensors on the device that is chosen when it is called", async () => {
    const make = jit((length: number) => ones([length]).add(1));
    expect([make(2).device, make(2).device]).toEqual(["cpu", "cpu"]);
    await setDevice("wasm");
    expect([make(2).device, make(2).device]).toEqual(["wasm", "wasm"]);
    expect(await make(2).array()).toEqual([2, 2]);
    await setDevice("cpu");
  });

  it("leaves nothing behind when it throws, and can be called again", async () => {
    const guarded = jit((x: Tensor) => {
      if (x.size > 2) x.add(1).matmul(ones([5, 5]));
      return x.mul(2);
    });
    const x = rand([3]);
    const before = memory().bytes;
    expect(() => guarded(x)).toThrow("inner dimensions differ");
    expect(memory().bytes).toBe(before);
    expect(await scope(() => guarded(ones([2])).array())).toEqual([2, 2]);
  });

  it("refuses arguments that were disposed", () => {
    const f = jit((x: Tensor) => x.add(1));
    const x = ones([1]);
    f(x);
    x.dispose();
    expect(() => f(x)).toThrow("jit: tensor was disposed");
  });
});
