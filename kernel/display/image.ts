/** `image`: a tensor of pixels as a picture. */
import { MIME } from "../../cells/mime.ts";
import type { Tensor } from "../../ops/core.ts";
import type { CreateImage, ImageOptions } from "../globals/given.ts";
import type { Said } from "./kind.ts";
import { SHOW } from "./shown.ts";

/** Pictures smaller than this are enlarged on the page. */
const SMALL = 128;

export const image: CreateImage = (pixels, options = {}) => {
  const [height, width, channels = 1] = pixels.shape;
  if (!height || !width || pixels.ndim > 3 || ![1, 3, 4].includes(channels)) {
    throw new TypeError(`image: shape is not [h, w], [h, w, 3] or [h, w, 4]: [${pixels.shape.join(", ")}]`);
  }
  const picture = { width, height, [SHOW]: encode(pixels, width, height, channels as 1 | 3 | 4, options) };
  return picture;
};

async function encode(pixels: Tensor, width: number, height: number, channels: 1 | 3 | 4, options: ImageOptions): Promise<Said> {
  const [{ encode }, data] = await Promise.all([import("fast-png"), pixels.data()]);
  const [min, max] = rangeOf(data, pixels.dtype, channels, options);
  const scale = max > min ? 255 / (max - min) : 0;
  const bytes = Uint8ClampedArray.from(data as ArrayLike<number>, (value) => (value - min) * scale);
  const png = encode({ width, height, channels, depth: 8, data: bytes });
  const size = options.width ?? (width < SMALL ? width * Math.ceil(SMALL / width) : width);
  const metadata = { [MIME.png]: { width: size, height: Math.round((height * size) / width) } };
  return { data: { [MIME.png]: toBase64(png), [MIME.text]: `image ${width} x ${height}` }, metadata };
}

function rangeOf(data: ArrayLike<number>, dtype: string, channels: number, { min, max }: ImageOptions): [number, number] {
  if (dtype === "bool") return [min ?? 0, max ?? 1];
  if (/^u?int/.test(dtype)) return [min ?? 0, max ?? 255];
  if (channels > 1) return [min ?? 0, max ?? 1];
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < data.length; i++) {
    if (data[i]! < low) low = data[i]!;
    if (data[i]! > high) high = data[i]!;
  }
  return [min ?? low, max ?? high];
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
