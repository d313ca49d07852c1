/** Pictures as bytes: red, green, blue and opacity of each pixel, from the upper left on, as `ImageData` has them. */
import { ValidationError } from "../errors.ts";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Four for each pixel. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** What is taken of each pixel: its grey, its colour, or its colour and opacity. */
export type Channels = 1 | 3 | 4;

/** What writes the channels of one pixel: from `at` of RGBA bytes, to `to`, `step` apart. */
type Write = (data: ArrayLike<number>, at: number, out: Uint8Array, to: number, step: number) => void;

/** Grey as ITU-R 601 has it, in the whole numbers of Pillow's `convert("L")`. */
const greyOf = (data: ArrayLike<number>, at: number): number => (data[at]! * 19595 + data[at + 1]! * 38470 + data[at + 2]! * 7471 + 0x8000) >> 16;

const writers: Record<Channels, Write> = {
  1: (data, at, out, to) => void (out[to] = greyOf(data, at)),
  3: (data, at, out, to, step) => {
    for (let c = 0; c < 3; c++) out[to + c * step] = data[at + c]!;
  },
  4: (data, at, out, to, step) => {
    for (let c = 0; c < 4; c++) out[to + c * step] = data[at + c]!;
  },
};

/** The channels of all pixels: one plane after the other, or pixel by pixel. */
export function channelsOf({ width, height, data }: Pixels, channels: Channels, planes: boolean): Uint8Array {
  const count = width * height;
  const out = new Uint8Array(count * channels);
  const [pixelStep, channelStep] = planes ? [1, count] : [channels, 1];
  const write = writers[channels];
  for (let i = 0; i < count; i++) write(data, 4 * i, out, i * pixelStep, channelStep);
  return out;
}

/** Pixels of 1 (grey), 2 (grey and opacity), 3 or 4 numbers as four bytes each. `numbers` are bytes. Throws `ValidationError` for other counts. */
export function toPixels(op: string, width: number, height: number, numbers: ArrayLike<number>): Pixels {
  const count = width * height;
  const channels = count === 0 ? 4 : numbers.length / count;
  if (![1, 2, 3, 4].includes(channels)) throw new ValidationError(op, `${numbers.length} numbers are no picture of ${width} x ${height}`);
  if (channels === 4 && (numbers instanceof Uint8Array || numbers instanceof Uint8ClampedArray)) return { width, height, data: numbers };
  const data = new Uint8ClampedArray(4 * count).fill(255);
  const colors = channels < 3 ? 1 : 3;
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) data[4 * i + c] = numbers[i * channels + (colors === 1 ? 0 : c)]!;
    if (channels > colors) data[4 * i + 3] = numbers[i * channels + colors]!;
  }
  return { width, height, data };
}
