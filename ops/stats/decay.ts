/** Exponentially decaying weights: the mean and variance of what came so far, the latest counting most. At once, value by value. */

export interface DecayOptions {
  /** The weight of the latest value, in (0, 1]. */
  readonly alpha: number;
  /** Whether weights are divided by their sum from the first value on; otherwise the mean moves by alpha each time, from the first value. */
  readonly adjust: boolean;
  /** Whether weights decay by values seen; otherwise by places, missing values too. */
  readonly ignoreNulls: boolean;
}

/**
 * With weights w_i = (1 - alpha)^(places since i) and, unless `adjust`, alpha times that for all but the first. Moments are updated as West, "Updating mean and
 * variance estimates" (1979), does.
 */
export class Decay {
  readonly #options: DecayOptions;
  /** The mean of the values so far; NaN before the first. */
  mean = NaN;
  /** The mean squared distance from the mean: biased. */
  spread = 0;
  count = 0;
  /** Σ w, relative to the weight of the next value. */
  #weight = 0;
  /** Σ w² / (Σ w)², which tells how few values count. */
  #concentration = 0;

  constructor(options: DecayOptions) {
    this.#options = options;
  }

  /** Takes the next value; NaN when it is missing. */
  push(value: number): void {
    const { alpha, adjust, ignoreNulls } = this.#options;
    if (Number.isNaN(value)) {
      if (!ignoreNulls) this.#weight *= 1 - alpha;
      return;
    }
    if (this.count++ === 0) {
      this.mean = value;
      this.#weight = this.#concentration = 1;
      return;
    }
    const old = this.#weight * (1 - alpha);
    const fresh = adjust ? 1 : alpha;
    const total = old + fresh;
    const distance = value - this.mean;
    this.mean += (distance * fresh) / total;
    this.spread = (old * this.spread + fresh * distance * (value - this.mean)) / total;
    this.#concentration = (old ** 2 * this.#concentration + fresh ** 2) / total ** 2;
    this.#weight = adjust ? total : 1;
  }

  /** The variance: corrected for the few values that count, unless `bias`; then NaN for a single value. */
  variance(bias: boolean): number {
    if (bias) return this.count === 0 ? NaN : this.spread;
    return this.#concentration < 1 && this.count > 0 ? this.spread / (1 - this.#concentration) : NaN;
  }
}
