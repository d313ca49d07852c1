import { describe, expect, it } from "vitest";
import { arange, memory, ones, tensor, zeros, type Tensor } from "./index.ts";

/** Node's, without a flag on the command line. */
function exposeGarbageCollector(): () => void {
  interface Modules {
    getBuiltinModule(name: "node:v8"): { setFlagsFromString(flag: string): void };
    getBuiltinModule(name: "node:vm"): { runInNewContext(code: string): () => void };
  }
  const { process } = globalThis as unknown as { process: Modules };
  process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
  return process.getBuiltinModule("node:vm").runInNewContext("gc");
}

describe("a tensor", () => {
  it("tells its shape, dtype, device and size", () => {
    const x = tensor([[1, 2, 3], [4, 5, 6]], { dtype: "int16" });
    expect([x.shape, x.dtype, x.device, x.size, x.ndim, x.nbytes]).toEqual([[2, 3], "int16", "cpu", 6, 2, 12]);
  });

  it("takes the dtype of a typed array and the shape given for it", async () => {
    const x = tensor(new Uint8Array([1, 2, 3, 4]), { shape: [2, 2] });
    expect(x.dtype).toBe("uint8");
    expect(await x.array()).toEqual([[1, 2], [3, 4]]);
  });

  it("does not change when the array it was made from does", () => {
    const source = new Float32Array([1, 2]);
    const x = tensor(source);
    source[0] = 9;
    expect(Array.from(x.dataSync())).toEqual([1, 2]);
  });

  it("gives data that can be changed without changing it", () => {
    const x = tensor([1, 2]);
    x.dataSync()[0] = 9;
    expect(Array.from(x.dataSync())).toEqual([1, 2]);
  });

  it("prints as NumPy does", () => {
    expect(tensor([[1, 2.5], [3, 4]]).toString()).toBe("[[1.  2.5]\n [3.  4. ]]");
    expect(String(tensor([true, false]))).toBe("[ True False]");
  });

  it("moves to a device where it is already by sharing its elements", async () => {
    const x = ones([4]);
    const bytes = memory().bytes;
    const same = await x.to("cpu");
    expect(memory().bytes).toBe(bytes);
    x.dispose();
    expect(await same.array()).toEqual([1, 1, 1, 1]);
  });

  it("refuses use after dispose, and allows disposing twice", async () => {
    const x = ones([1]);
    x.dispose();
    x.dispose();
    expect(() => x.exp()).toThrow(expect.objectContaining({ name: "DisposedError", op: "exp" }));
    await expect(x.data()).rejects.toThrow("data: tensor was disposed");
    expect(String(x)).toBe("Tensor(float32 [1], disposed)");
  });

  it("is disposed by what `using` calls", () => {
    const x = ones([1]);
    x[Symbol.dispose]();
    expect(x.disposed).toBe(true);
  });

  it("returns the memory of tensors that nothing reaches any more", async () => {
    const collect = exposeGarbageCollector();
    const before = memory().bytes;
    for (let i = 0; i < 10; i++) zeros([1000]);
    expect(memory().bytes).toBe(before + 40000);
    for (let i = 0; i < 20 && memory().bytes > before; i++) {
      await new Promise((resolve) => void setTimeout(resolve, 5));
      collect();
    }
    expect(memory().bytes).toBeLessThanOrEqual(before);
  });
});

it("returns the memory of a disposed tensor that a forgotten computation waited for", async () => {
  const collect = exposeGarbageCollector();
  const before = memory().bytes;
  const x = zeros([1000]);
  const y = x.exp().mul(2);
  await y.data();
  y.dispose();
  x.dispose(); // x.exp() ran inside y's kernel and still waits
  for (let i = 0; i < 20 && memory().bytes > before; i++) {
    await new Promise((resolve) => void setTimeout(resolve, 5));
    collect();
  }
  expect(memory().bytes).toBeLessThanOrEqual(before);
  expect(x.device).toBe("cpu");
});

it("moves to another device although it is disposed meanwhile", async () => {
  const x = tensor([1, 2]);
  const moves = [x.to("cpu"), x.add(1).to("wasm")];
  x.dispose();
  const [same, moved] = await Promise.all(moves);
  expect(await same!.array()).toEqual([1, 2]);
  expect(await moved!.array()).toEqual([2, 3]);
});

describe("a refusal names the function, the problem and the value", () => {
  const x = arange(6).reshape([2, 3]);
  const cases: [string, () => unknown, string][] = [
    ["inner lengths", () => x.matmul(ones([4, 5])), "matmul: inner dimensions differ: [2, 3] x [4, 5]"],
    ["broadcasting", () => x.add(ones([2])), "add: shapes do not broadcast: [2, 3] and [2]"],
    ["reshape", () => x.reshape([4, -1]), "reshape: [2, 3] does not fit the shape: [4, -1]"],
    ["axis", () => x.sum({ axis: 2 }), "sum: axis out of range: 2 for 2 dimensions"],
    ["ragged", () => tensor([[1, 2], [3]]), "tensor: ragged nested array: 1 elements where [2, 2] has 2"],
    ["not a number", () => tensor(["1"] as never), 'tensor: not a number: "1"'],
    ["shape", () => zeros([2, -1]), "zeros: invalid shape: [2, -1]"],
    ["elements", () => tensor([1, 2, 3], { shape: [2, 2] }), "tensor: 3 elements do not fill the shape: [2, 2]"],
    ["dtype", () => zeros([1], { dtype: "int64" as never }), "zeros: unknown dtype: int64"],
    ["index", () => x.slice(5), "slice: index out of range: 5 for axis 0 of [2, 3]"],
    ["step", () => x.slice([0, 1, 0]), "slice: invalid range: [0, 1, 0]"],
    ["fit", () => tensor([300], { dtype: "uint8" }), "tensor: number does not fit uint8: 300"],
    ["array type", () => tensor(new BigInt64Array(1) as never), "tensor: no dtype for BigInt64Array"],
  ];
  for (const [name, run, message] of cases) {
    it(name, () => expect(run).toThrow(message));
  }

  it("asks for a single element", async () => {
    await expect(x.item()).rejects.toThrow("item: not a single element: [2, 3]");
  });
});

it("has methods with the types of the functions", () => {
  const total: Tensor = ones([2]).add(1).sum({ axis: 0, keepdims: true });
  expect(total.shape).toEqual([1]);
  // @ts-expect-error -- an option that does not exist
  ones([2]).sum({ axes: 0 });
});
