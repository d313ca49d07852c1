/**
 * The period of a series, found in two ways that must agree: a peak of the periodogram tells roughly where, the autocorrelation tells whether and
 * exactly. After Vlachos, Yu and Castelli, "On periodicity detection and structural periodic similarity" (2005), on a series whose slow
 * part was taken off, so that trends and random walks are no periods.
 */
import type { Sample } from "../../sample.ts";
import { autocorrelate, fft } from "./fft.ts";
import { medianOf } from "./robust.ts";
import { readSeries } from "./series.ts";

/** A period that the series may have. */
export interface PeriodCandidate {
  /** Observations, at least 2 and at most half the series. */
  readonly period: number;
  /** The autocorrelation at that lag, without the slow part of the series: 1 when every period is like the one before. */
  readonly strength: number;
}

export interface FoundPeriod extends PeriodCandidate {
  /** All periods that were found, the strongest first. */
  readonly candidates: readonly PeriodCandidate[];
}

/**
 * The strongest period of a series; undefined when it has none (noise, a trend alone, a constant, too few values). Throws `ValidationError` for
 * no values and for values that are not finite, `ShapeError` for more than one axis.
 */
export async function findPeriod(x: Sample): Promise<FoundPeriod | undefined> {
  return periodOf(await readSeries("anomaly.findPeriod", x));
}

/** How often a peak of pure noise is taken for a period, at most. */
const falsePeaks = 0.001;
/** Peaks so many times as high as their surroundings are looked at when there is none above chance. */
const faintHeight = 3;
/** The autocorrelation from which such a peak is believed: the fewer cycles there are, the greater it has to be. */
const faintStrength = (cycles: number): number => Math.max(0.5, 1.3 / Math.sqrt(cycles));
/** Standard errors that an autocorrelation must differ from 0. */
const standardErrors = 3;
/** Of the moving average that takes slow changes off. */
const shortestWindow = 20;
/** Peaks that are looked at. */
const mostPeaks = 12;
/** Multiples of a lag that are looked at. */
const mostMultiples = 4;
/** So many lags are tried one by one; for more, all autocorrelations at once are cheaper. */
const fewLags = 64;

/** The same of numbers that are here already. */
export function periodOf(x: Float64Array): FoundPeriod | undefined {
  if (x.length < 4) return undefined;
  const straightened = withoutLine(x);
  if (energyOf(straightened) <= 1e-20 * energyOf(x)) return undefined;
  const found = new Map<number, number>();
  const { at, areSure } = peaksOf(straightened);
  for (const peak of at) {
    const candidate = atPeak(straightened, peak);
    if (candidate !== undefined && candidate.strength > (areSure ? 0 : faintStrength(peak))) found.set(candidate.period, candidate.strength);
  }
  const candidates = Array.from(found, ([period, strength]) => ({ period, strength })).toSorted((a, b) => b.strength - a.strength);
  return candidates[0] && { ...candidates[0], candidates };
}

const energyOf = (x: Float64Array): number => x.reduce((sum, value) => sum + value * value, 0);

/** What is left of the series without its least-squares line. */
function withoutLine(x: Float64Array): Float64Array {
  const middle = (x.length - 1) / 2;
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  let [products, squares] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    products += (i - middle) * (x[i]! - mean);
    squares += (i - middle) ** 2;
  }
  return x.map((value, i) => value - mean - (products / squares) * (i - middle));
}

interface Peaks {
  /** Frequencies, in cycles a series. */
  readonly at: readonly number[];
  /** Whether they rise above chance. */
  readonly areSure: boolean;
}

/** Where the periodogram rises high above its surroundings: the highest peaks, and the one of the lowest frequency. Few cycles make no high peak, so fainter ones count when there are no others, if the cycles are much alike. */
function peaksOf(x: Float64Array): Peaks {
  const power = periodogram(withoutMemory(x));
  const usual = surroundings(power);
  const height = power.map((value, k) => value / usual[k]!);
  const peaks: number[] = [];
  for (let k = 2; k < power.length; k++) if (power[k]! > power[k - 1]! && power[k]! >= (power[k + 1] ?? 0) && height[k]! > faintHeight) peaks.push(k);
  const sureHeight = Math.log(power.length / falsePeaks); // powers of noise are exponential
  const sure = peaks.filter((k) => height[k]! > sureHeight);
  const counted = sure.length > 0 ? sure : peaks;
  const highest = counted.toSorted((a, b) => height[b]! - height[a]!).slice(0, mostPeaks - 1);
  return { at: [...new Set([...counted.slice(0, 1), ...highest])], areSure: sure.length > 0 };
}

/** What each value adds to what the one before it leads one to expect: the noise of a random walk is white again. */
function withoutMemory(x: Float64Array): Float64Array {
  const memory = productsAt(x, 1) / energyOf(x);
  return x.map((value, i) => (i === 0 ? 0 : value - memory * x[i - 1]!));
}

/** Powers of the frequencies 0 to n / 2. */
function periodogram(x: Float64Array): Float64Array {
  const { re, im } = fft(x);
  return Float64Array.from({ length: (x.length >> 1) + 1 }, (_, k) => re[k]! * re[k]! + im[k]! * im[k]!);
}

/** The mean power around each frequency, by medians of neighbourhoods that widen with the frequency: peaks do not lift it. */
function surroundings(power: Float64Array): Float64Array {
  const usual = new Float64Array(power.length);
  for (let from = 1; from < power.length; ) {
    const rest = power.length - from;
    const wide = Math.max(12, from >> 1);
    const to = rest < 2 * wide ? power.length : from + wide;
    usual.fill(medianOf(power.slice(from, to)) / Math.LN2, from, to);
    from = to;
  }
  return usual;
}

/** The lag near the period of a peak where the series is most like itself, if that is a hill of the autocorrelation and no chance. */
function atPeak(x: Float64Array, peak: number): PeriodCandidate | undefined {
  const n = x.length;
  const quick = withoutSlow(x, Math.round(n / peak));
  const from = Math.max(2, Math.floor(n / (peak + 1)));
  const to = Math.min(n >> 1, Math.ceil(n / (peak - 1)));
  const correlation = correlationOf(quick, to - from);
  const multiples = Math.min(mostMultiples, Math.max(1, Math.floor(n / 2 / to)));
  const likeness = (lag: number): number => meanOverMultiples(lag, multiples, correlation);
  let period = from;
  for (let lag = from; lag <= to; lag++) if (likeness(lag) > likeness(period)) period = lag;
  const strength = Math.min(1, correlation(period));
  const isHill = likeness(period) > likeness(period - 1) && likeness(period) > likeness(period + 1) && strength > correlation(Math.ceil(period / 2));
  return isHill && strength > standardErrors / Math.sqrt(n - period) ? { period, strength } : undefined;
}

/** The first multiples of a lag tell 11 from 12 more sharply than the lag alone. */
function meanOverMultiples(lag: number, multiples: number, correlation: (lag: number) => number): number {
  let sum = 0;
  for (let m = 1; m <= multiples; m++) sum += correlation(m * lag);
  return sum / multiples;
}

/** The series without its moving average over whole periods; at the ends over what there is of it. Of short windows only spikes would be left, which look alike. */
function withoutSlow(x: Float64Array, period: number): Float64Array {
  const window = period * Math.ceil(shortestWindow / period);
  const sums = new Float64Array(x.length + 1);
  for (let i = 0; i < x.length; i++) sums[i + 1] = sums[i]! + x[i]!;
  const before = window >> 1;
  return x.map((value, i) => {
    const [from, to] = [Math.max(0, i - before), Math.min(x.length, i - before + window)];
    return value - (sums[to]! - sums[from]!) / (to - from);
  });
}

/** The autocorrelation as a function of the lag; the shorter sums of long lags are made up for. */
function correlationOf(x: Float64Array, lags: number): (lag: number) => number {
  const n = x.length;
  const power = energyOf(x) / n;
  const all = lags > fewLags ? autocorrelate(x) : undefined;
  const known = new Map<number, number>();
  return (lag) => {
    const products = all?.[lag] ?? known.get(lag) ?? productsAt(x, lag);
    known.set(lag, products);
    return power === 0 || lag >= n ? 0 : products / (n - lag) / power;
  };
}

/** Σ x[i] x[i + lag]. */
function productsAt(x: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = 0; i + lag < x.length; i++) sum += x[i]! * x[i + lag]!;
  return sum;
}
