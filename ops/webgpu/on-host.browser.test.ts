/** Work that the host does between the GPU's: in order, and with its errors told. */
import { describe, expect, it, vi } from "vitest";
import type { Backend, Buffer, Call, HostCall, Instruction, View } from "../backend.ts";
import { ShapeError } from "../errors.ts";
import { requestDevice } from "./adapter.ts";
import { createBackend, WebgpuBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const backend = await createBackend();

const view = (buffer: Buffer): View => ({ buffer, dtype: "float32", shape: [buffer.byteLength / 4], strides: [1], offset: 0 });

function onHost(from: Buffer, to: Buffer, compute: HostCall["compute"] = (x) => [x!.map((value) => value * 2)]): Call {
  return { kind: "host", name: "double", inputs: [view(from)], outputs: [view(to)], compute };
}

function addOne(from: Buffer, to: Buffer): Call {
  const program: Instruction[] = [{ op: "add", args: [{ input: 0 }, { constant: 1, dtype: "float32" }], dtype: "float32" }];
  return { kind: "elementwise", program, inputs: [view(from)], output: view(to) };
}

async function numbers(on: Backend, buffer: Buffer): Promise<number[]> {
  return [...new Float32Array(await on.read(buffer, 0, buffer.byteLength))];
}

function pair(on: Backend): [Buffer, Buffer] {
  const [input, output] = [on.allocate(8), on.allocate(8)];
  on.write(input, Float32Array.of(1, 2));
  return [input, output];
}

describe("the order", () => {
  it("of many calls on the host and on the GPU is kept", async () => {
    const buffers = pair(backend);
    for (let i = 0; i < 20; i++) {
      backend.run(onHost(buffers[0], buffers[1]));
      backend.run(addOne(buffers[1], buffers[0]));
    }
    expect(await numbers(backend, buffers[0])).toEqual([2 * 2 ** 20 - 1, 3 * 2 ** 20 - 1]); // x -> 2x + 1
  });

  it("of writes and reads that come later is kept, though the caller changes its array", async () => {
    const [input, output] = pair(backend);
    backend.run(onHost(input, output));
    const early = numbers(backend, output);
    const host = Float32Array.of(10, 20);
    backend.write(input, host);
    host.fill(0);
    backend.run(addOne(input, output));
    const late = numbers(backend, output);
    expect(await early).toEqual([2, 4]);
    expect(await late).toEqual([11, 21]);
    expect(await numbers(backend, input)).toEqual([10, 20]);
  });

  it("of releases is kept: waiting calls still see the buffer, and its memory serves again", async () => {
    const [input, output] = pair(backend);
    const between = backend.allocate(8);
    backend.run(onHost(input, between));
    backend.run(addOne(between, output));
    for (const buffer of [input, between]) backend.release(buffer);
    const next = [backend.allocate(8), backend.allocate(8)];
    for (const buffer of next) backend.write(buffer, Float32Array.of(7, 7));
    expect(await numbers(backend, output)).toEqual([3, 5]);
    expect(await numbers(backend, next[0]!)).toEqual([7, 7]);
  });
});

it("a call may have several inputs and outputs of several dtypes", async () => {
  const [a, b, sum, least] = [8, 2, 8, 1].map((bytes) => backend.allocate(bytes));
  backend.write(a!, Float32Array.of(1.5, -2));
  backend.write(b!, Uint8Array.of(3, 4));
  const bytes = (buffer: Buffer): View => ({ ...view(buffer), dtype: "uint8", shape: [buffer.byteLength] });
  backend.run({
    kind: "host", name: "sums", inputs: [view(a!), bytes(b!)], outputs: [view(sum!), bytes(least!)],
    compute: (x, y) => [x!.map((value, i) => value + y![i]!), Int32Array.of(Math.min(...y!))],
  });
  expect(await numbers(backend, sum!)).toEqual([4.5, 2]);
  expect([...new Uint8Array(await backend.read(least!, 0, 1))]).toEqual([3]);
});

describe("an error on the host", () => {
  it("is thrown when the results are read, and what was made from them, and by nothing else", async () => {
    const [input, output] = pair(backend);
    const [derived, again, sound] = [8, 8, 8].map((bytes) => backend.allocate(bytes));
    backend.run(onHost(input, output, () => {
      throw new ShapeError("double", "no such shape");
    }));
    backend.run(addOne(output, derived!));
    backend.run(onHost(derived!, again!));
    backend.run(addOne(input, sound!));
    for (const spoiled of [output, derived!, again!]) await expect(numbers(backend, spoiled)).rejects.toMatchObject({ name: "ShapeError", message: "double: no such shape" });
    expect(await numbers(backend, sound!)).toEqual([2, 3]);
    backend.write(output, Float32Array.of(5, 6));
    expect(await numbers(backend, output)).toEqual([5, 6]);
  });

  it("that is none of the library's becomes a ComputationError with the call's name", async () => {
    const [input, output] = pair(backend);
    backend.run(onHost(input, output, () => {
      throw new RangeError("too many");
    }));
    await expect(numbers(backend, output)).rejects.toMatchObject({ name: "ComputationError", message: "double: too many" });
  });
});

it("a GPU lost while the host is waited for rejects all that depends on it", async () => {
  const device = await requestDevice();
  const lost = new WebgpuBackend(device);
  const [input, output] = pair(lost);
  lost.run(onHost(input, output));
  lost.run(addOne(output, input));
  lost.write(output, Float32Array.of(1, 2));
  const reads = [numbers(lost, output), numbers(lost, input)];
  device.destroy();
  for (const read of reads) await expect(read).rejects.toMatchObject({ name: "DeviceError" });
  expect(() => lost.run(addOne(input, output))).toThrow(expect.objectContaining({ name: "DeviceError" }));
});
