/** From what a statistic became in resamples to where it lies: the three intervals of Efron and Tibshirani, "An introduction to the bootstrap" (1993). At once. */
import { ComputationError } from "../errors.ts";
import { normalCdf, normalQuantile } from "./distributions.ts";
import { quantileSorted } from "./quantile.ts";

/** "percentile": quantiles of the resampled statistic. "basic": these mirrored at the estimate. "bca": quantiles corrected for bias and skewness. */
export type BootstrapMethod = "percentile" | "basic" | "bca";

/** `jackknife`: the statistic with each observation left out, which "bca" asks for. As SciPy, from the same resamples. */
export function bootstrapInterval(op: string, method: BootstrapMethod, estimate: number, resampled: Float64Array, level: number, jackknife: () => Float64Array): [low: number, high: number] {
  const sorted = resampled.toSorted();
  const tail = (1 - level) / 2;
  if (method === "bca") {
    const [low, high] = correctedTails(op, estimate, sorted, tail, jackknife());
    return [quantileSorted(sorted, low), quantileSorted(sorted, high)];
  }
  const [low, high] = [quantileSorted(sorted, tail), quantileSorted(sorted, 1 - tail)];
  return method === "basic" ? [2 * estimate - high, 2 * estimate - low] : [low, high];
}

function correctedTails(op: string, estimate: number, sorted: Float64Array, tail: number, jackknife: Float64Array): [number, number] {
  let [below, atMost] = [0, 0];
  for (const value of sorted) {
    if (value < estimate) below++;
    if (value <= estimate) atMost++;
  }
  const bias = normalQuantile((below + atMost) / (2 * sorted.length));
  const skew = acceleration(jackknife);
  if (!Number.isFinite(bias) || Number.isNaN(skew)) throw new ComputationError(op, `no correction of the interval: bias ${bias}, acceleration ${skew}`, 'the statistic hardly varies in resamples; method "percentile" needs no correction');
  const corrected = (z: number): number => normalCdf(bias + (bias + z) / (1 - skew * (bias + z)));
  return [corrected(normalQuantile(tail)), corrected(normalQuantile(1 - tail))];
}

/** A sixth of the skewness of the jackknife's distances from their mean. */
function acceleration(jackknife: Float64Array): number {
  const mean = jackknife.reduce((sum, value) => sum + value, 0) / jackknife.length;
  let [squares, cubes] = [0, 0];
  for (const value of jackknife) {
    squares += (mean - value) ** 2;
    cubes += (mean - value) ** 3;
  }
  return cubes / (6 * squares ** 1.5);
}
