/** Picture files as pixels: by the browser where there is one, which knows more formats and does not hold up the thread; elsewhere PNG and JPEG. */
import type { DecodedPng } from "fast-png";
import { ComputationError, ValidationError } from "../errors.ts";
import { toPixels, type Pixels } from "./pixels.ts";

/** Pixels of a file. Throws `ValidationError` for a format that is not known, `ComputationError` for a file that cannot be read. */
export async function decode(op: string, file: Blob | Uint8Array): Promise<Pixels> {
  if (typeof createImageBitmap === "function" && typeof OffscreenCanvas === "function") return decodeInBrowser(op, file);
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(await file.arrayBuffer());
  const decoder = startsWith(bytes, [0x89, 0x50, 0x4e, 0x47]) ? decodePng : startsWith(bytes, [0xff, 0xd8, 0xff]) ? decodeJpeg : undefined;
  if (decoder === undefined) throw new ValidationError(op, `neither PNG nor JPEG: ${bytes.length} bytes that begin with ${beginning(bytes)}`, "browsers read more formats");
  try {
    return await decoder(op, bytes);
  } catch (error) {
    throw unreadable(op, error);
  }
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean => signature.every((byte, i) => bytes[i] === byte);

const beginning = (bytes: Uint8Array): string => (bytes.length === 0 ? "nothing" : Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join(" "));

const unreadable = (op: string, error: unknown): ComputationError => new ComputationError(op, `the picture cannot be read: ${error instanceof Error ? error.message : String(error)}`);

function decodeInBrowser(op: string, file: Blob | Uint8Array): Promise<Pixels> {
  const blob = file instanceof Blob ? file : new Blob([file as Uint8Array<ArrayBuffer>]);
  return pixelsOfSource(blob, (error) => unreadable(op, error));
}

/** What a browser makes bitmaps of: files, frames of videos and cameras, elements of a page. `refusal` says what is wrong when it does not. */
export async function pixelsOfSource(source: ImageBitmapSource, refusal: (error: unknown) => Error): Promise<Pixels> {
  const bitmap = await createImageBitmap(source, { colorSpaceConversion: "none", premultiplyAlpha: "none" }).catch((error: unknown) => {
    throw refusal(error);
  });
  const pixels = pixelsOfBitmap(bitmap);
  bitmap.close();
  return pixels;
}

/** What a canvas can draw, as pixels. A canvas keeps colours times opacity, so the colours of pixels that are nearly transparent lose digits. */
export function pixelsOfBitmap(bitmap: ImageBitmap | OffscreenCanvas): Pixels {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

async function decodeJpeg(op: string, bytes: Uint8Array): Promise<Pixels> {
  const { default: jpeg } = await import("jpeg-js");
  const { width, height, data } = jpeg.decode(bytes, { useTArray: true, formatAsRGBA: true });
  return toPixels(op, width, height, data);
}

async function decodePng(op: string, bytes: Uint8Array): Promise<Pixels> {
  const { convertIndexedToRgb, decode } = await import("fast-png");
  const png = decode(bytes);
  const numbers = png.palette === undefined ? byteSamples(png) : convertIndexedToRgb(png);
  return withKey(toPixels(op, png.width, png.height, numbers), png);
}

/** Samples of 1 to 16 bits as bytes: fewer bits are spread over all of them, more lose the lower ones. */
function byteSamples({ width, height, depth, data }: DecodedPng): ArrayLike<number> {
  if (depth === 8) return data;
  if (depth === 16) return Uint8Array.from(data, (sample) => sample >> 8);
  const perByte = 8 / depth;
  const rowBytes = Math.ceil(width / perByte);
  const most = 2 ** depth - 1;
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const column = i % width;
    const byte = data[Math.floor(i / width) * rowBytes + Math.floor(column / perByte)]!;
    return (((byte >> (8 - depth * ((column % perByte) + 1))) & most) * 255) / most;
  });
}

/** A picture without opacity may name one colour that is transparent. */
function withKey(pixels: Pixels, { palette, transparency, depth, channels, data }: DecodedPng): Pixels {
  if (palette !== undefined || transparency === undefined || transparency.length === 0 || depth < 8) return pixels;
  const isKey = (i: number): boolean => transparency.every((sample, c) => data[i * channels + c] === sample);
  for (let i = 0; i < pixels.width * pixels.height; i++) if (isKey(i)) pixels.data[4 * i + 3] = 0;
  return pixels;
}
