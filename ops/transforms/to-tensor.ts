/** Pictures to tensors, and back to what shows them. */
import { tensor } from "../creation.ts";
import { isFloat } from "../dtype.ts";
import { DtypeError, ShapeError, ValidationError } from "../errors.ts";
import { clamp, mul } from "../math/arithmetic.ts";
import { isnan, where } from "../math/comparison.ts";
import { round } from "../math/functions.ts";
import { astype, broadcastTo, expandDims, moveaxis } from "../math/manipulation.ts";
import { describeValue } from "../sample.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { decode, pixelsOfBitmap, pixelsOfSource } from "./decode.ts";
import { checkLayout, imageAxes, type LayoutOptions } from "./layout.ts";
import { channelsOf, toPixels, type Channels, type Pixels } from "./pixels.ts";
import { applied, expectTensor } from "./transform.ts";

/** What has width, height and RGBA bytes: `ImageData`, and what decoders give. */
interface PixelData {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** A canvas, in a page or not. */
interface Canvas {
  readonly width: number;
  readonly height: number;
  getContext(kind: "2d"): unknown;
}

/**
 * Pixels; in browsers a canvas, a bitmap, a frame of a camera or whatever else they make bitmaps of; or a file of PNG or JPEG (in browsers whatever they
 * show): a Blob, a File, or its bytes.
 */
export type Picture = PixelData | Canvas | ImageBitmapSource | ArrayBuffer | Uint8Array;

export interface ToTensorOptions extends LayoutOptions {
  /** float32 in [0, 1] (default), as torchvision's `ToTensor`, or uint8 as it is. */
  readonly dtype?: "float32" | "uint8";
  /** 1: grey as Pillow's "L"; 3 (default): without opacity, whatever it is; 4: with it. */
  readonly channels?: Channels;
}

/**
 * A picture as a tensor [channels, height, width], or [height, width, channels] with layout "HWC", on the current device. JPEG leaves decoders some freedom:
 * browsers and the decoder that runs elsewhere differ by a few steps of 255. Browsers turn photographs as their EXIF data says.
 * Throws `ValidationError` for what is no picture, `ComputationError` for a file that cannot be read.
 */
export async function toTensor(picture: Picture, { dtype = "float32", channels = 3, layout = "CHW" }: ToTensorOptions = {}): Promise<Tensor> {
  const op = "transforms.toTensor";
  checkLayout(op, layout);
  if (dtype !== "float32" && dtype !== "uint8") throw new DtypeError(op, `dtype is not float32 or uint8: ${String(dtype)}`, "convert it afterwards with transforms.convertDtype");
  if (channels !== 1 && channels !== 3 && channels !== 4) throw new ValidationError(op, `channels are not 1, 3 or 4: ${String(channels)}`);
  const pixels = await pixelsOf(op, picture);
  const bytes = channelsOf(pixels, channels, layout === "CHW");
  const { width, height } = pixels;
  return tensor(dtype === "uint8" ? bytes : Float32Array.from(bytes, (byte) => byte / 255), { shape: layout === "CHW" ? [channels, height, width] : [height, width, channels] });
}

async function pixelsOf(op: string, picture: Picture): Promise<Pixels> {
  if (picture instanceof Uint8Array || picture instanceof ArrayBuffer) return decode(op, new Uint8Array(picture as Uint8Array<ArrayBuffer>));
  if (typeof Blob === "function" && picture instanceof Blob) return decode(op, picture);
  const refusal = (): Error => new ValidationError(op, `not a picture: ${describeValue(picture)}`, "ImageData, a bitmap, a canvas, a Blob, or the bytes of a PNG or JPEG file");
  if (typeof picture !== "object" || picture === null) throw refusal();
  if ("data" in picture && "width" in picture) return toPixels(op, picture.width, picture.height, picture.data);
  if ("getContext" in picture) return pixelsOfCanvas(picture);
  if (typeof createImageBitmap === "function") return pixelsOfSource(picture, refusal);
  throw refusal();
}

function pixelsOfCanvas(canvas: Canvas): Pixels {
  const context = canvas.getContext("2d") as Partial<OffscreenCanvasRenderingContext2D> | null;
  if (typeof context?.getImageData === "function") return context.getImageData(0, 0, canvas.width, canvas.height) as Pixels;
  return pixelsOfBitmap(canvas as OffscreenCanvas); // drawn on by the GPU: it has no pixels of its own to give
}

/**
 * An image as uint8 [h, w, 3 or 4], which `image(...)` shows in a notebook: floats from [0, 1] are rounded to bytes, what lies outside becomes black
 * or white, NaN black; grey becomes three equal channels. Throws `ShapeError` for batches and other numbers of channels.
 */
export function toImage(x: Tensor, { layout = "CHW" }: LayoutOptions = {}): Tensor {
  const op = "transforms.toImage";
  checkLayout(op, layout);
  return applied(expectTensor(op, x), (image) => {
    const axes = imageAxes(op, image.shape, layout);
    if (image.ndim > 3 || ![1, 3, 4].includes(axes.channels)) throw new ShapeError(op, `not one image of 1, 3 or 4 channels: ${formatShape(image.shape)} as ${layout}`);
    if (!isFloat(image.dtype) && image.dtype !== "uint8") throw new DtypeError(op, `not floats or uint8: ${image.dtype}`, `convert it with transforms.convertDtype("uint8")`);
    const last = axes.channel === undefined ? expandDims(image, 2) : moveaxis(image, axes.channel, 2);
    const full = axes.channels === 1 ? broadcastTo(last, [axes.height, axes.width, 3]) : last;
    return image.dtype === "uint8" ? full : astype(round(mul(clamp(where(isnan(full), 0, full), 0, 1), 255)), "uint8");
  });
}
