import { afterAll, expect, it } from "vitest";
import { tensor } from "../../creation.ts";
import { setDevice } from "../../device.ts";
import { flip } from "../../math/rearrange.ts";
import { transpose } from "../../math/index.ts";
import "../../methods.ts";
import { Philox } from "../../philox.ts";
import { profile } from "../../profile/index.ts";
import type { Tensor } from "../../tensor.ts";
import { growForest } from "./grow.ts";
import { scoreOnGpu } from "./score-on-gpu.ts";

const rows = 500;
const numbers = Float32Array.from({ length: 3 * rows }, (_, i) => (i % 7 === 0 ? 1e-42 : Math.sin(i * i)) * (i % 2 ? 1 : -1));

afterAll(async () => void (await setDevice("cpu")));

it("the shader walks as the loops do, to the last bit, in rows of any strides", async () => {
  const found: ArrayLike<number>[][] = [];
  for (const device of ["cpu", "webgpu"] as const) {
    await setDevice(device);
    const x = tensor(numbers, { shape: [rows, 3] });
    const { trees } = await growForest(x, { trees: 60, samples: 100, features: 3 }, new Philox(1));
    const gaps = tensor(numbers.with(4, NaN).with(100, Infinity).with(1499, -Infinity), { shape: [rows, 3] });
    const views: Tensor[] = [x, gaps, flip(x), transpose(tensor(numbers, { shape: [3, rows] })), tensor(numbers, { shape: [rows, 3], dtype: "float16" })];
    found.push([]);
    for (const view of views) found.at(-1)!.push((await (await scoreOnGpu("test", trees, view)).data()) as Float64Array);
  }
  expect(found[1]).toEqual(found[0]);
  expect(Array.from(found[1]![1]!).filter(Number.isNaN)).toHaveLength(3);
});

it("eight bytes a row are read", async () => {
  await setDevice("webgpu");
  const x = tensor(numbers, { shape: [rows, 3] });
  const { trees } = await growForest(x, { trees: 10, samples: 50, features: 3 }, new Philox(1));
  const { spans } = await profile(() => scoreOnGpu("test", trees, x));
  expect(spans.filter(({ kind }) => kind === "readback").map(({ bytes }) => bytes)).toEqual([8 * rows]);
});
