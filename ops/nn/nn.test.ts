/** What holds of the functions of neural networks beside their numbers. */
import { describe, expect, it } from "vitest";
import {
  add, attention, batchNorm, batchNormTraining, conv2d, crossEntropy, dropout, explain, gelu, layerNorm, linear, manualSeed, matmul, memory, ones, randn, relu, rotaryPositions,
  scope, tensor, toBeAllclose, zeros, type Tensor,
} from "../index.ts";

describe("functions of neural networks", () => {
  it("leave nothing behind but their results", () => {
    manualSeed(1);
    const x = randn([2, 4, 6, 6]);
    const [w, c] = [randn([4, 4, 3, 3]), ones([4])];
    const before = memory().tensors;
    const results: Tensor[] = [
      conv2d(x, w, c, { padding: "same" }), layerNorm(x, [6, 6], { weight: ones([6, 6]) }), batchNorm(x, c, c), attention(x, x, x, { causal: true }),
      linear(x, ones([3, 6]), zeros([3]), { activation: relu }), rotaryPositions(x), dropout(x),
      crossEntropy(x, zeros([2, 6, 6], { dtype: "int32" })), ...Object.values(batchNormTraining(x, c, c)),
    ];
    for (const result of results) result.dataSync();
    const made = ["ones [6, 6]", "ones [3, 6]", "zeros [3]", "zeros [2, 6, 6]"].length;
    expect(memory().tensors - before).toBe(results.length + made);
  });

  it("are methods too", async () => {
    const x = tensor([[1, 2, 3, 4]]);
    expect(await x.layerNorm().sum().item()).toBeCloseTo(0, 6);
    expect(x.linear(zeros([3, 4])).shape).toEqual([1, 3]);
    expect(x.attention(x, x).shape).toEqual([1, 4]);
  });

  it("belong to the scope they run in", () => {
    const x = randn([3, 4]);
    const before = memory().tensors;
    const kept = scope(() => {
      layerNorm(x).dataSync();
      return layerNorm(x);
    });
    kept.dataSync();
    expect(memory().tensors - before).toBe(1);
  });
});

describe("dropout", () => {
  it("drops the same elements for the same seed, and others for another", () => {
    const x = ones([1000]);
    const drop = (seed: number): string => dropout(x, { seed }).dataSync().join();
    expect(drop(3)).toBe(drop(3));
    expect(drop(3)).not.toBe(drop(4));
  });

  it("follows manualSeed when it has no seed, differently at each call", () => {
    const x = ones([1000]);
    manualSeed(5);
    const [first, second] = [dropout(x).dataSync().join(), dropout(x).dataSync().join()];
    expect(first).not.toBe(second);
    manualSeed(5);
    expect(dropout(x).dataSync().join()).toBe(first);
  });

  it("drops about the share that it is told and keeps the mean", async () => {
    const dropped = dropout(ones([100, 1000]), { p: 0.2, seed: 9 });
    const share = await dropped.eq(0).mean().item();
    expect(Math.abs(share - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / 100000)); // four standard deviations
    expect(Math.abs((await dropped.mean().item()) - 1)).toBeLessThan(4 * Math.sqrt(0.25 / 100000));
  });

  it("clears what is not a number where it drops", () => {
    const result = dropout(tensor([NaN, Infinity, NaN, Infinity, NaN, Infinity, NaN, Infinity]), { p: 1 });
    expect(Array.from(result.dataSync())).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe("rotary positions", () => {
  it("make products depend on the distance alone", async () => {
    manualSeed(2);
    const [q, k] = [randn([1, 8]), randn([1, 8])];
    const product = (at: number, other: number): Promise<number> =>
      matmul(rotaryPositions(q, { offset: at }), rotaryPositions(k, { offset: other }).transpose()).item();
    expect(await product(5, 2)).toBeCloseTo(await product(1003, 1000), 5);
    expect(await product(5, 2)).not.toBeCloseTo(await product(5, 3), 3);
  });

  it("continue a sequence at an offset", () => {
    const x = randn([2, 6, 4]);
    const whole = rotaryPositions(x).slice([], [4]).dataSync();
    toBeAllclose(rotaryPositions(x.slice([], [4]), { offset: 4 }).dataSync(), whole, { rtol: 0 });
  });
});

describe("attention", () => {
  it("of the last query with all keys is the last row of the whole: a cache of keys works", () => {
    const [q, k, v] = [randn([2, 4, 6, 8]), randn([2, 2, 6, 8]), randn([2, 2, 6, 8])];
    const whole = attention(q, k, v, { causal: true }).slice([], [], [-1]).dataSync();
    toBeAllclose(attention(q.slice([], [], [-1]), k, v, { causal: true }).dataSync(), whole, { rtol: 1e-6 });
  });
});

describe("what follows runs in the same kernel", () => {
  const lastKernel = (x: Tensor): readonly string[] => explain(x).groups.at(-1)!.ops;

  it("after a convolution: batchNorm and an activation", () => {
    const [channels, spread] = [randn([4]), ones([4])];
    const convolved = conv2d(randn([1, 3, 5, 5]), randn([4, 3, 3, 3]), channels);
    expect(lastKernel(relu(batchNorm(convolved, channels, spread)))).toEqual(["conv2d", "sub", "mul", "relu"]);
  });

  it("after a linear map: bias, activation and a residual", () => {
    const [x, w, b] = [randn([6, 8]), randn([8, 8]), randn([8])];
    expect(lastKernel(add(linear(x, w, b, { activation: gelu }), x))).toEqual(["matmul", "add", "gelu", "add"]);
  });

  it("after layerNorm: an activation", () => {
    expect(lastKernel(gelu(layerNorm(randn([3, 7]))))).toEqual(["layerNorm", "gelu"]);
  });
});

describe("convolution", () => {
  it("followed by batchNorm and relu is what the three are one after the other", () => {
    const [x, w, b] = [randn([2, 3, 7, 7]), randn([5, 3, 3, 3]), randn([5])];
    const [mean, variance] = [randn([5]), add(ones([5]), randn([5]).abs())];
    const fused = relu(batchNorm(conv2d(x, w, b), mean, variance)).dataSync();
    const convolved = conv2d(x, w, b);
    convolved.dataSync();
    const normalized = batchNorm(convolved, mean, variance);
    normalized.dataSync();
    toBeAllclose(fused, relu(normalized).dataSync(), { rtol: 1e-6, atol: 1e-7 });
  });
});
