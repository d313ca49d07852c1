/** The isolation forest as a detector. */
import { isFloat } from "../../dtype.ts";
import { ShapeError, ValidationError } from "../../errors.ts";
import { all, astype, isfinite, neg, slice, sub } from "../../math/index.ts";
import { Philox } from "../../philox.ts";
import { drawSeed } from "../../random.ts";
import { asRows, describeValue, type Rows } from "../../sample.ts";
import { scope } from "../../scope.ts";
import { formatShape } from "../../shape.ts";
import { withOwned } from "../../stats/owned.ts";
import type { Tensor } from "../../tensor.ts";
import { Detector, type Explanation, type SavedDetector } from "../detector.ts";
import { exactRows } from "../input.ts";
import { savedThreshold } from "../threshold.ts";
import { contributionsOf, decisionsOf, describeDecision, reasonsOf, shortestTree, type Decision } from "./explain.ts";
import { growForest } from "./grow.ts";
import { checkSettings, defaults, featuresOf, samplesOf, type IsolationForestOptions, type Settings } from "./options.ts";
import { rounded } from "../rounded.ts";
import { restoreTree, saveTree, type SavedTree } from "./saved.ts";
import { makeForest, scoreOf, scoreRows, type Forest } from "./score.ts";
import { scoreOnGpu } from "./score-on-gpu.ts";
import type { Tree } from "./tree.ts";

const kind = "anomaly.isolationForest";

export interface ForestExplanation extends Explanation {
  /** The tree that isolates the row with the fewest splits, and the row's way down that tree. */
  readonly tree: number;
  readonly path: readonly Decision[];
}

interface State {
  readonly features: number;
  readonly learnt: number;
  readonly generation: number;
  readonly medians: readonly number[];
  readonly trees: readonly SavedTree[];
}

export class IsolationForest extends Detector<Rows> {
  readonly kind = kind;
  readonly seed: number;
  readonly #settings: Settings;
  #forest: Forest = makeForest([]);
  #features = 0;
  /** How often trees were grown: each time has random numbers of its own. */
  #generation = 0;
  #medians: readonly number[] = [];

  constructor({ threshold, contamination, seed = drawSeed(), ...settings }: IsolationForestOptions = {}) {
    super(kind, 0.5, { ...(threshold !== undefined && { threshold }), ...(contamination !== undefined && { contamination }) });
    this.#settings = { ...defaults, ...settings };
    this.seed = seed;
    checkSettings(kind, this.#settings, seed);
  }

  /** The trees, the oldest first. */
  get trees(): readonly Tree[] {
    return this.#forest.trees;
  }

  protected async learn(data: Rows): Promise<number> {
    const rows = await this.#learnable(data);
    this.#generation = 0;
    this.#features = rows.shape[1]!;
    const { trees, medians } = await this.#grow(rows, this.#settings.trees);
    this.#medians = medians;
    this.#forest = makeForest(trees);
    return rows.shape[0]!;
  }

  /** The oldest of the trees make room for as many that are grown from the new rows; `refresh` says how many. The first call grows all. */
  protected async learnMore(data: Rows): Promise<number> {
    if (this.learnt === 0) return this.learn(data);
    const rows = await this.#learnable(data, this.#features);
    this.#generation++;
    const count = Math.max(Math.round(this.#settings.refresh * this.trees.length), 1);
    const { trees } = await this.#grow(rows, count);
    this.#forest = makeForest([...this.trees.slice(count), ...trees]);
    return rows.shape[0]!;
  }

  #grow(rows: Tensor, trees: number): ReturnType<typeof growForest> {
    const [count, width] = rows.shape as [number, number];
    const growth = { trees, samples: samplesOf(this.#settings, count), features: featuresOf(kind, this.#settings, width) };
    return growForest(rows, growth, new Philox((this.seed + this.#generation * 2 ** 32) % 2 ** 53));
  }

  async #learnable(data: Rows, features?: number): Promise<Tensor> {
    const rows = await floatRows(data, features);
    const [count] = rows.shape as [number];
    // Of rows on a GPU the samples are read, unless they are more than all of them.
    if (rows.device === "webgpu" && count <= this.#settings.trees * samplesOf(this.#settings, count)) return exactRows(kind, rows);
    if (count === 0 || !(await all(isfinite(rows)).item())) await exactRows(kind, rows);
    return rows;
  }

  protected async scores(data: Rows): Promise<Tensor> {
    const rows = await floatRows(data, this.#features);
    const scores = rows.device === "webgpu" ? await scoreOnGpu(kind, this.trees, rows) : scoreRows(kind, this.#forest, rows);
    if (hasNaN((await scores.data()) as Float64Array)) await exactRows(kind, rows); // which tells the row and the feature
    return scores;
  }

  /** The score of one row, at once. Throws `ShapeError` for another number of features, `ValidationError` for a number that is not finite. */
  scoreOne(row: ArrayLike<number>): number {
    if (typeof row !== "object" || row === null) throw new ValidationError(kind, `not a row of numbers: ${describeValue(row)}`);
    if (row.length !== this.#features) throw new ShapeError(kind, `row of ${row.length} features, but it learnt from ${this.#features}`);
    const score = scoreOf(this.#forest, row, 0, this.#features);
    if (Number.isNaN(score)) throw new ValidationError(kind, `not finite: ${Array.from(row).find((value) => !Number.isFinite(value))}`);
    return score;
  }

  /** The negative score [n], the less the stranger, as `score_samples` of scikit-learn. */
  async scoreSamples(data: Rows): Promise<Tensor> {
    return used(await this.score(data), neg);
  }

  /** The threshold minus the score [n]: negative for anomalies, as `decision_function` of scikit-learn. */
  async decisionFunction(data: Rows): Promise<Tensor> {
    return used(await this.score(data), (scores) => sub(this.threshold, scores));
  }

  #rowOf(data: Rows, row: number): Promise<Float64Array> {
    return withOwned(kind, data, async (own) => rowOf(await floatRows(own, this.#features), row));
  }

  /** The row's way down a tree. Throws `ValidationError` for a row or a tree that is not there. */
  async path(data: Rows, row: number, tree: number): Promise<Decision[]> {
    if (this.trees[tree] === undefined) throw new ValidationError(kind, `no tree ${tree}: there are ${this.trees.length}`);
    return decisionsOf(this.#forest, await this.#rowOf(data, row), tree);
  }

  /** Contributions are in doublings of the score: they add up to log2(score) + 1 over all features. */
  async explain(data: Rows, row: number): Promise<ForestExplanation> {
    const numbers = await this.#rowOf(data, row);
    const score = this.scoreOne(numbers);
    const reasons = reasonsOf(contributionsOf(this.#forest, numbers), numbers, this.#medians);
    const tree = shortestTree(this.#forest, numbers);
    const path = decisionsOf(this.#forest, numbers, tree);
    const isAnomaly = score > this.threshold;
    const verdict = `row ${row} scores ${rounded(score)}, ${isAnomaly ? "above" : "not above"} ${rounded(this.threshold)}`;
    const text = [`${verdict}; most of it from ${reasons[0]!.name}`, ...path.map(describeDecision)].join("\n");
    return { row, score, threshold: this.threshold, isAnomaly, reasons, text, tree, path };
  }

  toJSON(): SavedDetector {
    const { threshold, contamination, seed, learnt } = this;
    const options = { ...this.#settings, contamination, seed };
    const state: State = { features: this.#features, learnt, generation: this.#generation, medians: this.#medians, trees: this.trees.map(saveTree) };
    return { kind, threshold, options, ...(learnt > 0 && { state }) };
  }

  static fromJSON({ threshold, options, state }: SavedDetector): IsolationForest {
    const detector = new IsolationForest({ ...options, threshold: savedThreshold(threshold) });
    if (state === undefined) return detector;
    const { features, learnt, generation, medians, trees } = state as State;
    detector.#features = features;
    detector.#generation = generation;
    detector.#medians = medians;
    detector.#forest = makeForest(trees.map(restoreTree));
    detector.learnt = learnt;
    return detector;
  }
}

/** A loop: `some` takes 2 percent of the time of scoring. */
function hasNaN(scores: Float64Array): boolean {
  for (let i = 0; i < scores.length; i++) if (Number.isNaN(scores[i]!)) return true;
  return false;
}

/** What is made of scores that nobody else needs. */
function used(scores: Tensor, make: (scores: Tensor) => Tensor): Tensor {
  const made = make(scores);
  scores.dispose();
  return made;
}

/** Rows of floats on webgpu, of float32 or float64 elsewhere; integers become float64, on a device that has it. Throws `ShapeError` for another number of features than was learnt. */
async function floatRows(data: Rows, features?: number): Promise<Tensor> {
  const rows = asRows(kind, data);
  const width = rows.shape[1]!;
  if (width === 0) throw new ShapeError(kind, `no feature: ${formatShape(rows.shape)}`);
  if (features !== undefined && width !== features) throw new ShapeError(kind, `rows of ${width} features, but it learnt from ${features}`);
  if (rows.device === "webgpu") return isFloat(rows.dtype) ? rows : exactRows(kind, rows);
  return rows.dtype === "float64" ? rows : astype(rows, isFloat(rows.dtype) ? "float32" : "float64");
}

async function rowOf(rows: Tensor, row: number): Promise<Float64Array> {
  if (!Number.isInteger(row) || row < 0 || row >= rows.shape[0]!) throw new ValidationError(kind, `no row ${row}: there are ${rows.shape[0]}`);
  return Float64Array.from(await scope(() => slice(rows, row).data()) as ArrayLike<number>);
}

/**
 * An isolation forest: rows that few random splits tell from the others are anomalies. Liu, Ting and Zhou (2008), with scikit-learn's definitions: scores
 * lie in (0, 1), the greater the stranger, and are `-score_samples`; the default threshold is 0.5, `contamination` sets another. Differs from
 * scikit-learn in three things: rows that nothing tells apart score exactly 0.5, so that constant data have no anomaly; float64 rows are not
 * rounded to float32; and features count as constant only where they are.
 *
 * `partialFit` replaces the oldest trees (`refresh`) by trees of the new rows, so that the forest follows what changes. Throws `ValidationError` for
 * options out of range, no row, and rows with NaN or an infinity (telling which); `ShapeError` for other than rows of as many features as were learnt.
 */
export const isolationForest = (options?: IsolationForestOptions): IsolationForest => new IsolationForest(options);
