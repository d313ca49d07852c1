/** What the GPU device promises beside right numbers: order, memory, and errors that are told. */
import { describe, expect, it, vi } from "vitest";
import type { Buffer, Instruction, View } from "../backend.ts";
import { requestDevice } from "./adapter.ts";
import { createBackend, WebgpuBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const backend = await createBackend();
const plusOne: Instruction[] = [{ op: "add", args: [{ input: 0 }, { constant: 1, dtype: "float32" }], dtype: "float32" }];

function view(buffer: Buffer, length = buffer.byteLength / 4): View {
  return { buffer, dtype: "float32", shape: [length], strides: [1], offset: 0 };
}

function addOne(on: typeof backend, from: Buffer, to: Buffer): void {
  on.run({ kind: "elementwise", program: plusOne, inputs: [view(from)], output: view(to) });
}

async function numbers(on: typeof backend, buffer: Buffer): Promise<number[]> {
  return [...new Float32Array(await on.read(buffer, 0, buffer.byteLength))];
}

describe("the queue", () => {
  it("lets a waiting call see the contents from before a later write", async () => {
    const [input, output] = [backend.allocate(8), backend.allocate(8)];
    backend.write(input, Float32Array.of(1, 2));
    addOne(backend, input, output);
    backend.write(input, Float32Array.of(10, 20));
    expect(await numbers(backend, output)).toEqual([2, 3]);
    expect(await numbers(backend, input)).toEqual([10, 20]);
  });

  it("lets a waiting call see a buffer that was released and is in use again", async () => {
    const [input, output] = [backend.allocate(4096), backend.allocate(4096)];
    backend.write(input, new Float32Array(1024).fill(1));
    addOne(backend, input, output);
    backend.release(input);
    const next = backend.allocate(4096);
    backend.write(next, new Float32Array(1024).fill(50));
    expect((await numbers(backend, output))[1023]).toBe(2);
    expect((await numbers(backend, next))[1023]).toBe(50);
  });

  it("runs chains longer than a batch in order", async () => {
    const buffers = [backend.allocate(12), backend.allocate(12)];
    backend.write(buffers[0]!, Float32Array.of(0, 1, 2));
    for (let i = 0; i < 1001; i++) addOne(backend, buffers[i % 2]!, buffers[(i + 1) % 2]!);
    expect(await numbers(backend, buffers[1]!)).toEqual([1001, 1002, 1003]);
  });

  it("answers several reads at once, from any byte on", async () => {
    const buffer = backend.allocate(7);
    backend.write(buffer, Uint8Array.of(1, 2, 3, 4, 5, 6, 7));
    const parts = await Promise.all([backend.read(buffer, 1, 3), backend.read(buffer, 6, 1), backend.read(buffer, 3, 0)]);
    expect(parts.map((part) => [...new Uint8Array(part)])).toEqual([[2, 3, 4], [7], []]);
  });
});

describe("memory", () => {
  it("counts what is held", () => {
    const before = backend.bytesAllocated;
    const buffer = backend.allocate(1000);
    expect(backend.bytesAllocated).toBe(before + 1000);
    backend.release(buffer);
    expect(backend.bytesAllocated).toBe(before);
  });

  it("refuses more than the GPU can bind with a MemoryError", () => {
    expect(() => backend.allocate(2 ** 40)).toThrow(expect.objectContaining({ name: "MemoryError", message: expect.stringContaining("too large for this GPU: 1099511627776 bytes") }));
  });
});

describe("errors", () => {
  it("of a refused kernel come with the read of its results, and of what was made from them", async () => {
    const broken = await createBackend();
    const [input, output, derived] = [broken.allocate(8), broken.allocate(8), broken.allocate(8)];
    broken.write(input, Float32Array.of(1, 2));
    const nonsense: Instruction[] = [{ op: "add", args: [{ constant: 1, dtype: "bool" }, { input: 0 }], dtype: "float32" }];
    broken.run({ kind: "elementwise", program: nonsense, inputs: [view(input)], output: view(output) });
    addOne(broken, output, derived);
    await expect(broken.read(output, 0, 8)).rejects.toMatchObject({ name: "ComputationError" });
    const later = broken.allocate(8);
    addOne(broken, derived, later);
    await expect(broken.read(later, 0, 8)).rejects.toMatchObject({ name: "ComputationError" });
    expect(await numbers(broken, input)).toEqual([1, 2]);
    const sound = broken.allocate(8);
    addOne(broken, input, sound);
    expect(await numbers(broken, sound)).toEqual([2, 3]);
  });

  it("of a refused kernel leave alone what is read with its batch but was there before", async () => {
    const broken = await createBackend();
    const [input, sound, output] = [broken.allocate(8), broken.allocate(8), broken.allocate(8)];
    broken.write(input, Float32Array.of(1, 2));
    addOne(broken, input, sound);
    expect(await numbers(broken, sound)).toEqual([2, 3]);
    const nonsense: Instruction[] = [{ op: "add", args: [{ constant: 1, dtype: "bool" }, { input: 0 }], dtype: "float32" }];
    for (const buffer of [sound, input]) {
      broken.run({ kind: "elementwise", program: nonsense, inputs: [view(input)], output: view(output) });
      expect(await numbers(broken, buffer)).toEqual(buffer === sound ? [2, 3] : [1, 2]);
    }
    await expect(broken.read(output, 0, 8)).rejects.toMatchObject({ name: "ComputationError" });
  });

  it("of a GPU without room are MemoryErrors", async () => {
    const device = await requestDevice();
    const full = new WebgpuBackend(device);
    const pop = device.popErrorScope.bind(device);
    device.popErrorScope = async () => (await pop()) ?? new GPUOutOfMemoryError("no room left");
    const [input, output] = [full.allocate(4), full.allocate(4)];
    addOne(full, input, output);
    await expect(full.read(output, 0, 4)).rejects.toMatchObject({ name: "MemoryError", message: expect.stringContaining("no room left") });
  });

  it("that belong to no computation come with the next read, once", async () => {
    const device = await requestDevice();
    const stray = new WebgpuBackend(device);
    const buffer = stray.allocate(4);
    stray.write(buffer, Float32Array.of(1));
    device.dispatchEvent(new GPUUncapturedErrorEvent("uncapturederror", { error: new GPUValidationError("stray") }));
    await expect(stray.read(buffer, 0, 4)).rejects.toMatchObject({ name: "ComputationError", message: expect.stringContaining("stray") });
    expect(await numbers(stray, buffer)).toEqual([1]);
  });

  it("of a lost device are DeviceErrors, and a new device can be had", async () => {
    const device = await requestDevice();
    const lost = new WebgpuBackend(device);
    const buffer = lost.allocate(4);
    device.destroy();
    await lost.lost;
    await expect(lost.read(buffer, 0, 4)).rejects.toMatchObject({ name: "DeviceError" });
    expect(() => lost.allocate(4)).toThrow(expect.objectContaining({ name: "DeviceError", message: expect.stringContaining("the GPU was lost") }));
    const again = await createBackend();
    const fresh = again.allocate(4);
    again.write(fresh, Float32Array.of(3));
    expect(await numbers(again, fresh)).toEqual([3]);
  });
});
