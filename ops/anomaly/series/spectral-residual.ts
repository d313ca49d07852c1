/**
 * Spectral residual: what is left of the spectrum without its usual course shows, transformed back, where a series catches the eye. Ren et al.,
 * "Time-series anomaly detection service at Microsoft" (2019).
 */
import type { Sample } from "../../sample.ts";
import type { DetectorOptions, SavedDetector } from "../detector.ts";
import { rounded } from "../rounded.ts";
import { savedThreshold } from "../threshold.ts";
import { fft, inverseFft } from "./fft.ts";
import { SeriesDetector, type Explained } from "./series-detector.ts";
import { checkCount, readSeries } from "./series.ts";

const kind = "anomaly.spectralResidual";

export interface SpectralResidualOptions extends DetectorOptions {
  /** Frequencies that the logarithm of the spectrum is averaged over: the paper's q. Default: 3. */
  readonly averaging?: number;
  /** Moments, up to the one that is scored, that its saliency is compared with: the paper's z. Default: 21. */
  readonly scoring?: number;
  /** Points that are estimated after the end, so that the last ones are no border: the paper's κ. 0: none. Default: 5. */
  readonly extended?: number;
  /** Points before the last that their slope is taken from: the paper's m. Default: 5. */
  readonly slopes?: number;
}

/** Magnitudes below it are zeros. */
const zero = 1e-8;

export class SpectralResidual extends SeriesDetector {
  readonly kind = kind;
  protected override readonly least: number;
  readonly #options: Required<Omit<SpectralResidualOptions, keyof DetectorOptions>>;

  constructor(options: SpectralResidualOptions = {}) {
    super(kind, 3, options);
    const { averaging = 3, scoring = 21, extended = 5, slopes = 5 } = options;
    checkCount(kind, "averaging", averaging, 1);
    checkCount(kind, "scoring", scoring, 1);
    checkCount(kind, "extended", extended, 0, false, 1000);
    checkCount(kind, "slopes", slopes, 1);
    this.#options = { averaging, scoring, extended, slopes };
    this.least = slopes + 1;
  }

  /** It needs to learn nothing: a series is compared with itself. */
  protected override get isReady(): boolean {
    return true;
  }

  protected async learn(data: Sample): Promise<number> {
    return (await readSeries(`${kind}.fit`, data, this.least)).length;
  }

  protected learnMore(data: Sample): Promise<number> {
    return this.learn(data);
  }

  #saliency(values: Float64Array): { readonly saliency: Float64Array; readonly usual: Float64Array } {
    const { averaging, scoring, extended, slopes } = this.#options;
    const saliency = saliencyOf(extend(values, extended, slopes), averaging).slice(0, values.length);
    return { saliency, usual: trailingMeans(saliency, scoring) };
  }

  protected scoresOf(values: Float64Array): Float64Array {
    const { saliency, usual } = this.#saliency(values);
    return saliency.map((value, i) => scoreOf(value, usual[i]!));
  }

  protected async explainValue(values: Float64Array, row: number): Promise<Explained> {
    const found = this.#saliency(values);
    const [saliency, usual] = [found.saliency[row]!, found.usual[row]!];
    const score = scoreOf(saliency, usual);
    return { score, reasons: [{ name: "saliency", value: saliency, expected: usual, contribution: score }], cause: `saliency ${rounded(saliency)} where ${rounded(usual)} is usual` };
  }

  toJSON(): SavedDetector {
    const { threshold, contamination, learnt } = this;
    return { kind, threshold, options: { contamination, ...this.#options }, state: { learnt } };
  }

  static fromJSON({ threshold, options, state }: SavedDetector): SpectralResidual {
    const detector = new SpectralResidual(options);
    detector.threshold = savedThreshold(threshold);
    detector.learnt = (state as { learnt: number }).learnt;
    return detector;
  }
}

const scoreOf = (saliency: number, usual: number): number => (usual <= zero ? 0 : (saliency - usual) / usual);

/** The series and a point that continues the mean slope to the last `slopes` ones, as often as asked for. */
function extend(values: Float64Array, count: number, slopes: number): Float64Array {
  const last = values.length - 1;
  let slope = 0;
  for (let i = 1; i <= slopes; i++) slope += (values[last]! - values[last - i]!) / i / slopes;
  const longer = new Float64Array(values.length + count).fill(values[last - slopes + 1]! + slope * slopes);
  longer.set(values);
  return longer;
}

/** |F⁻¹(exp(log A - mean of log A over its neighbours) e^iP)| for the spectrum A e^iP. */
function saliencyOf(values: Float64Array, averaging: number): Float64Array {
  const { re, im } = fft(values);
  const magnitude = re.map((value, k) => Math.hypot(value, im[k]!));
  const logarithm = magnitude.map((value) => (value <= zero ? 0 : Math.log(value)));
  const usual = trailingMeans(logarithm, averaging);
  const factor = magnitude.map((value, k) => (value <= zero ? 0 : Math.exp(logarithm[k]! - usual[k]!) / value));
  const back = inverseFft({ re: re.map((value, k) => value * factor[k]!), im: im.map((value, k) => value * factor[k]!) });
  return back.re.map((value, i) => Math.hypot(value, back.im[i]!));
}

/** Means of each value and up to `count - 1` before it. */
function trailingMeans(values: Float64Array, count: number): Float64Array {
  return values.map((_, i) => {
    const first = Math.max(0, i - count + 1);
    let sum = 0;
    for (let k = first; k <= i; k++) sum += values[k]!;
    return sum / (i - first + 1);
  });
}

/**
 * A detector of what catches the eye in a series, whatever its shape; it learns nothing from other series. The score is (saliency - mean saliency of the last
 * `scoring` moments) / that mean, the paper's measure, whose threshold is 3. Means run over the past, as in Microsoft's own program, which divides the
 * score by 10. Throws `ValidationError` for windows below 1 and for fewer values than `slopes` + 1.
 */
export const spectralResidual = (options?: SpectralResidualOptions): SpectralResidual => new SpectralResidual(options);
