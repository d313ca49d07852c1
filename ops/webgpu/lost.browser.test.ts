import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jit, memory, ones, scope, setDevice, sort, tensor, type Tensor } from "../index.ts";

const devices: GPUDevice[] = [];
const { requestDevice } = GPUAdapter.prototype;

/** What everyone gets who uses the lost device. */
const lost = { name: "DeviceError", message: expect.stringContaining("lost"), hint: expect.stringContaining("setDevice") };

async function loseDevice(): Promise<void> {
  const device = devices.at(-1)!;
  device.destroy();
  await device.lost;
}

describe("after the GPU was lost", () => {
  beforeAll(async () => {
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      const device = await requestDevice.call(this, descriptor);
      devices.push(device);
      return device;
    };
    await setDevice("webgpu");
  });

  afterAll(async () => {
    GPUAdapter.prototype.requestDevice = requestDevice;
    await setDevice("cpu");
  });

  it("its tensors say so, and choosing the device again brings a new one", async () => {
    const before = tensor([1, 2, 3]);
    await loseDevice();
    await expect(before.data()).rejects.toMatchObject(lost);
    await setDevice("webgpu");
    expect(devices).toHaveLength(2);
    expect(await tensor([1, 2, 3]).add(1).array()).toEqual([2, 3, 4]);
    expect(() => before.add(tensor([1, 2, 3]))).toThrow(expect.objectContaining({ name: "DeviceError" }) as Error);
  });

  it("while work was under way, every reader hears of it, and everything can be disposed", async () => {
    const held = memory().bytes;
    const x = ones([256, 256]);
    const waiting = scope(() => x.exp().matmul(x));
    const queued = await x.add(1).ready();
    const onHost = scope(() => sort(x.mul(2))); // reads back and writes again: calls after it wait
    const afterHost = onHost.add(1);
    const reads = [waiting.data(), queued.data(), onHost.data(), afterHost.data()];
    devices.at(-1)!.destroy();
    for (const outcome of await Promise.allSettled(reads)) expect(outcome).toMatchObject({ status: "rejected", reason: { name: "DeviceError" } });
    expect(() => ones([2])).toThrow(expect.objectContaining(lost) as Error);
    await expect(x.to("cpu")).rejects.toMatchObject(lost);
    for (const result of [x, onHost, afterHost, queued, waiting]) result.dispose();
    expect(memory().bytes).toBeLessThanOrEqual(held); // the collector may take what others left
    await setDevice("webgpu");
    expect(await ones([256, 256]).sum().item()).toBe(65536);
  });

  it("recorded functions are recorded anew", async () => {
    const f = jit((x: Tensor) => x.exp().add(tensor([1, 2])));
    f(tensor([0, 0])).dispose();
    await loseDevice();
    await setDevice("webgpu");
    expect(await f(tensor([0, 0])).array()).toEqual([2, 3]);
    expect(await f(tensor([0, 0])).array()).toEqual([2, 3]);
  });

  it("other devices go on", async () => {
    await setDevice("cpu");
    const onCpu = tensor([1, 2]).add(1);
    await setDevice("webgpu");
    const onGpu = tensor([1, 2]);
    await loseDevice();
    expect(await onCpu.array()).toEqual([2, 3]);
    await expect(onGpu.item()).rejects.toMatchObject({ name: "DeviceError" });
  });
});

describe("a tensor too large for the GPU", () => {
  it("is refused by name, shape and bytes, and what is smaller works on", async () => {
    await setDevice("webgpu");
    expect(() => ones([2 ** 20, 2 ** 12])).toThrow(/^ones: no room on webgpu for \[1048576, 4096\] of float32: 17179869184 bytes/);
    const row = ones([2 ** 18]);
    await expect(row.reshape([-1, 1]).mul(row).data()).rejects.toMatchObject({ name: "MemoryError", op: "mul" });
    expect(await row.sum().item()).toBe(2 ** 18);
    await setDevice("cpu");
  });
});
