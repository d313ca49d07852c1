import { describe, expect, it } from "vitest";
import { explain, jit, linspace, manualSeed, matmul, memory, ones, rand, relu, scope, softmax, sum, tensor, zeros, type Tensor } from "../index.ts";

const groups = (x: Tensor): string[] => explain(x).groups.map(({ ops }) => ops.join(" + "));

describe("what waits", () => {
  it("runs a chain of elementwise operations as one kernel", async () => {
    const [a, b, c] = [linspace(-2, 2, 6), ones([6]), tensor(0.5)];
    const y = relu(a.mul(b).add(c));
    expect(groups(y)).toEqual(["mul + add + relu"]);
    expect(explain(y).bytesSaved).toBe(2 * 2 * 24);
    expect(await y.array()).toEqual([0, 0, expect.closeTo(0.1, 5), expect.closeTo(0.9, 5), expect.closeTo(1.7, 5), 2.5]);
    expect(groups(y)).toEqual([]);
  });

  it("takes bias, activation and residual into a product", async () => {
    const [x, w, bias] = [tensor([[1, 2], [3, 4]]), tensor([[1, 0], [0, -1]]), tensor([1, 1])];
    const y = relu(matmul(x, w).add(bias)).add(x);
    expect(groups(y)).toEqual(["matmul + add + relu + add"]);
    expect(await y.array()).toEqual([[3, 2], [7, 4]]);
  });

  it("folds a chain without storing it, and goes on with the folded number", async () => {
    const x = tensor([[3, 4], [6, 8]]);
    const norms = x.mul(x).sum({ axis: 1 }).sqrt();
    expect(groups(norms)).toEqual(["mul + sum + sqrt"]);
    expect(await norms.array()).toEqual([5, 10]);
  });

  it("stores what two results need, unless it is cheap to compute again", async () => {
    const x = ones([4]);
    const dear = x.exp().tanh().erf();
    const [a, b] = [dear.add(1).sum(), dear.sub(1).sum()];
    expect(groups(a)).toEqual(["exp + tanh + erf", "add + sum"]);
    await a.item();
    expect(groups(b)).toEqual(["sub + sum"]);
    const cheap = x.add(1);
    const [c, d] = [cheap.mul(2), cheap.mul(3)];
    expect([groups(c), groups(d)]).toEqual([["add + mul"], ["add + mul"]]);
    expect(await d.array()).toEqual([6, 6, 6, 6]);
  });

  it("computes for itself what is asked for after it ran inside another kernel", async () => {
    const inner = zeros([3]).exp();
    const outer = inner.mul(2);
    expect(await outer.array()).toEqual([2, 2, 2]);
    expect(await inner.array()).toEqual([1, 1, 1]);
    expect(groups(inner.sub(1))).toEqual(["sub"]);
  });

  it("rounds to half floats where a result has that dtype", async () => {
    const x = tensor([1, 2], { dtype: "float16" });
    const y = x.add(2 ** -12).sub(1);
    expect(groups(y)).toEqual(["add", "sub"]);
    expect(await y.array()).toEqual([0, 1]);
  });

  it("broadcasts, transposes and repeats inside a chain", async () => {
    const x = tensor([[1, 2], [3, 4]]);
    const y = x.transpose().add(tensor([10, 20])).mul(x.slice(0));
    expect(groups(y)).toEqual(["add + mul"]);
    expect(await y.array()).toEqual([[11, 46], [12, 48]]);
  });

  it("keeps an argument that was disposed until it is read, and not longer", async () => {
    const before = memory().bytes;
    const x = ones([1024]);
    const y = x.add(1);
    x.dispose();
    expect(memory().bytes - before).toBe(4096);
    expect((await y.data())[5]).toBe(2);
    expect(memory().bytes - before).toBe(4096);
    y.dispose();
    expect(memory().bytes).toBe(before);
  });

  it("never computes what is disposed before it is read", () => {
    const before = memory().bytes;
    const x = ones([1024]);
    scope(() => void x.add(1).exp());
    expect(memory().bytes - before).toBe(4096);
    x.dispose();
    expect(memory().bytes).toBe(before);
  });

  it("computes a long loop in parts", async () => {
    let x = zeros([2]);
    for (let i = 0; i < 1000; i++) x = x.add(1);
    expect(explain(x).groups.length).toBeLessThanOrEqual(2);
    expect(await x.array()).toEqual([1000, 1000]);
  });

  it("tells a wrong shape at once, before anything runs", () => {
    expect(() => ones([2]).exp().add(ones([3]))).toThrow("shapes do not broadcast");
  });
});

describe("jit", () => {
  it("gives what the function gives, for every shape, and runs the function once for each", async () => {
    let runs = 0;
    const weights = tensor([[1, -1], [0, 2]]);
    const layer = jit((x: Tensor, scale: number) => {
      runs++;
      return softmax(relu(x.matmul(weights)).mul(scale).add(tensor([0, 1])));
    });
    const plain = (x: Tensor, scale: number): Tensor => softmax(relu(x.matmul(weights)).mul(scale).add(tensor([0, 1])));
    for (const rows of [1, 3, 1, 3]) {
      for (const scale of [1, 2]) {
        const x = rand([rows, 2]);
        expect(await layer(x, scale).array()).toEqual(await plain(x, scale).array());
      }
    }
    expect(runs).toBe(4);
  });

  it("returns tensors in arrays and objects", async () => {
    const both = jit((a: Tensor, b: Tensor) => ({ sum: a.add(b), first: a }));
    const repeated = (): ReturnType<typeof both> => both(ones([2]), ones([2]));
    repeated();
    const { sum: total, first } = repeated();
    expect([await total.array(), await first.array()]).toEqual([[2, 2], [1, 1]]);
  });

  it("leaves no memory behind but its results", async () => {
    manualSeed(1);
    const step = jit((x: Tensor) => sum(x.exp().matmul(x)).sqrt());
    const x = ones([8, 8]);
    await step(x).item();
    const before = memory().bytes;
    for (let i = 0; i < 10; i++) step(x).dispose();
    expect(memory().bytes).toBe(before);
  });

  it("refuses to record a function that reads, and works on with others", async () => {
    const reads = jit((x: Tensor) => tensor(x.add(1).dataSync()));
    expect(() => reads(ones([1]))).toThrow("cannot be read inside a function that jit records");
    expect(await ones([1]).add(1).item()).toBe(2);
  });
});
