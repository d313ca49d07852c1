import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import "../methods.ts";
import pictures from "./fixtures/pictures.json";
import { toTensor } from "./to-tensor.ts";

const { height, width } = pictures;
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

describe("toTensor in a browser", () => {
  it.each(Object.entries(pictures.pictures))("reads %s as elsewhere", async (name, { file, rgba }) => {
    const x = await toTensor(bytesOf(file), { channels: 4, dtype: "uint8", layout: "HWC" });
    expect(x.shape).toEqual([height, width, 4]);
    // A canvas keeps colours times opacity: below a third of it, a step of colour is three or more. Decoders of JPEG round differently.
    toBeAllclose(await x.data(), rgba, { rtol: 0, atol: name === "alpha.png" || name.endsWith("jpg") ? 3 : 0 });
  });

  it("reads a Blob, a bitmap, a frame and a canvas alike", async () => {
    const { file, rgba } = pictures.pictures["color.png"];
    const blob = new Blob([bytesOf(file)], { type: "image/png" });
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")!.drawImage(bitmap, 0, 0);
    const rgb = rgba.filter((_, i) => i % 4 < 3);
    const frame = new VideoFrame(canvas, { timestamp: 0 });
    for (const picture of [blob, bitmap, frame, canvas]) {
      expect(Array.from(await (await toTensor(picture, { dtype: "uint8", layout: "HWC" })).data())).toEqual(rgb);
    }
    frame.close();
  });

  it("says that a file cannot be read", async () => {
    await expect(toTensor(new Uint8Array([1, 2, 3]))).rejects.toThrow(/transforms\.toTensor: the picture cannot be read/);
    await expect(toTensor({} as never)).rejects.toThrow(/transforms\.toTensor: not a picture: an Object/);
  });
});
