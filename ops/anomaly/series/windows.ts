/** The windows of a series, as correlations between them are calculated: the diagonals of their correlation matrix, and what a diagonal needs. */
import { scope } from "../../scope.ts";
import { applyOnHost } from "../../operand.ts";
import type { Tensor } from "../../tensor.ts";
import { seriesTensor } from "./series.ts";

/** Diagonals that are walked side by side; arrays end with as many numbers that stand for no window. */
const lanes = 8;
/** Shares of the work, each with results of its own. */
const groups = 16;

/** What is known of each window before windows are compared. */
export interface Windows {
  readonly size: number;
  readonly window: number;
  readonly x: Float64Array;
  readonly means: Float64Array;
  /** 1 over the norm of the distances from the mean; NaN for a constant window, which correlates with nothing. */
  readonly scales: Float64Array;
}

export function windowsOf(series: Float64Array, window: number): Windows {
  const size = series.length - window + 1;
  const means = new Float64Array(size + lanes);
  const scales = new Float64Array(size + lanes).fill(NaN);
  for (let i = 0; i < size; i++) {
    let [sum, least, greatest] = [0, Infinity, -Infinity];
    for (let k = i; k < i + window; k++) {
      const value = series[k]!;
      sum += value;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    means[i] = sum / window;
    if (least < greatest) scales[i] = 1 / normOf(series, i, window, means[i]!);
  }
  return { size, window, x: series, means, scales };
}

function normOf(x: Float64Array, start: number, window: number, mean: number): number {
  let sum = 0;
  for (let k = start; k < start + window; k++) sum += (x[k]! - mean) ** 2;
  return Math.sqrt(sum);
}

/** The greatest correlation of each window so far, and with which window. */
export interface Best {
  readonly correlations: Float64Array;
  /** -1: with none. */
  readonly places: Int32Array;
}

/** Compares windows whose distances lie from `first` up to `end`, and keeps in `best` what is greater, or as great and nearer to the begin. */
export type CompareDiagonals = (first: number, end: number, best: Best) => Promise<void>;

/** The comparison with everything that it needs on the device; `dispose` when it is done. */
export function comparisonOf(op: string, windows: Windows): { compare: CompareDiagonals; dispose: () => void } {
  const { size, window } = windows;
  const inputs = [windows.x, windows.means, ...stepsOf(windows), windows.scales].map((numbers) => seriesTensor(op, numbers));
  const stride = size + lanes;
  const compare: CompareDiagonals = async (first, end, best) => {
    const results = [0, 1].map(() => ({ dtype: "float64", shape: [groups * stride] }) as const);
    const loops = (): Float64Array[] => walkDiagonals(windows, first, end, stride);
    const found = scope(() => applyOnHost(op, inputs, results, loops, { name: "matrixProfile", items: groups, grain: 1, params: [size, window, first, end, groups] }));
    const [correlations, places] = await Promise.all(found.map((tensor: Tensor) => tensor.data()));
    for (const tensor of found) tensor.dispose();
    for (let at = 0; at < groups * stride; at++) keep(best, at % stride, correlations![at]!, places![at]!);
  };
  return { compare, dispose: () => inputs.forEach((tensor) => tensor.dispose()) };
}

/** Ties go to the lower place, however the work was shared. */
function keep({ correlations, places }: Best, window: number, correlation: number, place: number): void {
  if (window >= correlations.length || place < 0) return;
  const known = correlations[window]!;
  if (correlation < known || (correlation === known && place >= places[window]! && places[window]! >= 0)) return;
  correlations[window] = correlation;
  places[window] = place;
}

/** Half of what each window gains on the one before it, and the sum of the distances of what comes and what goes from their means. */
function stepsOf({ x, means, size, window }: Windows): readonly [Float64Array, Float64Array] {
  const [gain, rise] = [new Float64Array(size + lanes), new Float64Array(size + lanes)];
  for (let i = 1; i < size; i++) {
    gain[i] = (x[i + window - 1]! - x[i - 1]!) / 2;
    rise[i] = x[i + window - 1]! - means[i]! + (x[i - 1]! - means[i - 1]!);
  }
  return [gain, rise];
}

/** The loops: every diagonal for itself, all in the first share. */
function walkDiagonals(windows: Windows, first: number, end: number, stride: number): Float64Array[] {
  const { x, means, scales, size, window } = windows;
  const [gain, rise] = stepsOf(windows);
  const [best, places] = [new Float64Array(groups * stride).fill(-Infinity), new Float64Array(groups * stride).fill(-1)];
  const note = (at: number, correlation: number, other: number): void => {
    if (!(correlation > best[at]!)) return;
    best[at] = correlation;
    places[at] = other;
  };
  for (let diagonal = first; diagonal < end; diagonal++) {
    let covariance = 0;
    for (let k = 0; k < window; k++) covariance += (x[k]! - means[0]!) * (x[diagonal + k]! - means[diagonal]!);
    for (let i = 0; i + diagonal < size; i++) {
      const j = i + diagonal;
      if (i > 0) covariance += gain[i]! * rise[j]! + rise[i]! * gain[j]!;
      const correlation = covariance * scales[i]! * scales[j]!;
      note(i, correlation, j);
      note(j, correlation, i);
    }
  }
  return [best, places];
}
