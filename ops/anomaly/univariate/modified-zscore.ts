/** Robust standard scores, from the median and the median absolute deviation. */
import type { Sample } from "../../sample.ts";
import { quantileSorted } from "../../stats/quantile.ts";
import type { DetectorOptions, SavedDetector } from "../detector.ts";
import { exactNumbers } from "../input.ts";
import { savedOptions } from "../threshold.ts";
import { deviations, OrderedDetector, type Deviations, type Usual } from "./univariate.ts";

const kind = "anomaly.modifiedZscore";

/** The median absolute deviation of a normal distribution, in standard deviations. */
const normalMad = 0.6745;

/**
 * 0.6745 (x - median) / MAD of every value of the sample, signed. Where more than half of the values are equal, MAD is 0: then all scores are 0 and
 * `constant` is true. At once. Source: Iglewicz and Hoaglin, "How to detect and handle outliers" (1993). Throws `ValidationError` for no value and
 * for NaN or an infinity.
 */
export function modifiedZscores(values: Sample): Deviations {
  const numbers = exactNumbers("anomaly.modifiedZscores", values);
  const { low, width } = usualOf(numbers.toSorted());
  return deviations(numbers, low, width);
}

export function usualOf(sorted: Float64Array): Usual {
  const median = quantileSorted(sorted, 0.5);
  const mad = quantileSorted(distancesFrom(median, sorted), 0.5);
  return { low: median, high: median, width: mad / normalMad };
}

/** How far ascending numbers lie from their middle, ascending: the farthest is always the first or the last of those that are left. */
function distancesFrom(middle: number, sorted: Float64Array): Float64Array {
  const distances = new Float64Array(sorted.length);
  let [first, last] = [0, sorted.length - 1];
  for (let i = last; i >= 0; i--) {
    const [below, above] = [middle - sorted[first]!, sorted[last]! - middle];
    distances[i] = Math.max(below, above);
    if (below > above) first++;
    else last--;
  }
  return distances;
}

/** Scores are 0.6745 |x - median| / MAD of the values that it learnt from; the default threshold is 3.5. */
export class ModifiedZScore extends OrderedDetector {
  readonly kind = kind;
  protected readonly unit = "robust standard deviations";

  constructor(options: DetectorOptions = {}) {
    super(kind, 3.5, options);
  }

  protected usualOf(sorted: Float64Array): Usual {
    return usualOf(sorted);
  }

  toJSON(): SavedDetector {
    const { threshold, contamination } = this;
    return { kind, threshold, options: { contamination }, ...this.state };
  }

  static fromJSON(saved: SavedDetector): ModifiedZScore {
    return new ModifiedZScore(savedOptions(saved)).restore(saved);
  }
}

/** A detector of values far from the median: the score is 0.6745 |x - median| / MAD, the default threshold 3.5. Up to half of the values may be anomalies. */
export const modifiedZscore = (options?: DetectorOptions): ModifiedZScore => new ModifiedZScore(options);
