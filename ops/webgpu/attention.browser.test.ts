import { describe, expect, it, vi } from "vitest";
import type { AttentionCall } from "../backend.ts";
import type { Dtype } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { requestDevice } from "./adapter.ts";
import { blank, Comparison, hostView, type HostView, randomFrom, randomStored, randomView } from "./against-cpu.ts";
import { createBackend, WebgpuBackend } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 }); // a software GPU compiles each new kernel slowly

const random = randomFrom(5);

interface Case {
  readonly q: readonly number[];
  readonly k: readonly number[];
  /** Of the values. */
  readonly width?: number;
  readonly mask?: HostView;
  readonly causal?: boolean;
  readonly dtype?: Dtype;
}

/** Scores of at most 10, exponentials within 4 ULP each, and sums of up to 300 of them in float32: 1e-5 of the greatest value, which is 6. */
const atol = 6e-5;

async function check(compare: Comparison, { q, k, width = k[3]!, mask, causal = false, dtype = "float32" }: Case): Promise<void> {
  const views = [randomView(dtype, q, random), randomView(dtype, k, random), randomView(dtype, [...k.slice(0, 3), width], random), ...(mask === undefined ? [] : [mask])];
  const { actual, expected } = await compare.run(views, blank(dtype, [...q.slice(0, 3), width]), ([queries, keys, values, masked], output): AttentionCall => ({
    kind: "attention", q: queries!, k: keys!, v: values!, ...(masked && { mask: masked }), causal, scale: 0.02, output,
  }));
  const about = JSON.stringify([q, k, width, mask?.shape, causal, dtype]);
  const tolerance = dtype === "float32" ? atol : 6 * 2 ** -11; // one rounding to half a float16's digits
  for (let i = 0; i < expected.length; i++) {
    if (Number.isNaN(expected[i])) expect(actual[i], `${about} at ${i}`).toBeNaN();
    else expect(Math.abs(actual[i]! - expected[i]!), `${about} at ${i}: ${actual[i]}, not ${expected[i]}`).toBeLessThanOrEqual(tolerance);
  }
}

/** Of every three keys one is hidden. */
const boolMask = (shape: readonly number[]): HostView => hostView(randomStored("bool", sizeOf(shape), random).map((_, i) => Number(i % 3 > 0)), "bool", shape);

const adapters = {
  "subgroups of four": await createBackend(),
  "lanes on their own": new WebgpuBackend(await requestDevice(), { isSoftware: false, subgroupSize: undefined }),
};

describe.each(Object.entries(adapters))("by %s", (_, backend) => {
  const compare = new Comparison(backend);

  it("weighs the values of views of any strides", async () => {
    await check(compare, { q: [2, 3, 9, 8], k: [2, 3, 13, 8] });
    await check(compare, { q: [1, 1, 40, 10], k: [1, 1, 7, 10], width: 6 });
    await check(compare, { q: [1, 2, 1, 16], k: [1, 2, 300, 16] });
    await check(compare, { q: [1, 2, 70, 64], k: [1, 2, 80, 64] });
  });

  it("shares keys and values between heads", async () => {
    await check(compare, { q: [2, 6, 5, 8], k: [2, 2, 12, 8], width: 4 });
  });

  it("hides later keys when causal, with fewer or more keys than queries", async () => {
    await check(compare, { q: [1, 2, 20, 8], k: [1, 2, 20, 8], causal: true });
    await check(compare, { q: [1, 2, 5, 8], k: [1, 2, 20, 8], causal: true });
    await check(compare, { q: [1, 2, 20, 8], k: [1, 2, 6, 8], causal: true }); // the first queries see nothing
  });

  it("takes masks of bools and of floats, broadcast", async () => {
    await check(compare, { q: [2, 2, 6, 8], k: [2, 2, 9, 8], mask: boolMask([2, 2, 6, 9]) });
    await check(compare, { q: [2, 2, 6, 8], k: [2, 2, 9, 8], mask: { ...boolMask([6, 9]), shape: [2, 2, 6, 9], strides: [0, 0, 9, 1] }, causal: true });
    await check(compare, { q: [2, 2, 6, 8], k: [2, 2, 9, 8], mask: randomView("float32", [2, 2, 6, 9], random) });
    const hiding = hostView(new Float32Array(54).fill(-Infinity, 0, 20), "float32", [2, 2, 6, 9], [0, 0, 9, 1]);
    await check(compare, { q: [2, 2, 6, 8], k: [2, 2, 9, 8], mask: hiding });
  });

  it("reads and writes half floats", async () => {
    await check(compare, { q: [1, 2, 5, 8], k: [1, 2, 7, 8], dtype: "float16" });
  });
});
