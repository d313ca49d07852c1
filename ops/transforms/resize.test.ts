import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { DtypeError, MemoryError, ShapeError, ValidationError } from "../errors.ts";
import "../methods.ts";
import { astype, permute, reshape } from "../math/manipulation.ts";
import type { Tensor } from "../tensor.ts";
import type { Interpolation } from "./filters.ts";
import images from "./fixtures/images.json";
import { resize } from "./resize.ts";

const { height, width } = images;
const floats = (): Tensor => tensor(Float32Array.from(images.floats), { shape: [3, height, width] });
const bytes = (): Tensor => tensor(Uint8Array.from(images.bytes), { shape: [3, height, width] });
const grey = (): Tensor => tensor(Float32Array.from(images.floats.slice(0, height * width)), { shape: [1, height, width] });

const inputs = { grey, bytes };

/** Channels last, transformed there, and first again. */
function onChannelsLast(x: Tensor, size: readonly [number, number], interpolation: Interpolation, antialias: boolean): Tensor {
  return permute(resize(size, { interpolation, antialias, layout: "HWC" }).apply(permute(x, [1, 2, 0])), [2, 0, 1]);
}

for (const device of ["cpu", "wasm"] as const) {
  describe(`resize on ${device}`, () => {
    for (const { by, input, size, mode, antialias, output } of images.resize) {
      it(`gives what ${by} gives: ${input} to [${size.join(", ")}], ${mode}${antialias ? ", antialias" : ""}`, async () => {
        await setDevice(device);
        const x = inputs[input as "grey" | "bytes"]();
        const target = size as unknown as readonly [number, number];
        for (const result of [resize(target, { interpolation: mode as Interpolation, antialias }).apply(x), onChannelsLast(x, target, mode as Interpolation, antialias)]) {
          expect(result.shape).toEqual([x.shape[0], ...size]);
          expect(result.dtype).toBe(x.dtype);
          // Bytes are Pillow's own; torch keeps weights of 16 bits, which may turn a half the other way. Floats: a few roundings of float32.
          const atol = input === "grey" ? 4e-6 : by === "Pillow" || mode.startsWith("nearest") ? 0 : 1;
          toBeAllclose(await result.data(), output, { rtol: 0, atol });
        }
      });
    }

    it("takes batches, float64, and axes in any order", async () => {
      await setDevice(device);
      const single = resize([9, 30]).apply(floats());
      const batch = reshape(tensor(Float32Array.from([...images.floats, ...images.floats])), [2, 3, height, width]);
      toBeAllclose(await resize([9, 30]).apply(batch).data(), [...(await single.data()), ...(await single.data())], { rtol: 0 });
      const wide = resize([9, 30]).apply(astype(floats(), "float64"));
      expect(wide.dtype).toBe("float64");
      toBeAllclose(await wide.data(), await single.data(), { rtol: 0, atol: 1e-6 });
      const turned = permute(resize([30, 9]).apply(permute(floats(), [0, 2, 1])), [0, 2, 1]);
      toBeAllclose(await turned.data(), await single.data(), { rtol: 0, atol: 1e-6 });
    });

    it("keeps an image that has the size already, and a constant one constant", async () => {
      await setDevice(device);
      const modes: Interpolation[] = ["nearest", "nearest-exact", "bilinear", "bicubic", "lanczos3", "box", "hamming", "area"];
      for (const interpolation of modes) {
        for (const x of [floats(), bytes()]) expect(await resize([height, width], { interpolation }).apply(x).data()).toEqual(await x.data());
      }
      const lengths = fc.integer({ min: 1, max: 40 });
      await fc.assert(
        fc.asyncProperty(lengths, lengths, lengths, lengths, fc.constantFrom(...modes), fc.boolean(), async (h, w, newH, newW, interpolation, antialias) => {
          const x = tensor(new Uint8Array(h * w).fill(77), { shape: [h, w] });
          const result = resize([newH, newW], { interpolation, antialias }).apply(x);
          expect(new Set(await result.data())).toEqual(new Set([77]));
        }),
        { numRuns: 100 },
      );
    });
  });
}

afterAll(async () => void (await setDevice("cpu")));

describe("resize", () => {
  it.each(images.sizes)("makes the shorter edge of $image as long as $size", ({ image: [h, w], size, maxSize, output }) => {
    const x = tensor(new Uint8Array(h! * w!), { shape: [h!, w!] });
    expect(resize(size, { interpolation: "nearest", ...(maxSize !== null && { maxSize }) }).apply(x).shape).toEqual(output);
  });

  it("lets nothing overshoot what the dtype holds", async () => {
    const edge = tensor(new Uint16Array([0, 0, 0, 65535, 65535, 65535]), { shape: [1, 6] });
    const data = await resize([1, 60], { interpolation: "bicubic" }).apply(edge).data();
    expect(data).toBeInstanceOf(Uint16Array);
    for (let i = 1; i < data.length; i++) if (Math.abs(i - 30) < 10) expect(data[i]! - data[i - 1]!).toBeGreaterThanOrEqual(-8000);
    expect(Math.min(...data.slice(0, 15))).toBe(0);
    expect(Math.min(...data.slice(45))).toBeGreaterThan(60000);
  });

  it("spreads NaN no further than the filter reaches", async () => {
    const x = tensor(Float32Array.from({ length: 32 }, (_, i) => (i === 3 ? NaN : 1)), { shape: [1, 32] });
    const data = await resize([1, 16]).apply(x).data();
    expect(Array.from(data, Number.isNaN)).toEqual(Array.from({ length: 16 }, (_, i) => i === 1 || i === 2));
  });

  it("takes a batch of no images", () => {
    expect(resize([4, 5]).apply(tensor(new Float32Array(0), { shape: [0, 3, 8, 8] })).shape).toEqual([0, 3, 4, 5]);
  });

  it("refuses sizes, modes and images that make no sense", () => {
    expect(() => resize(0)).toThrow(/transforms\.resize: invalid size: 0/);
    for (const size of [-1, 2.5, NaN, Infinity, [3], [3, 0], "3", null]) expect(() => resize(size as number)).toThrow(ValidationError);
    expect(() => resize(3, { interpolation: "cubic" as never })).toThrow(/unknown interpolation: cubic/);
    expect(() => resize(3, { layout: "NCHW" as never })).toThrow(/unknown layout: NCHW/);
    expect(() => resize(3, { antialias: 1 as never })).toThrow(ValidationError);
    expect(() => resize(3, { maxSize: 3 })).toThrow(/maxSize is not a whole number above the size, 3: 3/);
    expect(() => resize([3, 4], { maxSize: 9 })).toThrow(/maxSize needs a single size/);
    expect(() => resize(3).apply(tensor([1, 2]))).toThrow(/transforms\.resize: not an image: \[2\]/);
    expect(() => resize(3).apply([[1]] as never)).toThrow(/not a tensor: an array of 1/);
    expect(() => resize(3).apply(tensor([[true]]))).toThrow(DtypeError);
    expect(() => resize(3).apply(tensor(new Float32Array(0), { shape: [3, 0, 4] }))).toThrow(ShapeError);
    expect(() => resize([2 ** 25, 2 ** 25]).apply(tensor([[1]]))).toThrow(MemoryError);
  });

  it("is data", () => {
    expect(JSON.parse(JSON.stringify(resize(224)))).toEqual({ name: "resize", size: 224, interpolation: "bilinear", antialias: true, layout: "CHW" });
  });
});
