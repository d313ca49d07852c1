import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import type { Dtype } from "../dtype.ts";
import { memory } from "../memory.ts";
import "../methods.ts";
import { profile } from "../profile/index.ts";
import { flip } from "./rearrange.ts";
import { histogram, type HistogramOptions } from "./histogram.ts";

afterAll(async () => void (await setDevice("cpu")));

/** Counts as the cpu device has them, and as they are where no number is read back. */
async function expectAlike(numbers: ArrayLike<number>, options: HistogramOptions, dtype: Dtype = "float32"): Promise<number[]> {
  const data = Float32Array.from(numbers);
  await setDevice("cpu");
  const expected = await histogram(tensor(data, { dtype }), options);
  await setDevice("webgpu");
  const x = tensor(data, { dtype });
  const { spans, result } = await profile(() => histogram(x, options));
  expect(await result.edges.data()).toEqual(await expected.edges.data());
  expect(await result.counts.data()).toEqual(await expected.counts.data());
  const read = spans.filter(({ kind }) => kind === "readback").reduce((bytes, span) => bytes + span.bytes, 0);
  if (data.length > 2 ** 18) expect(read).toBeLessThanOrEqual(8 + 4 * expected.counts.size); // the least, the greatest, the counts
  return Array.from(await result.counts.data());
}

describe("histogram on webgpu", () => {
  beforeAll(() => setDevice("webgpu"));

  it("counts as the cpu does, and reads the counts back only", async () => {
    const waves = Float32Array.from({ length: 300_001 }, (_, i) => Math.sin(i * i) * 3);
    expect((await expectAlike(waves, { bins: 10 })).reduce((sum, count) => sum + count)).toBe(300_001);
    await expectAlike(waves, { bins: 37, range: [-1.1, 2.7] });
    await expectAlike(waves, { bins: 1 });
    await expectAlike(waves, { bins: 4096, range: [-3, 3] });
    await expectAlike(waves.subarray(0, 5000), { bins: 5000, range: [-3, 3] }); // more bins than the shader takes
  });

  it("puts numbers on edges, and next to them, where they belong", async () => {
    const edges = Array.from({ length: 11 }, (_, i) => Math.fround(i / 10));
    const near = new Float32Array(edges.flatMap((edge) => [edge, edge + 2 ** -26, edge - 2 ** -26, edge * (1 + 2 ** -23), edge * (1 - 2 ** -24)]));
    await expectAlike(near, { bins: 10, range: [0, 1] });
  });

  it("counts neither NaN nor what lies outside, be it infinite or too small for a shader's comparisons", async () => {
    const counts = await expectAlike([NaN, Infinity, -Infinity, -1e-40, 1e-40, 0, -0, 1, 1.0000001, 0.5], { bins: 2, range: [0, 1] });
    expect(counts).toEqual([3, 2]);
  });

  it("leaves the counts and the edges in memory, and nothing else", async () => {
    const x = tensor([3, 1, 2]);
    const before = memory().tensors;
    const result = await histogram(x);
    expect(memory().tensors).toBeLessThanOrEqual(before + 2); // fewer where something older was collected meanwhile
    for (const made of Object.values(result)) made.dispose();
  });

  it("counts half floats, integers and windows", async () => {
    const wide = Array.from({ length: 500 }, (_, i) => (i * 37) % 101);
    await expectAlike(wide, { bins: 7 }, "float16");
    await expectAlike(wide, { bins: 7 }, "int32");
    const x = flip(tensor(wide).reshape([20, 25]).transpose());
    const [some, all] = [await histogram(x, { bins: 7 }), await histogram(tensor(wide), { bins: 7 })];
    expect(await some.counts.data()).toEqual(await all.counts.data());
    expect(await (await histogram(tensor(new Float32Array(0)), { bins: 3 })).counts.data()).toEqual(new Int32Array(3));
  });
});
