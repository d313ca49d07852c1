import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { distributionsIn, distributionTensor, type Distribution } from "./distribution.ts";

afterAll(() => setDevice("cpu"));

async function distributions(rows: number[][], dtype: "float32" | "float64", device: "cpu" | "wasm"): Promise<Distribution[]> {
  await setDevice(device);
  const x = tensor(rows, { dtype });
  return distributionsIn(await distributionTensor("test", x, 1.5).data(), rows[0]!.length);
}

describe.each(["cpu", "wasm"] as const)("distributions on %s", (device) => {
  it.each(["float32", "float64"] as const)("tells of every column of %s what its sorted numbers tell", async (dtype) => {
    const [a, b] = await distributions([[3, NaN, 0, -0, 3, -2, 40, Infinity], [NaN, NaN, NaN, NaN, NaN, NaN, NaN, NaN]], dtype, device);
    expect(a).toMatchObject({ length: 8, nulls: 1, infinite: 1, distinct: 5, once: 3, zeros: 2, negative: 1, inside: 5 });
    expect(a!.logs).toBeCloseTo(4 * Math.log(2), 14);
    expect(a!.top).toEqual([{ value: 0, count: 2 }, { value: 3, count: 2 }, { value: -2, count: 1 }, { value: 40, count: 1 }, { value: Infinity, count: 1 }]);
    expect(Object.is(a!.top[0]!.value, 0)).toBe(true);
    expect(a!.quantiles.slice(3, 6)).toEqual([0, 1.5, 3]); // of -2, 0, 0, 3, 3, 40
    expect(a!.histogram.filter((count) => count > 0)).toEqual([1, 2, 2, 1]);
    expect(b).toMatchObject({ nulls: 8, distinct: 0, once: 0, top: [] });
    expect(b!.quantiles.every(Number.isNaN)).toBe(true);
  });
});

/** Numbers that float32 holds, with ties, NaN and infinities among them. */
const numbers = fc.array(fc.oneof(fc.float(), fc.integer({ min: -3, max: 3 }), fc.constantFrom(NaN, 0, -0, Infinity, -Infinity)), { minLength: 1, maxLength: 300 });

describe("the kernel", () => {
  it.each(["float32", "float64"] as const)("agrees with the loops on any %s", async (dtype) => {
    await fc.assert(
      fc.asyncProperty(numbers, async (row) => {
        const [[loops], [kernel]] = [await distributions([row], dtype, "cpu"), await distributions([row], dtype, "wasm")];
        expect({ ...kernel!, logs: 0 }).toEqual({ ...loops!, logs: 0 });
        expect(kernel!.logs).toBeCloseTo(loops!.logs, 10);
      }),
      { numRuns: 60 },
    );
  });

  it("counts long runs and many short ones", async () => {
    const row = Array.from({ length: 30_000 }, (_, i) => (i < 5000 ? 7 : i % 9000));
    const [[loops], [kernel]] = [await distributions([row], "float32", "cpu"), await distributions([row], "float32", "wasm")];
    expect({ ...kernel!, logs: 0 }).toEqual({ ...loops!, logs: 0 });
    expect(kernel!.logs / loops!.logs).toBeCloseTo(1, 12);
  });
});
