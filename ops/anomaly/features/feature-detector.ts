/** What detectors have in common that look at one feature after the other: the score of a row is the sum of what each of its numbers contributes. */
import { ComputationError, ValidationError } from "../../errors.ts";
import type { Rows } from "../../sample.ts";
import { withOwned } from "../../stats/owned.ts";
import type { Tensor } from "../../tensor.ts";
import { Detector, type Explanation, type SavedDetector } from "../detector.ts";
import { elementsOf, exactRows, exactTensor } from "../input.ts";
import { rounded } from "../rounded.ts";

/** `Values` is what is read of some values of a feature, `Column` what is learnt of it. */
export abstract class FeatureDetector<Values, Column> extends Detector<Rows> {
  /** What was learnt of each feature. */
  protected columns: readonly Column[] = [];

  /** Each feature of rows [n, features]. */
  protected abstract read(rows: Tensor): Promise<readonly Values[]>;
  /** What is learnt of a feature from the first values. */
  protected abstract learnColumn(values: Values): Column;
  /** The same with more values. */
  protected abstract learnColumnMore(column: Column, values: Values): Column;
  /** What each of some values of a feature contributes to the score of its row. */
  protected abstract contributions(column: Column, values: Values): Float64Array;
  /** A value of the feature that contributes little. */
  protected abstract expected(column: Column): number;

  protected async learn(data: Rows): Promise<number> {
    const rows = await exactRows(this.kind, data);
    this.columns = (await this.read(rows)).map((values) => this.learnColumn(values));
    return rows.shape[0]!;
  }

  protected async learnMore(data: Rows): Promise<number> {
    if (this.learnt === 0) return this.learn(data);
    const rows = await exactRows(this.kind, data, this.columns.length);
    const more = await this.read(rows);
    this.columns = this.columns.map((column, feature) => this.learnColumnMore(column, more[feature]!));
    return rows.shape[0]!;
  }

  protected async scores(data: Rows): Promise<Tensor> {
    const rows = await exactRows(this.kind, data, this.columns.length);
    const scores = new Float64Array(rows.shape[0]!);
    for (const contributions of await this.#contributionsOf(rows)) {
      for (let row = 0; row < scores.length; row++) scores[row]! += contributions[row]!;
    }
    return exactTensor(this.kind, scores, [scores.length], rows);
  }

  async #contributionsOf(rows: Tensor): Promise<Float64Array[]> {
    return (await this.read(rows)).map((values, feature) => this.contributions(this.columns[feature]!, values));
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
    const contributions = (await this.#contributionsOf(rows)).map((column) => column[row]!);
    const reasons = contributions
      .map((contribution, feature) => ({ name: `feature ${feature}`, value: values[row * width + feature]!, expected: this.expected(this.columns[feature]!), contribution }))
      .toSorted((a, b) => b.contribution - a.contribution);
    const { threshold } = this;
    const score = contributions.reduce((sum, contribution) => sum + contribution, 0);
    const [first] = reasons as [(typeof reasons)[0]];
    const text = `row ${row} scores ${rounded(score)}, ${rounded(first.contribution)} of it by ${first.name} = ${rounded(first.value)}, where ${rounded(first.expected)} is usual; the threshold is ${rounded(threshold)}`;
    return { row, score, threshold, isAnomaly: score > threshold, reasons, text };
  }

  protected saved(options: Readonly<Record<string, unknown>>, saveColumn: (column: Column) => unknown): SavedDetector {
    const { kind, threshold, contamination, learnt, columns } = this;
    return { kind, threshold, options: { contamination, ...options }, ...(learnt > 0 && { state: { learnt, columns: columns.map(saveColumn) } }) };
  }
}
