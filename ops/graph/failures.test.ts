import { describe, expect, it } from "vitest";
import { concat, jit, matmul, memory, MemoryError, scope, softmax, topk, variance, where, type Tensor } from "../index.ts";
import { setCallCheck } from "./execute.ts";
import { Fault, FaultyBackend } from "./faulty.ts";

type Program = (a: Tensor, b: Tensor) => Tensor;

/** Each needs several kernels, or computes parts of itself at once. */
const programs: Record<string, Program> = {
  "a chain": (a, b) => a.mul(b).add(1).exp(),
  "a fold between chains": (a, b) => a.mul(b).sum({ axis: 0 }).sqrt().add(b),
  "a product with an epilogue": (a, b) => matmul(a, b).add(a).relu(),
  "a product of other dtypes": (a, b) => matmul(a.astype("float64"), b.exp()),
  "two readers of a dear result": (a, b) => {
    const dear = a.exp().tanh();
    return dear.sum({ axis: 0 }).add(dear.mul(b).max({ axis: 0 }));
  },
  "a result read in two orders": (a, b) => {
    const cheap = a.add(1);
    return cheap.transpose().sum({ axis: 0, keepdims: true }).mul(cheap).sub(b);
  },
  "copies and a choice": (a, b) => where(a.gt(0), concat([a, b]).slice([0, 2]), b.transpose().astype("float16")),
  "compositions": (a, b) => softmax(a.add(b)).add(variance(a)),
  "a loop that is computed in parts": (a, b) => {
    let x = a;
    for (let i = 0; i < 150; i++) x = x.mul(0.5).add(b);
    return x;
  },
  "a result that is read in another order": (a, b) => a.add(b).mul(2).transpose(),
  "work on the host": (a, b) => topk(a.add(b), 1).values.mul(2),
};

function inputs(device: FaultyBackend): [Tensor, Tensor] {
  return [device.tensor([1, -2, 3, 4], [2, 2]), device.tensor([0.5, 1, 2, -1], [2, 2])];
}

describe.each(Object.entries(programs))("when any use of the device fails, in %s,", (_, program) => {
  it("the same tensors give the right result afterwards, and nothing is left in memory", async () => {
    const before = memory();
    const device = new FaultyBackend();
    const [a, b] = inputs(device);
    const inputBytes = memory().bytes;
    const expected = await scope(() => program(a, b).array());
    expect(memory().bytes).toBe(inputBytes);
    let [fails, finished] = [0, false];
    while (!finished) {
      device.left = fails++;
      let result: Tensor | undefined;
      try {
        result = scope(() => program(a, b));
        result.dataSync();
        finished = true;
      } catch (error) {
        expect(error).toBeInstanceOf(Fault);
      }
      device.left = Infinity;
      if (result !== undefined) expect(await result.array()).toEqual(expected);
      result?.dispose();
      expect({ fails, bytes: memory().bytes }).toEqual({ fails, bytes: inputBytes });
    }
    expect(fails).toBeGreaterThan(3);
    a.dispose();
    b.dispose();
    expect([memory().bytes, memory().tensors]).toEqual([before.bytes, before.tensors]);
  });

  it("a recording of it fails without a trace and works the next time", async () => {
    const device = new FaultyBackend();
    const [a, b] = inputs(device);
    const recorded = jit(program);
    const expected = await scope(() => program(a, b).array());
    for (const replays of [false, true]) {
      if (replays) recorded(a, b).dispose();
      const before = memory().bytes;
      let [fails, finished] = [0, false];
      while (!finished) {
        device.left = fails++;
        try {
          recorded(a, b).dispose();
          finished = true;
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
          expect({ fails, bytes: memory().bytes }).toEqual({ fails, bytes: before });
        }
      }
      device.left = Infinity;
      const result = recorded(a, b);
      expect(await result.array()).toEqual(expected);
      result.dispose();
    }
  });
});

describe("an error", () => {
  it("of memory names the operation, what it made and the bytes", () => {
    const device = new FaultyBackend();
    const x = device.tensor([1, 2]);
    device.allocate = () => {
      throw new MemoryError("allocate", "no room");
    };
    expect(() => x.exp().mul(2).dataSync()).toThrow("mul: no room on cpu for [2] of float32: 8 bytes");
  });

  it("in one result leaves others that wait for the same arguments as they were", async () => {
    const device = new FaultyBackend();
    const x = device.tensor([1, 2, 3]);
    const [sum, greatest] = [x.exp().sum(), x.neg().max()];
    x.dispose();
    device.left = 0;
    expect(() => sum.dataSync()).toThrow(Fault);
    device.left = Infinity;
    expect(await greatest.item()).toBe(-1);
    expect(await sum.item()).toBeCloseTo(Math.E + Math.E ** 2 + Math.E ** 3, 4);
  });

  it("of a host that stops the program leaves tensors as they were", async () => {
    const device = new FaultyBackend();
    const x = device.tensor([1, 2, 3]);
    const result = x.exp().sum().mul(x.neg().max());
    const before = memory().bytes;
    let calls = 0;
    setCallCheck(() => {
      if (++calls === 2) throw new Error("stopped");
    });
    expect(() => result.dataSync()).toThrow("stopped");
    setCallCheck(undefined);
    expect(memory().bytes - before).toBeLessThanOrEqual(4); // the first of two folds is done
    expect(await result.item()).toBeCloseTo(-(Math.E + Math.E ** 2 + Math.E ** 3), 4);
  });
});
