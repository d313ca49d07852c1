import { expect, it } from "vitest";
import { setDevice, tensor } from "../index.ts";

it("after the GPU was lost its tensors say so, and choosing the device again brings a new one", async () => {
  const devices: GPUDevice[] = [];
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (descriptor) {
    const device = await requestDevice.call(this, descriptor);
    devices.push(device);
    return device;
  };
  await setDevice("webgpu");
  const before = tensor([1, 2, 3]);
  devices[0]!.destroy();
  await devices[0]!.lost;
  await expect(before.data()).rejects.toMatchObject({ name: "DeviceError", hint: expect.stringContaining("setDevice") });
  await setDevice("webgpu");
  expect(devices).toHaveLength(2);
  expect(await tensor([1, 2, 3]).add(1).array()).toEqual([2, 3, 4]);
  GPUAdapter.prototype.requestDevice = requestDevice;
  await setDevice("cpu");
});
