/** What detectors have in common that look at one feature after the other: the score of a row is the sum of what each of its numbers contributes. */
import { ComputationError, ValidationError } from "../../errors.ts";
import { reshape, transpose } from "../../math/manipulation.ts";
import { sum } from "../../math/reduce.ts";
import type { Rows } from "../../sample.ts";
import { withOwned } from "../../stats/owned.ts";
import type { Tensor } from "../../tensor.ts";
import { Detector, type Explanation, type SavedDetector } from "../detector.ts";
import { elementsOf, exactRows } from "../input.ts";
import { rounded } from "../rounded.ts";

/** `Column` is what is learnt of a feature. Features are handed over as float64 [features, n], one after the other in memory. */
export abstract class FeatureDetector<Column> extends Detector<Rows> {
  /** What was learnt of each feature. */
  protected columns: readonly Column[] = [];

  /** What is learnt of the features. */
  protected abstract learnFeatures(features: Tensor): Promise<readonly Column[]>;
  /** The same with more values. */
  protected abstract learnFeaturesMore(columns: readonly Column[], features: Tensor): Promise<readonly Column[]>;
  /** What each value contributes to the score of its row, [features, n]. */
  protected abstract contributions(columns: readonly Column[], features: Tensor): Promise<Tensor>;
  /** A value of the feature that contributes little. */
  protected abstract expected(column: Column): number;

  protected async learn(data: Rows): Promise<number> {
    const rows = await exactRows(this.kind, data);
    this.columns = await this.learnFeatures(featuresOf(rows));
    return rows.shape[0]!;
  }

  protected async learnMore(data: Rows): Promise<number> {
    if (this.learnt === 0) return this.learn(data);
    const rows = await exactRows(this.kind, data, this.columns.length);
    this.columns = await this.learnFeaturesMore(this.columns, featuresOf(rows));
    return rows.shape[0]!;
  }

  protected async scores(data: Rows): Promise<Tensor> {
    const rows = await exactRows(this.kind, data, this.columns.length);
    return sum(await this.contributions(this.columns, featuresOf(rows)), { axis: 0 });
  }

  /** What each feature of the row contributes; the contributions add up to the score. */
  async explain(data: Rows, row: number): Promise<Explanation> {
    if (this.learnt === 0) throw new ComputationError(`${this.kind}.explain`, "nothing was learnt yet", "call fit first");
    return withOwned(this.kind, data, (own) => this.#explain(own, row));
  }

  async #explain(data: Rows, row: number): Promise<Explanation> {
    const rows = await exactRows(this.kind, data, this.columns.length);
    const [count, width] = rows.shape as [number, number];
    if (!Number.isInteger(row) || row < 0 || row >= count) throw new ValidationError(this.kind, `no row ${row} to explain: there are ${count}`);
    const values = await elementsOf(rows);
    const all = await elementsOf(await this.contributions(this.columns, featuresOf(rows)));
    const contributions = this.columns.map((_, feature) => all[feature * count + row]!);
    const reasons = contributions
      .map((contribution, feature) => ({ name: `feature ${feature}`, value: values[row * width + feature]!, expected: this.expected(this.columns[feature]!), contribution }))
      .toSorted((a, b) => b.contribution - a.contribution);
    const { threshold } = this;
    const score = contributions.reduce((total, contribution) => total + contribution, 0);
    const [first] = reasons as [(typeof reasons)[0]];
    const text = `row ${row} scores ${rounded(score)}, ${rounded(first.contribution)} of it by ${first.name} = ${rounded(first.value)}, where ${rounded(first.expected)} is usual; the threshold is ${rounded(threshold)}`;
    return { row, score, threshold, isAnomaly: score > threshold, reasons, text };
  }

  protected saved(options: Readonly<Record<string, unknown>>, saveColumn: (column: Column) => unknown): SavedDetector {
    const { kind, threshold, contamination, learnt, columns } = this;
    return { kind, threshold, options: { contamination, ...options }, ...(learnt > 0 && { state: { learnt, columns: columns.map(saveColumn) } }) };
  }
}

function featuresOf(rows: Tensor): Tensor {
  const [count, width] = rows.shape as [number, number];
  return reshape(reshape(transpose(rows), [-1]), [width, count]);
}

/** Each feature of numbers of the host that are laid out so. */
export const perFeature = <Numbers extends Float64Array>(numbers: Numbers, width: number): Numbers[] =>
  Array.from({ length: width }, (_, feature) => numbers.subarray((feature * numbers.length) / width, ((feature + 1) * numbers.length) / width) as Numbers);
