import { expect, it, vi } from "vitest";
import type { View } from "../backend.ts";
import { configure } from "../configure.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import { requestDevice } from "./adapter.ts";
import { WebgpuBackend } from "./index.ts";
import type { Tuning } from "./tuning.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const traits = { isSoftware: false, subgroupSize: undefined };

function multiply(backend: WebgpuBackend, m: number, k: number, n: number): View {
  const [a, b, output] = [[m, k], [k, n], [m, n]].map((shape): View => ({
    buffer: backend.allocate(sizeOf(shape) * 4), dtype: "float32", shape, strides: contiguousStrides(shape), offset: 0,
  })) as [View, View, View];
  backend.write(a.buffer, new Float32Array(m * k).fill(1));
  backend.write(b.buffer, new Float32Array(k * n).fill(2));
  backend.run({ kind: "matmul", a, b, output });
  return output;
}

const tileOf = (backend: WebgpuBackend): string => {
  const shape = [128, 1024];
  const factor: View = { buffer: { device: "webgpu", byteLength: 2 ** 19 }, dtype: "float32", shape, strides: contiguousStrides(shape), offset: 0 };
  const text = backend.describe({ kind: "matmul", a: factor, b: { ...factor, shape: [1024, 128], strides: [1, 1024] }, output: { ...factor, shape: [128, 128], strides: [128, 1] } });
  return [/ROWS = (\d+)u/, /COLUMNS = (\d+)u/].map((pattern, i) => Number(pattern.exec(text)![1]) * [8, 32][i]!).join("x");
};

it("measures once for an adapter which tile is fastest, and hands it to the host", async () => {
  const tuning: Tuning = {};
  configure({ tuning });
  const backend = new WebgpuBackend(await requestDevice(), traits);
  const output = multiply(backend, 128, 1024, 128);
  expect(new Float32Array(await backend.read(output.buffer, 0, 12))).toEqual(new Float32Array(3).fill(2048));
  await vi.waitFor(() => expect(Object.values(tuning)).toEqual([{ small: expect.stringMatching(/^\d+x\d+$/) }]), { timeout: 60_000, interval: 100 });
  expect(tileOf(backend)).toBe(Object.values(tuning)[0]!.small);
});

it("takes what the host kept, whatever it is worth, and nothing that it does not know", async () => {
  const device = await requestDevice();
  const { vendor, architecture, device: name, description } = device.adapterInfo;
  const adapter = [vendor, architecture, name, description].join(" ").trim();
  configure({ tuning: { [adapter]: { small: "32x64" } } });
  const backend = new WebgpuBackend(device, traits);
  expect(tileOf(backend)).toBe("32x64");
  configure({ tuning: { [adapter]: { small: "7x7" as "32x32" } } });
  expect(tileOf(backend)).toBe("32x32");
});
