/** The bootstrap: how sure a statistic is, from what it becomes in samples drawn with replacement from the sample. */
import { ComputationError, ValidationError } from "../errors.ts";
import { Philox } from "../philox.ts";
import { drawSeed } from "../random.ts";
import { asSample, describeValue, type Sample } from "../sample.ts";
import { keepScope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import { bootstrapInterval, type BootstrapMethod } from "./bootstrap-interval.ts";
import { momentsOf, stdOf } from "./moments.ts";
import { checkLevel, readSample, type ObservationOptions } from "./observations.ts";
import { quantileSorted } from "./quantile.ts";
import { drawSample, keyOf, resampledMeans } from "./resample.ts";
import { medianResampler } from "./resampled-median.ts";
import { checkResampling, inSlices, type LongWork } from "./slices.ts";
import { short } from "./test-result.ts";

const op = "stats.bootstrap";

/** A statistic by name, which is much faster, or as a function of a sample. */
export type Statistic = "mean" | "median" | ((values: Float64Array) => number);

export interface BootstrapOptions extends ObservationOptions, LongWork {
  /** Default: 9999. */
  readonly resamples?: number;
  /** Confidence of the interval. Default: 0.95. */
  readonly level?: number;
  /** Default: "bca". For a function it calls it once for every observation left out. */
  readonly method?: BootstrapMethod;
  /** Makes the result the same each time. Default: drawn from the library's random numbers, see `manualSeed`. */
  readonly seed?: number;
}

export interface Bootstrap {
  /** The statistic of the sample itself. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly method: BootstrapMethod;
  /** The standard deviation of the resampled statistic. */
  readonly standardError: number;
  /** The resampled statistic, float64 [resamples]. */
  readonly distribution: Tensor;
  /** The same as one sentence. */
  readonly text: string;
}

/**
 * The interval of a statistic. As SciPy's `bootstrap`, with other random numbers (Philox). Throws `ValidationError` for NaN, infinities, fewer than two values and wrong
 * options, `ComputationError` when "bca" has nothing to correct by or the statistic is not a number. Rejects with the signal's reason when stopped.
 */
export async function bootstrap(x: Sample, statistic: Statistic, options: BootstrapOptions = {}): Promise<Bootstrap> {
  const found = await keepScope(resampled(x, statistic, options));
  return { ...found, distribution: asSample(op, found.distribution) };
}

async function resampled(x: Sample, statistic: Statistic, options: BootstrapOptions): Promise<Omit<Bootstrap, "distribution"> & { readonly distribution: Float64Array }> {
  const { resamples = 9999, level = 0.95, method = "bca", seed = drawSeed() } = options;
  checkResampling(op, resamples, seed);
  checkLevel(op, level);
  if (!["percentile", "basic", "bca"].includes(method)) throw new ValidationError(op, `unknown method: ${String(method)}`, "one of percentile, basic, bca");
  const values = await readSample(op, "x", x, options, { least: 2 });
  const { estimate, resample, jackknife } = statisticOf(op, statistic, values, seed);
  const distribution = new Float64Array(resamples);
  await inSlices(resamples, options, (first) => resample(distribution, first));
  const left = method === "bca" ? await jackknife(options) : new Float64Array();
  const [low, high] = bootstrapInterval(op, method, estimate, distribution, level, () => left);
  const name = typeof statistic === "string" ? statistic : statistic.name || "statistic";
  const text = `${name} = ${short(estimate)}, ${short(level * 100)} % interval ${short(low)} to ${short(high)} (bootstrap, ${method}, ${resamples} resamples of ${values.length} values)`;
  return { estimate, low, high, level, method, standardError: stdOf(momentsOf(distribution)), distribution, text };
}

interface Resampling {
  readonly estimate: number;
  /** Writes the statistic of resamples from number `first` on; returns the next one. */
  readonly resample: (distribution: Float64Array, first: number) => number | Promise<number>;
  /** The statistic with each value left out. */
  readonly jackknife: (work: LongWork) => Promise<Float64Array>;
}

function statisticOf(op: string, statistic: Statistic, values: Float64Array, seed: number): Resampling {
  if (statistic === "mean") return meanResampling(op, values, seed);
  if (statistic === "median") return medianResampling(values, seed);
  if (typeof statistic === "function") return functionResampling(op, statistic, values, seed);
  throw new ValidationError(op, `unknown statistic: ${describeValue(statistic)}`, "mean, median, or a function of a Float64Array");
}

/** Values that are drawn between two looks at the clock. */
const batch = 2 ** 22;

function meanResampling(op: string, values: Float64Array, seed: number): Resampling {
  const { mean } = momentsOf(values);
  const centred = asSample(op, values.map((value) => value - mean)); // sums of small numbers are more exact
  const size = Math.max(1, Math.floor(batch / values.length));
  const resample = async (distribution: Float64Array, first: number): Promise<number> => {
    const count = Math.min(size, distribution.length - first);
    const means = resampledMeans(op, centred, first, count, keyOf(seed));
    (await means.data()).forEach((off, i) => void (distribution[first + i] = mean + off));
    means.dispose();
    if (first + count === distribution.length) centred.dispose();
    return first + count;
  };
  return { estimate: mean, resample, jackknife: async () => values.map((value) => mean - (value - mean) / (values.length - 1)) };
}

function medianResampling(values: Float64Array, seed: number): Resampling {
  const sorted = values.toSorted();
  const next = medianResampler(sorted, new Philox(seed));
  const resample = (distribution: Float64Array, first: number): number => {
    distribution[first] = next();
    return first + 1;
  };
  return { estimate: quantileSorted(sorted, 0.5), resample, jackknife: async () => mediansWithoutOne(sorted) };
}

/** The median is between the same two numbers whichever of those below the middle is left out, and so above. */
function mediansWithoutOne(sorted: Float64Array): Float64Array {
  return sorted.map((_, i) => {
    const kept = (place: number): number => sorted[place < i ? place : place + 1]!;
    const middle = (sorted.length - 2) / 2;
    return (kept(Math.floor(middle)) + kept(Math.ceil(middle))) / 2;
  });
}

function functionResampling(op: string, statistic: (values: Float64Array) => number, values: Float64Array, seed: number): Resampling {
  const asked = (sample: Float64Array): number => {
    const value = statistic(sample);
    if (typeof value === "number" && !Number.isNaN(value)) return value;
    throw new ComputationError(op, `statistic is not a number: ${describeValue(value)}`, "it has to return one for every sample of the values");
  };
  const drawn = new Float64Array(values.length);
  const resample = (distribution: Float64Array, first: number): number => {
    drawSample(drawn, values, first, keyOf(seed));
    distribution[first] = asked(drawn);
    return first + 1;
  };
  const jackknife = async (work: LongWork): Promise<Float64Array> => {
    const left = new Float64Array(values.length);
    const rest = new Float64Array(values.length - 1);
    await inSlices(values.length, { ...work, onProgress: () => {} }, (i) => {
      rest.set(values.subarray(0, i));
      rest.set(values.subarray(i + 1), i);
      left[i] = asked(rest);
      return i + 1;
    });
    return left;
  };
  return { estimate: asked(values.slice()), resample, jackknife };
}
