/**
 * Which pixels make a pixel of a resized line, and with which weights. Positions are those of pixel centres (`align_corners=False` in torch): the
 * centre of result i lies at (i + 1/2) scale in the source, scale being the lengths' ratio.
 */

/** Weighted neighbours for every result along a line: `windows` holds pairs (first neighbour, how many), `weights` rows of `taps`. */
export interface Weights {
  readonly taps: number;
  readonly windows: Int32Array;
  readonly weights: Float64Array;
}

type Filter = (x: number) => number;

const sinc: Filter = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** Keys, "Cubic convolution interpolation" (1981), with the free number a. */
const cubic = (a: number): Filter => (x) => {
  const t = Math.abs(x);
  if (t < 1) return ((a + 2) * t - (a + 3)) * t * t + 1;
  return t < 2 ? (((t - 5) * t + 8) * t - 4) * a : 0;
};

/** Each with its support: how far from the centre it reaches, in pixels of the coarser grid. As Pillow has them. */
const filters = {
  box: { support: 0.5, filter: (x: number) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { support: 1, filter: (x: number) => Math.max(0, 1 - Math.abs(x)) },
  hamming: { support: 1, filter: (x: number) => (Math.abs(x) < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(Math.PI * x)) : 0) },
  bicubic: { support: 2, filter: cubic(-0.5) },
  lanczos3: { support: 3, filter: (x: number) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) },
} as const;

export type Interpolation = keyof typeof filters | "area" | "nearest" | "nearest-exact";

export const interpolations: readonly Interpolation[] = ["nearest", "nearest-exact", "bilinear", "bicubic", "lanczos3", "box", "hamming", "area"];

/** What mixes neighbours. */
export type Mixing = Exclude<Interpolation, "nearest" | "nearest-exact">;

/** The weights from `length` to `results` pixels. With antialias the filter is as wide as a pixel of the result, where that is wider. */
export function weightsFor(mode: Mixing, antialias: boolean, length: number, results: number): Weights {
  if (mode === "area") return areaWeights(length, results);
  if (!antialias && mode === "bilinear") return sampled(length, results, 2, (x) => Math.max(0, 1 - Math.abs(x)));
  if (!antialias && mode === "bicubic") return sampled(length, results, 4, cubic(-0.75));
  const { support, filter } = filters[mode];
  const scale = length / results;
  return filtered(length, results, filter, support, antialias ? Math.max(scale, 1) : 1);
}

/** As Pillow's `precompute_coeffs`: what lies outside the line has no weight, and the others share it. */
function filtered(length: number, results: number, filter: Filter, support: number, width: number): Weights {
  const scale = length / results;
  const reach = support * width;
  const table = emptyTable(results, Math.ceil(reach) * 2 + 1);
  for (let i = 0; i < results; i++) {
    const center = (i + 0.5) * scale;
    const first = Math.max(0, Math.trunc(center - reach + 0.5));
    const end = Math.min(length, Math.trunc(center + reach + 0.5));
    setRow(table, i, first, end - first, (k) => filter((first + k - center + 0.5) / width), true);
  }
  return table;
}

/** The `taps` pixels next to the place, as torch has them: those outside the line are the outermost one again. */
function sampled(length: number, results: number, taps: number, filter: Filter): Weights {
  const table = emptyTable(results, taps);
  for (let i = 0; i < results; i++) {
    const place = ((i + 0.5) * length) / results - 0.5;
    const base = Math.floor(place) - taps / 2 + 1;
    const first = Math.min(Math.max(base, 0), length - 1);
    const last = Math.min(Math.max(base + taps - 1, 0), length - 1);
    const row = Array.from({ length: last - first + 1 }, () => 0);
    for (let k = base; k < base + taps; k++) row[Math.min(Math.max(k, 0), length - 1) - first]! += filter(k - place);
    setRow(table, i, first, row.length, (k) => row[k]!, false);
  }
  return table;
}

/** The mean of every pixel that the result covers in part, as torch's adaptive average pooling. */
function areaWeights(length: number, results: number): Weights {
  const table = emptyTable(results, Math.ceil(length / results) + 1);
  for (let i = 0; i < results; i++) {
    const first = Math.floor((i * length) / results);
    setRow(table, i, first, Math.ceil(((i + 1) * length) / results) - first, () => 1, true);
  }
  return table;
}

function emptyTable(results: number, taps: number): Weights {
  return { taps, windows: new Int32Array(2 * results), weights: new Float64Array(results * taps) };
}

function setRow({ taps, windows, weights }: Weights, i: number, first: number, count: number, weight: (k: number) => number, share: boolean): void {
  windows[2 * i] = first;
  windows[2 * i + 1] = count;
  let sum = 0;
  for (let k = 0; k < count; k++) sum += weights[i * taps + k] = weight(k);
  if (share && sum !== 0) for (let k = 0; k < count; k++) weights[i * taps + k]! /= sum;
}

/** The pixel that stands for each result: the one at i times the scale ("nearest"), or at the centre of the result ("nearest-exact"), in float32 as torch. */
export function nearestPlaces(length: number, results: number, exact: boolean): Int32Array {
  const scale = Math.fround(length / results);
  const place = (i: number): number => Math.floor(Math.fround((exact ? i + 0.5 : i) * scale));
  return Int32Array.from({ length: results }, (_, i) => Math.min(place(i), length - 1));
}
