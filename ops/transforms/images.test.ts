import { afterAll, describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { DtypeError, MemoryError, ShapeError, ValidationError } from "../errors.ts";
import { permute } from "../math/manipulation.ts";
import { slice } from "../math/slice.ts";
import "../methods.ts";
import type { Tensor } from "../tensor.ts";
import { adjustBrightness, adjustContrast, adjustSaturation, grayscale } from "./color.ts";
import { convertDtype } from "./convert-dtype.ts";
import { centerCrop, crop } from "./crop.ts";
import images from "./fixtures/images.json";
import { adjustHue } from "./hue.ts";
import type { LayoutOptions } from "./layout.ts";
import { normalize } from "./normalize.ts";
import { pad, type Padding, type PadMode } from "./pad.ts";
import type { ImageTransform } from "./transform.ts";

const { height, width } = images;
const floats = (): Tensor => tensor(Float32Array.from(images.floats), { shape: [3, height, width] });
const bytes = (): Tensor => tensor(Uint8Array.from(images.bytes), { shape: [3, height, width] });
const inputs = { floats, bytes };

/** The transform's result on [c, h, w], having found the same on [h, w, c]. */
async function resultOf(make: (options: LayoutOptions) => ImageTransform, x: Tensor): Promise<Tensor> {
  const result = make({ layout: "CHW" }).apply(x);
  const last = make({ layout: "HWC" }).apply(permute(x, [1, 2, 0]));
  expect(await permute(last, [2, 0, 1]).data()).toEqual(await result.data());
  return result;
}

const adjustments = { adjustBrightness, adjustContrast, adjustSaturation, adjustHue };

for (const device of ["cpu", "wasm"] as const) {
  describe(`transforms of images on ${device}`, () => {
    it("normalize as torchvision does", async () => {
      await setDevice(device);
      const result = await resultOf(({ layout }) => normalize({ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], layout: layout! }), floats());
      toBeAllclose(await result.data(), images.normalize, { rtol: 1e-6, atol: 1e-6 });
    });

    it.each(images.centerCrop)("crop the middle to $size, padding where it is larger", async ({ size, output }) => {
      await setDevice(device);
      const result = await resultOf((options) => centerCrop(size as [number, number], options), slice(bytes(), [0, 1]));
      expect(result.shape).toEqual([1, ...size]);
      expect(Array.from(await result.data())).toEqual(output);
    });

    it.each(images.pad)("pad by $padding with $mode", async ({ padding, mode, output }) => {
      await setDevice(device);
      const result = await resultOf(({ layout }) => pad(padding as Padding, { mode: mode as PadMode, fill: 9, layout: layout! }), slice(bytes(), [0, 1]));
      expect(Array.from(await result.data())).toEqual(output);
    });

    it("turn to grey with torchvision's weights", async () => {
      await setDevice(device);
      toBeAllclose(await (await resultOf(grayscale, floats())).data(), images.grayscale.floats, { rtol: 1e-6, atol: 1e-7 });
      expect(Array.from(await (await resultOf(grayscale, bytes())).data())).toEqual(images.grayscale.bytes);
      const three = grayscale({ channels: 3 }).apply(bytes());
      expect(Array.from(await three.data())).toEqual([...images.grayscale.bytes, ...images.grayscale.bytes, ...images.grayscale.bytes]);
    });

    it.each(images.colors)("$name by $factor on $input", async ({ name, factor, input, output }) => {
      await setDevice(device);
      const part = slice(inputs[input as keyof typeof inputs](), null, [2, 9], [3, 11]);
      const result = await resultOf((options) => adjustments[name as keyof typeof adjustments](factor, options), part);
      expect(result.dtype).toBe(part.dtype);
      // Bytes are cut, not rounded: one that ends near a whole number may come to either side of it, for torch fuses products with sums.
      toBeAllclose(await result.data(), output, { rtol: 0, atol: input === "floats" ? 2e-6 : name === "adjustBrightness" ? 0 : 1 });
    });

    it.each(images.conversions)("convert $from to $to", async ({ from, to, input, output }) => {
      await setDevice(device);
      const result = convertDtype(to as "uint8").apply(tensor(input, { dtype: from as "uint8" }));
      expect(result.dtype).toBe(to);
      toBeAllclose(await result.data(), output, { rtol: 1e-6, atol: 1e-7 });
    });
  });
}

afterAll(async () => void (await setDevice("cpu")));

describe("transforms of images", () => {
  it("crop what was padded back to the image", async () => {
    for (const mode of ["constant", "edge", "replicate", "reflect", "symmetric"] as const) {
      const around = pad([1, 2, 3, 4], { mode }).apply(bytes());
      expect(around.shape).toEqual([3, height + 6, width + 4]);
      expect(await crop({ top: 2, left: 1, height, width }).apply(around).data()).toEqual(await bytes().data());
    }
  });

  it("do to a batch what they do to each image", async () => {
    const batch = tensor(Float32Array.from([...images.floats, ...images.floats.map((x) => 1 - x)]), { shape: [2, 3, height, width] });
    const all = [normalize(), centerCrop(9), crop({ top: 1, left: 2, height: 3, width: 4 }), pad(2), grayscale(), adjustContrast(0.5), adjustSaturation(2), adjustHue(0.1), convertDtype("uint8")];
    for (const transform of all) {
      const together = transform.apply(batch);
      for (const i of [0, 1]) expect(await slice(together, i).data(), transform.name).toEqual(await transform.apply(slice(batch, i)).data());
    }
  });

  it("take a batch of no images", async () => {
    const none = tensor(new Float32Array(0), { shape: [0, 3, 8, 9] });
    const all = [normalize(), crop({ top: 1, left: 2, height: 3, width: 4 }), pad(2), pad(2, { mode: "reflect" }), pad(2, { mode: "symmetric" }), centerCrop(12), grayscale(), adjustContrast(0.5), adjustSaturation(2), adjustHue(0.1), convertDtype("uint8")];
    for (const transform of all) {
      const result = transform.apply(none);
      expect(result.shape[0], transform.name).toBe(0);
      expect(await result.data(), transform.name).toHaveLength(0);
    }
  });

  it("give a tensor of its own even where nothing changes", async () => {
    const x = bytes();
    for (const transform of [pad(0), centerCrop([height, width]), convertDtype("uint8")]) transform.apply(x).dispose();
    expect((await x.data()).length).toBe(3 * height * width);
  });

  it("refuse what they cannot do", () => {
    const image = floats();
    expect(() => normalize({ mean: 0, std: 0 })).toThrow(/transforms\.normalize: invalid std: 0/);
    expect(() => normalize({ mean: [0, NaN, 0] })).toThrow(/invalid mean: NaN/);
    expect(() => normalize({ mean: [0, 0], std: [1, 1] }).apply(image)).toThrow(/mean has 2 numbers for 3 channels: \[3, 13, 17\] as CHW/);
    expect(() => normalize({ layout: "HWC" }).apply(image)).toThrow(ShapeError);
    expect(() => normalize().apply(bytes())).toThrow(DtypeError);
    expect(() => centerCrop(0)).toThrow(ValidationError);
    expect(() => crop({ top: 0, left: 0, height: 14, width: 3 }).apply(image)).toThrow(/14 x 3 from \(0, 0\) is not inside the image: 13 x 17/);
    expect(() => crop({ top: -1, left: 0, height: 1, width: 3 })).toThrow(ValidationError);
    expect(() => pad(-1)).toThrow(/invalid padding: -1/);
    expect(() => pad([1, 2, 3] as never)).toThrow(ValidationError);
    expect(() => pad(1, { mode: "wrap" as never })).toThrow(/unknown mode: wrap/);
    expect(() => pad(13, { mode: "reflect" }).apply(image)).toThrow(/mode reflect cannot add 13 pixels, at most 12/);
    for (const mode of ["constant", "edge"] as const) expect(() => pad(2 ** 25, { mode }).apply(image)).toThrow(MemoryError);
    expect(() => centerCrop(2 ** 25).apply(image)).toThrow(MemoryError);
    expect(() => grayscale().apply(tensor(new Float32Array(8), { shape: [2, 2, 2] }))).toThrow(/not 1 or 3 channels/);
    expect(() => adjustBrightness(-0.1)).toThrow(/invalid factor: -0.1/);
    expect(() => adjustContrast(NaN)).toThrow(ValidationError);
    expect(() => adjustHue(0.6)).toThrow(/from|invalid factor: 0.6/);
    expect(() => convertDtype("float" as never)).toThrow(DtypeError);
    expect(() => convertDtype("int32").apply(image)).toThrow(/float32 has not enough digits for int32/);
  });
});
