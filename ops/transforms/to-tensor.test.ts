import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import { ComputationError, DtypeError, ShapeError, ValidationError } from "../errors.ts";
import "../methods.ts";
import pictures from "./fixtures/pictures.json";
import { toImage, toTensor, type Picture } from "./to-tensor.ts";

const { height, width } = pictures;
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const files = Object.entries(pictures.pictures).map(([name, { file, rgba, grey }]) => ({ name, bytes: bytesOf(file), rgba, grey }));
const color = files.find(({ name }) => name === "color.png")!;

const without = (rgba: readonly number[]): number[] => rgba.filter((_, i) => i % 4 < 3);

describe("toTensor", () => {
  it.each(files)("reads $name as Pillow does", async ({ name, bytes, rgba, grey }) => {
    // Decoders of JPEG round differently: libjpeg's fast and slow transforms differ by as much.
    const tolerance = { rtol: 0, atol: name.endsWith("jpg") ? 3 : 0 };
    for (const file of [bytes, bytes.slice().buffer, new Blob([bytes as Uint8Array<ArrayBuffer>])]) {
      const four = await toTensor(file, { channels: 4, dtype: "uint8", layout: "HWC" });
      expect(four.shape).toEqual([height, width, 4]);
      toBeAllclose(await four.data(), rgba, tolerance);
    }
    toBeAllclose(await (await toTensor(bytes, { dtype: "uint8", layout: "HWC" })).data(), without(rgba), tolerance);
    toBeAllclose(await (await toTensor(bytes, { channels: 1, dtype: "uint8" })).data(), grey, tolerance);
  });

  it("gives float32 in [0, 1] with the channels first", async () => {
    const x = await toTensor(color.bytes);
    expect([x.dtype, ...x.shape]).toEqual(["float32", 3, height, width]);
    const planes = [0, 1, 2].flatMap((c) => color.rgba.filter((_, i) => i % 4 === c));
    expect(Array.from(await x.data())).toEqual(planes.map((byte) => Math.fround(byte / 255)));
  });

  it("takes pixels, and whatever looks like a canvas", async () => {
    const data = Uint8ClampedArray.from(color.rgba);
    const canvas = { width, height, getContext: () => ({ getImageData: () => ({ width, height, data }) }) };
    for (const picture of [{ width, height, data }, canvas]) expect(Array.from(await (await toTensor(picture, { dtype: "uint8", layout: "HWC" })).data())).toEqual(without(color.rgba));
  });

  it("refuses what is no picture", async () => {
    await expect(toTensor(new Uint8Array([71, 73, 70, 56]))).rejects.toThrow(/transforms\.toTensor: neither PNG nor JPEG: 4 bytes that begin with 47 49 46 38/);
    await expect(toTensor(new Uint8Array(0))).rejects.toThrow(ValidationError);
    await expect(toTensor(color.bytes.subarray(0, 60))).rejects.toThrow(ComputationError);
    await expect(toTensor("picture.png" as unknown as Picture)).rejects.toThrow(/not a picture: "picture.png"/);
    await expect(toTensor({ width: 2, height: 2, data: new Uint8Array(7) })).rejects.toThrow(/7 numbers are no picture of 2 x 2/);
    await expect(toTensor(color.bytes, { channels: 2 as never })).rejects.toThrow(/channels are not 1, 3 or 4: 2/);
    await expect(toTensor(color.bytes, { dtype: "int32" as never })).rejects.toThrow(DtypeError);
  });
});

describe("toImage", () => {
  it("is the way back", async () => {
    for (const layout of ["CHW", "HWC"] as const) {
      const image = toImage(await toTensor(color.bytes, { layout }), { layout });
      expect([image.dtype, ...image.shape]).toEqual(["uint8", height, width, 3]);
      expect(Array.from(await image.data())).toEqual(without(color.rgba));
    }
  });

  it("cuts what is no colour, and spreads grey", async () => {
    expect(await toImage(tensor([[-1, 0.5], [2, NaN]])).array()).toEqual([[[0, 0, 0], [128, 128, 128]], [[255, 255, 255], [0, 0, 0]]]);
  });

  it("refuses batches and other channels", () => {
    expect(() => toImage(tensor(new Float32Array(8), { shape: [2, 2, 2] }))).toThrow(ShapeError);
    expect(() => toImage(tensor(new Float32Array(12), { shape: [1, 3, 2, 2] }))).toThrow(/not one image/);
    expect(() => toImage(tensor(new Int32Array(4), { shape: [2, 2] }))).toThrow(DtypeError);
  });
});
