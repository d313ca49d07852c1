/** The matrix profile: how far each window of a series is from the one most like it. Yeh et al., "Matrix profile I" (2016). */
import { ValidationError } from "../../errors.ts";
import { astype } from "../../math/manipulation.ts";
import type { Sample } from "../../sample.ts";
import { keepScope, scope } from "../../scope.ts";
import type { Tensor } from "../../tensor.ts";
import { nextTurn } from "../../turn.ts";
import { checkCount, readSeries, seriesTensor } from "./series.ts";
import { comparisonOf, windowsOf, type Best, type Windows } from "./windows.ts";

export interface MatrixProfileOptions {
  /** Observations of a window, 3 or more. */
  readonly window: number;
  /** Windows that start no further apart than this are not compared: they are alike because they overlap. Default: a quarter of the window, rounded up. */
  readonly exclusion?: number;
  /** Told now and then how much is done, in cells of the matrix of all windows. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface MatrixProfile {
  /** z-normalised Euclidean distances, float64 [n - window + 1]; Infinity for a window that has none to be compared with. */
  readonly profile: Tensor;
  /** Where the most alike window starts, int32 [n - window + 1]; -1 for none. */
  readonly indices: Tensor;
  readonly window: number;
  readonly exclusion: number;
}

const op = "anomaly.matrixProfile";

/** Cells of the correlation matrix between two looks at the signal: some 50 ms. */
const cellsATime = 3e7;

/**
 * Distances and places as `stumpy.stump` gives them: two constant windows are at distance 0, a constant and another one at √window. Found in O(n²) by
 * correlations, then each distance is calculated from its two windows: where stumpy takes the root of rounding errors, this is exact.
 * Throws `ValidationError` for a window below 3 or so long that there are no two windows to compare, an exclusion that is no count, and values that are not finite.
 */
export async function matrixProfile(x: Sample, options: MatrixProfileOptions): Promise<MatrixProfile> {
  const { distances, places, window, exclusion } = await keepScope(compareWindows(x, options));
  const indices = (): Tensor => astype(seriesTensor(op, Float64Array.from(places)), "int32");
  return { profile: seriesTensor(op, distances), indices: scope(indices), window, exclusion };
}

interface Compared extends Pick<MatrixProfile, "window" | "exclusion"> {
  readonly distances: Float64Array;
  readonly places: Int32Array;
}

async function compareWindows(x: Sample, { window, exclusion, onProgress, signal }: MatrixProfileOptions): Promise<Compared> {
  checkCount(op, "window", window, 3);
  const near = exclusion ?? Math.ceil(window / 4);
  checkCount(op, "exclusion", near, 0);
  const series = await readSeries(op, x);
  if (window + near >= series.length) throw new ValidationError(op, `no two windows to compare: window ${window}, exclusion ${near}, ${series.length} values`, "a shorter window");
  const windows = windowsOf(series, window);
  const best = await compareAll(windows, near + 1, { onProgress, signal });
  matchConstants(windows, best, near);
  return { distances: distancesOf(windows, best), places: best.places, window, exclusion: near };
}

async function compareAll(windows: Windows, nearest: number, { onProgress, signal }: { [Option in "onProgress" | "signal"]: MatrixProfileOptions[Option] | undefined }): Promise<Best> {
  const { size } = windows;
  const best: Best = { correlations: new Float64Array(size).fill(-Infinity), places: new Int32Array(size).fill(-1) };
  const { compare, dispose } = comparisonOf(op, windows);
  const cells = (size - nearest) ** 2;
  try {
    for (let first = nearest; first < size; ) {
      signal?.throwIfAborted();
      const end = Math.min(size, first + 8 * Math.ceil(cellsATime / 8 / (size - first)));
      await compare(first, end, best);
      first = end;
      onProgress?.({ done: cells - (size - first) ** 2, total: cells });
      if (first < size) await nextTurn(); // among others for whoever aborts
    }
  } finally {
    dispose();
  }
  return best;
}

/** Constant windows have no correlation. As in stumpy, they are alike among themselves, and to others as if the correlation were a half. */
function matchConstants({ scales, size }: Windows, { correlations, places }: Best, near: number): void {
  const constants = Array.from({ length: size }, (_, i) => i).filter((i) => Number.isNaN(scales[i]!));
  if (constants.length === 0) return;
  const others = Array.from({ length: size }, (_, i) => i).filter((i) => !Number.isNaN(scales[i]!));
  for (let i = 0; i < size; i++) {
    const isConstant = Number.isNaN(scales[i]!);
    const twin = farFrom(i, constants, near);
    const other = isConstant && twin === undefined ? farFrom(i, others, near) : twin;
    const correlation = isConstant && twin !== undefined ? 1 : 0.5;
    if (other === undefined || correlation <= correlations[i]!) continue;
    correlations[i] = correlation;
    places[i] = other;
  }
}

/** The first of ascending places, or else the last, if it is far enough. */
function farFrom(i: number, ascending: readonly number[], near: number): number | undefined {
  return [ascending[0], ascending.at(-1)].find((place) => place !== undefined && Math.abs(place - i) > near);
}

function distancesOf(windows: Windows, { places }: Best): Float64Array {
  return Float64Array.from(places, (place, i) => (place < 0 ? Infinity : distance(windows, i, place)));
}

/** Between two windows with mean 0 and standard deviation 1. */
function distance({ x, means, scales, window }: Windows, i: number, j: number): number {
  const constants = Number(Number.isNaN(scales[i]!)) + Number(Number.isNaN(scales[j]!));
  if (constants > 0) return constants === 2 ? 0 : Math.sqrt(window);
  let sum = 0;
  for (let k = 0; k < window; k++) sum += ((x[i + k]! - means[i]!) * scales[i]! - (x[j + k]! - means[j]!) * scales[j]!) ** 2;
  return Math.sqrt(window * sum);
}
