import { afterAll, describe, expect, it } from "vitest";
import { explain, memory, ones, scope, setDevice, tensor, type Tensor } from "../index.ts";

/** Runs the garbage collector until it has found what nothing reaches. */
async function collect(): Promise<void> {
  const { process } = globalThis as unknown as {
    process: { getBuiltinModule(name: "node:v8"): { setFlagsFromString(flag: string): void }; getBuiltinModule(name: "node:vm"): { runInNewContext(code: string): () => void } };
  };
  process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
  const gc = process.getBuiltinModule("node:vm").runInNewContext("gc");
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => void setTimeout(resolve, 0));
    gc();
  }
}

function orders<T>(things: readonly T[]): T[][] {
  if (things.length === 0) return [[]];
  return things.flatMap((first, i) => orders(things.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}

describe("disposing", () => {
  it("in any order, before or after one result is read, gives everything back and harms no other", () => {
    const before = memory().bytes;
    for (const order of orders([0, 1, 2, 3])) {
      for (const readAt of order) {
        const x = tensor([0, 1, 2, 3], { shape: [2, 2] });
        const dear = scope(() => x.exp().tanh());
        const made = [x, dear, dear.transpose(), scope(() => dear.sum({ axis: 0 }).add(dear))];
        const result = scope(() => made[3]!.mul(made[2]!).add(x));
        for (const index of order) {
          if (index === readAt) result.dataSync();
          made[index]!.dispose();
        }
        const f = (z: number): number => Math.tanh(Math.exp(z));
        expect(result.dataSync()[1]).toBeCloseTo((f(1) + f(3) + f(1)) * f(2) + 1, 4);
        result.dispose();
      }
    }
    expect(memory().bytes).toBe(before);
  });
});

describe("the garbage collector", () => {
  it("takes what waits and was forgotten, and leaves what a waiting result still needs", async () => {
    await collect();
    const before = memory().bytes;
    const make = (): Tensor => {
      const x = ones([1024]);
      for (let i = 0; i < 10; i++) x.mul(i).exp();
      return x.add(1).exp().mul(ones([1024]).add(2));
    };
    const result = make();
    await collect();
    expect((await result.data())[7]).toBeCloseTo(3 * Math.E ** 2, 4);
    await collect();
    expect(memory().bytes - before).toBe(4096);
    result.dispose();
    expect(memory().bytes).toBe(before);
  });
});

describe("graphs", () => {
  it("that double with every step are planned in no time", async () => {
    let x = tensor([1, -1]);
    for (let i = 0; i < 60; i++) x = i % 2 === 0 ? x.mul(x) : x.add(x).mul(0.5);
    expect(await x.array()).toEqual([1, 1]);
    let y = tensor([[1, 2], [3, 4]]);
    for (let i = 0; i < 60; i++) y = y.transpose().add(y).mul(y.sum()).tanh();
    expect(explain(y).groups.length).toBeLessThan(64);
    expect((await y.data()).every((element) => element === 1 || element === Math.fround(Math.tanh(8)))).toBe(true);
  });

  it("of ten thousand steps and of a thousand arguments are computed", async () => {
    let x = ones([2]);
    for (let i = 0; i < 10_000; i++) x = x.add(1);
    expect(await x.array()).toEqual([10_001, 10_001]);
    let many = Array.from({ length: 1000 }, (_, i) => tensor([i]));
    while (many.length > 1) many = many.flatMap((y, i) => (i % 2 === 0 ? [i + 1 < many.length ? y.add(many[i + 1]!) : y] : []));
    expect(await many[0]!.item()).toBe(499_500);
  });
});

describe("a result that waits", () => {
  afterAll(async () => void (await setDevice("cpu")));

  it("survives its scope with what it needs, and nothing else does", async () => {
    const before = memory().bytes;
    const result = scope(() => scope(() => ones([256]).add(1)).mul(scope(() => ones([256]).exp())));
    expect(memory().bytes - before).toBe(2 * 1024);
    expect((await result.data())[0]).toBeCloseTo(2 * Math.E, 5);
    expect(memory().bytes - before).toBe(1024);
    result.dispose();
  });

  it("is computed once when it is read twice at the same time", async () => {
    const x = tensor([1, 2]).exp().sum();
    const [a, b] = await Promise.all([x.item(), x.item()]);
    expect(a).toBe(b);
    expect(a).toBeCloseTo(Math.E + Math.E ** 2, 5);
  });

  it("moves to another device, and stays on its own when another is chosen", async () => {
    const x = tensor([1, 2]).add(1);
    await setDevice("wasm");
    const y = tensor([10, 20]);
    expect(() => x.add(y)).toThrow("tensors are on different devices: cpu and wasm");
    const moved = await x.mul(2).to("wasm");
    expect(await moved.add(y).array()).toEqual([14, 26]);
    expect(x.device).toBe("cpu");
    expect(await x.array()).toEqual([2, 3]);
  });
});
