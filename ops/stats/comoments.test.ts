import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { reshape } from "../math/manipulation.ts";
import { comomentsOf } from "./comoments.ts";
import { centredProducts } from "./correlation.ts";
import { correlationMatrix } from "./covariance.ts";

/** Features of other sizes and far from 0, which follow each other and drift from block to block. */
function feature(j: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => Math.fround(10 ** j * (Math.sin(i * (j + 1)) + (i % 7) / 3 + i / n) + 100 * j));
}

describe.each(["cpu", "wasm"] as const)("products of distances from the means on %s", (device) => {
  it.each([["float64", 1, 1], ["float64", 3, 20000], ["float64", 5, 8193], ["float32", 4, 16384], ["float32", 6, 127]] as const)("of %s, %i features, %i rows are those of the pairs", async (dtype, width, n) => {
    await setDevice(device);
    const features = Array.from({ length: width }, (_, j) => feature(j, n));
    const rows = reshape(tensor(Float64Array.from({ length: n * width }, (_, at) => features[at % width]![Math.floor(at / width)]!), { dtype }), [n, width]);
    const { count, means, products } = await comomentsOf("test", rows);
    expect(count).toBe(n);
    toBeAllclose(means, features.map((values) => values.reduce((sum, value) => sum + value / n, 0)), { rtol: 1e-12 });
    features.forEach((a, i) => features.forEach((b, j) => {
      const { xx, yy, xy } = centredProducts(a, b);
      toBeAllclose([products[i * width + j]!], [xy], { atol: 1e-12 * Math.sqrt(xx * yy) });
    }));
  });

  it("show a value that is not finite", async () => {
    await setDevice(device);
    const { products } = await comomentsOf("test", tensor([[1, 2], [NaN, 3], [2, 5]], { dtype: "float64" }));
    expect([...products].map(Number.isFinite)).toEqual([false, false, false, true]);
  });

  it("tell a constant of many rows from a feature that varies", async () => {
    await setDevice(device);
    const rows = reshape(tensor(Float64Array.from({ length: 60000 }, (_, at) => (at % 2 === 0 ? 0.1 : at)), { dtype: "float64" }), [30000, 2]);
    expect(await (await correlationMatrix(rows)).array()).toEqual([[NaN, NaN], [NaN, 1]]);
  });
});
