/**
 * Detectors that look at one number at a time: how far outside of the usual it lies, in widths of the usual. What the usual is, each detector
 * says in a file of its own.
 */
import { ValidationError } from "../../errors.ts";
import { div, maximum, reshape, sub } from "../../math/index.ts";
import type { Sample } from "../../sample.ts";
import { concatenated } from "../../stats/concatenated.ts";
import { readSeries } from "../series/series.ts";
import type { Tensor } from "../../tensor.ts";
import { Detector, type DetectorStatistics, type Explanation, type SavedDetector } from "../detector.ts";
import { elementsOf, exactSeries } from "../input.ts";
import { sortedOf, sortRows } from "../../stats/order.ts";
import { rounded } from "../rounded.ts";
import { savedOptions } from "../threshold.ts";

/** The usual: from `low` to `high`; distances from it are counted in `width`, which is 0 where the values that were learnt do not spread. */
export interface Usual {
  readonly low: number;
  readonly high: number;
  readonly width: number;
}

/** The scores of a sample, at once. */
export interface Deviations {
  readonly scores: Float64Array;
  /** The middle that distances are taken from. */
  readonly center: number;
  /** What a score of 1 stands for; 0 when constant. */
  readonly spread: number;
  /** The values do not spread: then all scores are 0, because there is nothing to divide by. */
  readonly constant: boolean;
}

/** Signed distances from the middle in units of the spread. */
export function deviations(values: Float64Array, center: number, spread: number): Deviations {
  const constant = spread === 0;
  const scores = constant ? new Float64Array(values.length) : values.map((value) => (value - center) / spread);
  return { scores, center, spread, constant };
}

export abstract class UnivariateDetector extends Detector<Sample> {
  /** The name of the unit of its scores. */
  protected abstract readonly unit: string;
  protected usual: Usual | undefined;

  /** Whether the values that it learnt from do not spread: then every score is 0, since there is no width to count in. */
  get constant(): boolean {
    return this.usual?.width === 0;
  }

  override statistics(): DetectorStatistics & { readonly constant: boolean } {
    return { ...super.statistics(), constant: this.constant };
  }

  protected async scores(data: Sample): Promise<Tensor> {
    const { low, high, width } = this.usual!;
    const x = await exactSeries(this.kind, data);
    if (width === 0) return sub(x, x);
    return div(maximum(maximum(sub(low, x), sub(x, high)), 0), width);
  }

  async explain(data: Sample, row: number): Promise<Explanation> {
    const value = (await readSeries(this.kind, data))[row];
    if (value === undefined) throw new ValidationError(this.kind, `no value ${row} to explain`);
    const scores = await this.score([value]);
    const score = await scores.item();
    scores.dispose();
    const { threshold, unit } = this;
    const { low, high } = this.usual!;
    const expected = value < low ? low : high;
    const reason = { name: "value", value, expected, contribution: score };
    return { row, score, threshold, isAnomaly: score > threshold, reasons: [reason], text: this.#text(value, expected, score, unit) };
  }

  #text(value: number, expected: number, score: number, unit: string): string {
    if (this.constant) return `constant: the values that were learnt do not spread, so ${value} has no score`;
    if (score === 0) return `${value} is as usual`;
    const side = value < expected ? "below" : "above";
    return `${value} is ${rounded(score)} ${unit} ${side} ${rounded(expected, 7)}; the threshold is ${rounded(this.threshold)}`;
  }
}

/** Those whose usual is a matter of order: they keep the values that they learnt from, ascending, so that more can join them. */
export abstract class OrderedDetector extends UnivariateDetector {
  protected sorted: Float64Array = new Float64Array(0);

  /** What is usual of ascending values. */
  protected abstract usualOf(sorted: Float64Array): Usual;

  protected async learn(data: Sample): Promise<number> {
    const x = await exactSeries(this.kind, data);
    const [sorted] = await sortRows(this.kind, reshape(x, [1, x.size]));
    this.take(sorted!);
    return x.size;
  }

  protected async learnMore(data: Sample): Promise<number> {
    const more = await elementsOf(await exactSeries(this.kind, data));
    this.take(await sortedOf(this.kind, concatenated([this.sorted, more])));
    return more.length;
  }

  protected take(sorted: Float64Array): void {
    this.usual = this.usualOf(sorted);
    this.sorted = sorted;
  }

  /** The values that it learnt from, for JSON. */
  protected get state(): Pick<SavedDetector, "state"> {
    return this.learnt === 0 ? {} : { state: Array.from(this.sorted) };
  }

  protected restore(saved: SavedDetector): this {
    const { state } = saved;
    if (state !== undefined) {
      this.take(Float64Array.from(state as readonly number[]));
      this.learnt = this.sorted.length;
    }
    this.threshold = savedOptions(saved).threshold!; // taking in the values may have set it
    return this;
  }
}
