/** Standard scores: how many standard deviations a value lies from the mean. */
import type { Sample } from "../../sample.ts";
import { isConstant, mergeMoments, momentsOf, noMoments, stdOf, type Moments } from "../../stats/moments.ts";
import { momentsOfSample } from "../../stats/row-moments.ts";
import type { DetectorOptions, SavedDetector } from "../detector.ts";
import { exactNumbers, exactSeries } from "../input.ts";
import { savedOptions } from "../threshold.ts";
import { deviations, UnivariateDetector, type Deviations } from "./univariate.ts";

const kind = "anomaly.zscore";

/**
 * (x - mean) / standard deviation of every value of the sample, signed; ddof is 0, as in `scipy.stats.zscore`. Where all values are equal, all
 * scores are 0 and `constant` is true. At once. Throws `ValidationError` for no value and for NaN or an infinity.
 */
export function zscores(values: Sample): Deviations {
  const numbers = exactNumbers("anomaly.zscores", values);
  const moments = momentsOf(numbers);
  return deviations(numbers, moments.mean, spreadOf(moments));
}

export const spreadOf = (moments: Moments): number => (isConstant(moments) ? 0 : stdOf(moments, 0));

/** Scores are |x - mean| / standard deviation (ddof 0) of the values that it learnt from; the default threshold is 3. */
export class ZScore extends UnivariateDetector {
  readonly kind = kind;
  protected readonly unit = "standard deviations";
  #moments: Moments = noMoments;

  constructor(options: DetectorOptions = {}) {
    super(kind, 3, options);
  }

  protected async learn(data: Sample): Promise<number> {
    return this.#take(noMoments, await momentsOfSample(kind, await exactSeries(kind, data)));
  }

  protected async learnMore(data: Sample): Promise<number> {
    return this.#take(this.#moments, await momentsOfSample(kind, await exactSeries(kind, data)));
  }

  #take(before: Moments, more: Moments): number {
    const moments = mergeMoments(before, more);
    this.#moments = moments;
    this.usual = { low: moments.mean, high: moments.mean, width: spreadOf(moments) };
    return more.count;
  }

  toJSON(): SavedDetector {
    const { threshold, contamination } = this;
    return { kind, threshold, options: { contamination }, ...(this.learnt > 0 && { state: this.#moments }) };
  }

  static fromJSON(saved: SavedDetector): ZScore {
    const detector = new ZScore(savedOptions(saved));
    if (saved.state !== undefined) detector.learnt = detector.#take(noMoments, saved.state as Moments);
    return detector;
  }
}

/**
 * A detector of values far from the mean: the score is |x - mean| / standard deviation (ddof 0), the default threshold 3. A few great values
 * widen the deviation and hide each other; `modifiedZscore` does not suffer from that. In n values no score exceeds (n - 1) / √n.
 */
export const zscore = (options?: DetectorOptions): ZScore => new ZScore(options);
