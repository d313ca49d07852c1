/** What detectors by neighbours have in common: they keep the rows that they learnt from, and look among them for the nearest ones. */
import { ComputationError, ValidationError } from "../../errors.ts";
import type { Rows } from "../../sample.ts";
import { concatenated } from "../../stats/concatenated.ts";
import { withOwned } from "../../stats/owned.ts";
import type { Tensor } from "../../tensor.ts";
import { Detector, type DetectorOptions, type SavedDetector } from "../detector.ts";
import { measureOf, type Metric } from "./distance.ts";
import { elementsOf, exactRows, exactTensor } from "../input.ts";
import { differences, withoutRow, type Neighbour, type NeighbourExplanation } from "./explain.ts";
import { countOf, nearest, type Neighbours, type Points } from "./neighbours.ts";
import { rounded } from "../rounded.ts";

export interface NeighbourOptions extends DetectorOptions {
  /** How many neighbours are looked at; fewer than there are rows to learn from. */
  readonly k?: number;
  /** Default: "euclidean". */
  readonly metric?: Metric;
  /** Rows equal to those of `fit` are scored like any others, each being its own nearest neighbour. Default: false, which leaves each of them out of its own neighbours. */
  readonly novelty?: boolean;
  /** Ends a long `fit` or `score`, which then rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Told how many rows are done, at every step of a long `fit` or `score`. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

export abstract class NeighbourDetector extends Detector<Rows> {
  readonly k: number;
  readonly metric: Metric;
  readonly novelty: boolean;
  protected points: Points = { values: new Float64Array(0), features: 0 };
  /** Of the rows that it learnt from, each without itself. */
  protected ownScores = new Float64Array(0);
  readonly #watched: Pick<NeighbourOptions, "signal" | "onProgress">;

  constructor(op: string, usual: number, usualK: number, options: NeighbourOptions) {
    super(op, usual, options);
    const { k = usualK, metric = "euclidean", novelty = false, signal, onProgress } = options;
    if (!Number.isInteger(k) || k < 1) throw new ValidationError(op, `k is not a number of neighbours: ${k}`);
    measureOf(op, metric);
    this.k = k;
    this.metric = metric;
    this.novelty = novelty;
    this.#watched = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
  }

  /** Takes in what the neighbours of the rows that were learnt tell, and returns their scores. */
  protected abstract learnFrom(neighbours: Neighbours): Promise<Tensor>;
  /** Scores of rows that have these neighbours among the rows that were learnt. */
  protected abstract judge(neighbours: Neighbours): Promise<Tensor>;

  protected async learn(data: Rows): Promise<number> {
    const rows = await exactRows(this.kind, data);
    return this.#learnRows({ values: await elementsOf(rows), features: rows.shape[1]! }, rows);
  }

  /** The neighbours of all rows are found anew: it takes as long as `fit` with all of them. */
  protected async learnMore(data: Rows): Promise<number> {
    if (this.learnt === 0) return this.learn(data);
    const { values, features } = this.points;
    const added = await exactRows(this.kind, data, features);
    const more = await elementsOf(added);
    const joined = concatenated([values, more]);
    const count = joined.length / features;
    await this.#learnRows({ values: joined, features }, await exactTensor(this.kind, joined, [count, features], added));
    return more.length / features;
  }

  async #learnRows(points: Points, rows: Tensor): Promise<number> {
    const count = countOf(points);
    if (this.k >= count) throw new ValidationError(this.kind, `k is not less than the number of rows: ${this.k} of ${count}`, "a row is no neighbour of its own");
    const neighbours = await nearest(this.kind, points, rows, { k: this.k, metric: this.metric, ownRows: true, ...this.#watched });
    this.points = points;
    this.ownScores = await elementsOf(await this.learnFrom(neighbours));
    return count;
  }

  protected async scores(data: Rows): Promise<Tensor> {
    const rows = await exactRows(this.kind, data, this.points.features);
    if (await this.#areOwn(rows)) return exactTensor(this.kind, this.ownScores, [this.ownScores.length], rows);
    return this.judge(await this.neighboursOf(rows));
  }

  async #areOwn(rows: Tensor): Promise<boolean> {
    const { values } = this.points;
    if (this.novelty || rows.size !== values.length) return false;
    return (await elementsOf(rows)).every((value, i) => value === values[i]);
  }

  protected neighboursOf(rows: Tensor): Promise<Neighbours> {
    return nearest(this.kind, this.points, rows, { k: this.k, metric: this.metric, ownRows: false, ...this.#watched });
  }

  /** The neighbours, and by how much each feature differs from their mean. */
  async explain(data: Rows, row: number): Promise<NeighbourExplanation> {
    if (this.learnt === 0) throw new ComputationError(`${this.kind}.explain`, "nothing was learnt yet", "call fit first");
    return withOwned(this.kind, data, (own) => this.#explain(own, row));
  }

  async #explain(data: Rows, row: number): Promise<NeighbourExplanation> {
    const rows = await exactRows(this.kind, data, this.points.features);
    const count = rows.shape[0]!;
    if (!Number.isInteger(row) || row < 0 || row >= count) throw new ValidationError(this.kind, `no row ${row} to explain: there are ${count}`);
    const { values, features } = this.points;
    const own = await this.#areOwn(rows);
    const x = (await elementsOf(rows)).slice(row * features, (row + 1) * features);
    const query = await exactTensor(this.kind, x, [1, features], rows);
    const search = { k: this.k, metric: this.metric };
    const found = own
      ? await nearest(this.kind, withoutRow(this.points, row), query, { ...search, ownRows: false })
      : await nearest(this.kind, this.points, query, { ...search, ownRows: false });
    const distances = await elementsOf(found.distances);
    const neighbours = Array.from((await found.rows.data()) as Int32Array, (place, i): Neighbour => ({ row: own && place >= row ? place + 1 : place, distance: distances[i]! }));
    const score = own ? this.ownScores[row]! : (await elementsOf(await this.judge(found)))[0]!;
    const reasons = differences(x, neighbours.map((neighbour) => values.subarray(neighbour.row * features, (neighbour.row + 1) * features)));
    const { threshold } = this;
    const text = `${this.describe(score, neighbours)}; ${reasons[0]!.name} differs most: ${rounded(reasons[0]!.value)} where its neighbours have ${rounded(reasons[0]!.expected)}`;
    return { row, score, threshold, isAnomaly: score > threshold, reasons, neighbours, text };
  }

  /** The score as a sentence. */
  protected abstract describe(score: number, neighbours: readonly Neighbour[]): string;

  protected saved(more: Readonly<Record<string, unknown>>, state: Readonly<Record<string, unknown>>): SavedDetector {
    const { kind, threshold, contamination, k, metric, novelty, points } = this;
    const learnt = { features: points.features, rows: Array.from(points.values), scores: Array.from(this.ownScores), ...state };
    return { kind, threshold, options: { contamination, k, metric, novelty, ...more }, ...(this.learnt > 0 && { state: learnt }) };
  }

  protected restore(state: SavedState | undefined): this {
    if (state !== undefined) {
      this.points = { values: Float64Array.from(state.rows), features: state.features };
      this.ownScores = Float64Array.from(state.scores);
      this.learnt = countOf(this.points);
    }
    return this;
  }
}

export interface SavedState {
  readonly features: number;
  readonly rows: readonly number[];
  readonly scores: readonly number[];
}
