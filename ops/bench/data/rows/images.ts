/** Pictures made ready for a model. */
import resizeWith from "@jsquash/resize";
import { tensor, transforms } from "../../../index.ts";
import { prepare as prepareImage } from "../baseline/pipeline.ts";
import { Random } from "../baseline/random.ts";
import { resizeBytes, resizeFloats } from "../baseline/resize.ts";
import { onGpu } from "../gpu.ts";
import { entry, read, tessera, type Prepared } from "../row.ts";

const [height, width, side] = [768, 1024, 224];

/** Soft shapes with noise: neither flat nor only noise. */
function pixels(size: number): Uint8Array {
  const random = new Random(6);
  return Uint8Array.from({ length: size }, (_, i) => Math.min(255, Math.max(0, 128 + 80 * Math.sin(i / 700) + 30 * random.normal())));
}

/** A pixel by its definition, in float64: the triangle of both axes at once. */
function pixelOf(x: ArrayLike<number>, [rows, columns]: readonly [number, number], at: (row: number, column: number) => number, row: number, column: number): number {
  const weights = (i: number, scale: number, length: number): [place: number, weight: number][] => {
    const center = (i + 0.5) * scale;
    return Array.from({ length }, (_, j): [number, number] => [j, Math.max(0, 1 - Math.abs((j + 0.5 - center) / Math.max(scale, 1)))]).filter(([, weight]) => weight > 0);
  };
  let [sum, total] = [0, 0];
  for (const [r, a] of weights(row, rows / side, rows)) {
    for (const [c, b] of weights(column, columns / side, columns)) {
      sum += a * b * x[at(r, c)]!;
      total += a * b;
    }
  }
  return sum / total;
}

const places = Array.from({ length: 200 }, (_, i) => [(i * 31) % side, (i * 87) % side] as const);

async function prepareFloats(): Promise<Prepared> {
  const x = Float32Array.from(pixels(3 * height * width), (value) => value / 255);
  const ours = tensor(x, { shape: [3, height, width] });
  const resize = transforms.resize([side, side]);
  const expected = places.map(([row, column]) => pixelOf(x, [height, width], (r, c) => (height + r) * width + c, row, column));
  const someOf = (image: ArrayLike<number>): number => Math.max(...places.map(([row, column], i) => Math.abs(image[(side + row) * side + column]! - expected[i]!)));
  const check = { tolerance: 4e-6 };
  return [
    tessera(() => resize.apply(ours), read, someOf, check),
    ...(await onGpu(ours, (x) => tessera(() => resize.apply(x), read, someOf, check))),
    entry("plain", () => resizeFloats(x, [3, height, width], [side, side]), (image) => image, someOf, check),
  ];
}

async function prepareBytes(): Promise<Prepared> {
  const x = pixels(height * width * 3);
  const ours = tensor(x, { shape: [height, width, 3] });
  const resize = transforms.resize([side, side], { layout: "HWC" });
  const expected = places.map(([row, column]) => pixelOf(x, [height, width], (r, c) => (r * width + c) * 3 + 1, row, column));
  // Rounded twice, a byte may be one off.
  const someOf = (channels: number) => (image: ArrayLike<number>): number => Math.max(...places.map(([row, column], i) => Math.abs(image[(row * side + column) * channels + 1]! - expected[i]!)));
  const opaque = new Uint8ClampedArray(height * width * 4).fill(255);
  for (let i = 0; i < height * width; i++) for (let channel = 0; channel < 3; channel++) opaque[4 * i + channel] = x[3 * i + channel]!;
  const picture = new ImageData(opaque, width, height);
  const check = { tolerance: 1.01 };
  const settings = { width: side, height: side, method: "triangle", fitMethod: "stretch", premultiply: false, linearRGB: false } as const;
  return [
    tessera(() => resize.apply(ours), read, someOf(3), check),
    ...(await onGpu(ours, (x) => tessera(() => resize.apply(x), read, someOf(3), check))),
    entry("plain", () => resizeBytes(x, [height, width, 3], [side, side]), (image) => image, someOf(3), check),
    entry("@jsquash/resize (with alpha)", () => resizeWith(picture, settings), ({ data }) => data, someOf(4), check),
  ];
}

async function preparePipeline(): Promise<Prepared> {
  const [count, shape] = [64, [360, 480]] as const;
  const size = 3 * shape[0] * shape[1];
  const x = pixels(count * size);
  const ours = tensor(x, { shape: [count, 3, ...shape] });
  const stages = [transforms.resize(256), transforms.centerCrop(side), transforms.convertDtype("float32"), transforms.normalize()];
  const pipeline = transforms.pipeline(stages, { cache: false });
  const all = (): Float32Array[] => Array.from({ length: count }, (_, i) => prepareImage(x.subarray(i * size, (i + 1) * size), shape, 256, side));
  const expected = all();
  // A byte that is rounded the other way, after normalization.
  const check = { tolerance: 1.01 / 255 / 0.224 };
  return [
    tessera(() => pipeline.applyBatch(ours), read, joined(expected), check),
    ...(await onGpu(ours, (x) => tessera(() => pipeline.applyBatch(x), read, joined(expected), check))),
    entry("plain", all, joined, joined(expected), check),
  ];
}

function joined(images: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(images.length * images[0]!.length);
  images.forEach((image, i) => all.set(image, i * image.length));
  return all;
}

export const prepare = { resize32: prepareFloats, resize8: prepareBytes, pipeline: preparePipeline };
