/** Images and rows on a GPU: as on wasm, and they stay there. */
import { afterAll, describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { dataCalls, numbers, type Given } from "../conformance/data-calls.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { astype, permute } from "../math/manipulation.ts";
import { flip } from "../math/rearrange.ts";
import { slice } from "../math/slice.ts";
import "../methods.ts";
import { profile } from "../profile/index.ts";
import type { Tensor } from "../tensor.ts";
import { centerCrop } from "./crop.ts";
import { interpolations } from "./filters.ts";
import { normalize } from "./normalize.ts";
import { pipeline } from "./pipeline.ts";
import { polynomial, type PolynomialOptions } from "./polynomial.ts";
import { resize, type ResizeOptions } from "./resize.ts";

const [height, width] = [23, 31];
const images = Float32Array.from({ length: 2 * 3 * height * width }, (_, i) => (Math.sin(i * i) + 1) / 2);

afterAll(async () => void (await setDevice("cpu")));

/** Of two images [2, 3, 23, 31] on the device. */
async function on(device: "wasm" | "webgpu", make: (x: Tensor) => Tensor | Promise<Tensor>): Promise<Tensor> {
  expect(await setDevice(device)).toBe(device);
  const result = await make(tensor(images, { shape: [2, 3, height, width] }));
  expect(result.device).toBe(device);
  return result;
}

async function expectAlike(make: (x: Tensor) => Tensor | Promise<Tensor>): Promise<void> {
  const [expected, actual] = [await on("wasm", make), await on("webgpu", make)];
  expect(actual.shape).toEqual(expected.shape);
  expect(actual.dtype).toBe(expected.dtype);
  // Bytes are whole numbers on both. Floats: a few roundings of float32.
  toBeAllclose(await actual.data(), await expected.data(), { rtol: 0, atol: actual.dtype === "uint8" ? 0 : 4e-6 });
}

const bytes = (x: Tensor): Tensor => astype(x.mul(255), "uint8");

describe("resize on webgpu", () => {
  for (const interpolation of interpolations) {
    for (const antialias of [true, false]) {
      it(`gives what it gives on wasm: ${interpolation}${antialias ? ", antialias" : ""}`, async () => {
        const resized = (size: readonly [number, number], options: ResizeOptions = {}) => resize(size, { interpolation, antialias, ...options });
        for (const size of [[9, 40], [50, 7], [23, 16]] as const) {
          await expectAlike((x) => resized(size).apply(x));
          await expectAlike((x) => resized(size).apply(bytes(x)));
        }
        await expectAlike((x) => resized([9, 40], { layout: "HWC" }).apply(permute(x, [0, 2, 3, 1]).add(0)));
        await expectAlike((x) => resized([40, 9], { layout: "HWC" }).apply(bytes(permute(x, [0, 2, 3, 1]))));
      });
    }
  }

  it("takes windows on images, of any strides", async () => {
    await expectAlike((x) => resize([40, 9]).apply(permute(x, [1, 0, 3, 2])));
    await expectAlike((x) => resize([40, 9]).apply(flip(slice(x, null, null, [2, 21, 3], [1, null]), [2])));
    await expectAlike((x) => resize([40, 9]).apply(slice(bytes(x), 1, null, [1, 20], [3, 30, 2])));
  });

  it("takes batches beyond the workgroups of one dimension", async () => {
    await expectAlike((x) => resize([1500, 1500]).apply(slice(x, 0, [0, 2])));
  });

  it("lets a filter overshoot no further than a byte", async () => {
    await expectAlike((x) => resize([5, 90], { interpolation: "lanczos3" }).apply(astype(x.gt(0.5), "uint8").mul(255)));
  });

  it("rounds halves, and other integers within their bounds", async () => {
    await expectAlike((x) => resize([40, 9], { interpolation: "bicubic" }).apply(astype(x, "float16")));
    await expectAlike((x) => resize([40, 9], { interpolation: "bicubic" }).apply(astype(x.mul(1000), "int16")));
  });

  it("spreads NaN no further than the filter reaches", async () => {
    const data = await (await on("webgpu", () => resize([1, 16]).apply(tensor([Array.from({ length: 32 }, (_, i) => (i === 3 ? NaN : 1))])))).data();
    expect(Array.from(data, Number.isNaN)).toEqual(Array.from({ length: 16 }, (_, i) => i === 1 || i === 2));
  });
});

/** How often something was read back from the GPU. */
async function readbacks(work: () => unknown): Promise<number> {
  const { spans } = await profile(work);
  return spans.filter(({ kind }) => kind === "readback").length;
}

describe("what lies on webgpu", () => {
  it("goes through a pipeline without being read back, and is what it is on wasm", async () => {
    const pipe = pipeline([resize(20), centerCrop(18), normalize({ mean: [0.5, 0.4, 0.3], std: [0.25, 0.5, 0.125] })], { cache: false });
    await on("webgpu", async (x) => {
      let made = x;
      expect(await readbacks(async () => void (made = await pipe.apply(x)))).toBe(0);
      expect(await readbacks(() => made.data())).toBe(1);
      return made;
    });
    const [expected, actual] = [await on("wasm", (x) => pipe.apply(x)), await on("webgpu", (x) => pipe.apply(x))];
    expect(actual.shape).toEqual([2, 3, 18, 18]);
    toBeAllclose(await actual.data(), await expected.data(), { rtol: 0, atol: 4e-6 / 0.125 });
  });

  // What learns reads its numbers, for it learns in float64; so does what counts categories, and what tells the row that it refuses.
  const reading = ["impute", "minMax", "normalizeRows", "oneHot", "ordinal", "pipeline of features", "power", "robust", "standardise"];
  const staying = dataCalls.filter(([name]) => name.startsWith("transforms.") && !reading.includes(name.slice("transforms.".length)));

  it.each(staying)("is not read back by %s", async (_, call) => {
    await setDevice("webgpu");
    const [image, rows] = [tensor(numbers.image, { dtype: "float32" }), tensor(numbers.rows, { dtype: "float32" })];
    expect(await readbacks(() => call({ image, rows } as unknown as Given))).toBe(0);
  });
});

it("the profiler tells of a shader as of a kernel", async () => {
  await setDevice("webgpu");
  const x = tensor(numbers.image, { dtype: "float32" });
  const { spans } = await profile(() => resize(4).apply(x));
  expect(spans.filter(({ kind }) => kind === "kernel").map(({ name }) => name)).toEqual(["transforms.resize", "transforms.resize"]);
  expect(spans.some(({ kind }) => kind === "host")).toBe(false);
});

describe("products of features on webgpu", () => {
  const cases: (PolynomialOptions & { digits: number })[] = [{ digits: 0 }, { includeBias: false, interactionOnly: true, digits: 0 }, { degree: 5, digits: 5 * 2 ** -24 }, { degree: 1, digits: 0 }];
  it.each(cases)("are those of wasm: $degree $interactionOnly $includeBias", async ({ digits, ...options }) => {
    const found: ArrayLike<number>[] = [];
    for (const device of ["wasm", "webgpu"] as const) {
      await setDevice(device);
      const rows = tensor(images.subarray(0, 40 * 4), { shape: [40, 4] });
      found.push((await polynomial(options).apply(flip(rows)).data()) as Float32Array);
    }
    toBeAllclose(found[1]!, found[0]!, { rtol: digits }); // each factor rounds, by half of the last digit
  });
});
