/** Half-space trees as a detector of strange rows in a stream. */
import { ShapeError, ValidationError } from "../../errors.ts";
import { Philox } from "../../philox.ts";
import { drawSeed } from "../../random.ts";
import type { Rows } from "../../sample.ts";
import { withOwned } from "../../stats/owned.ts";
import type { Tensor } from "../../tensor.ts";
import { Detector, type DetectorOptions, type Explanation, type SavedDetector } from "../detector.ts";
import { elementsOf, exactRows } from "../input.ts";
import { savedThreshold } from "../threshold.ts";
import { runBatch, type Work } from "./batch.ts";
import { contributionsOf } from "./explain.ts";
import { HalfSpaceStream } from "./stream.ts";
import { drawHalfSpaces, noMasses, type HalfSpaces, type Masses } from "./trees.ts";

const kind = "anomaly.halfSpaceTrees";

export interface HalfSpaceTreesOptions extends DetectorOptions {
  /** Default: 10. */
  readonly trees?: number;
  /** Splits on the way to a leaf, at most 15. Default: 8. */
  readonly height?: number;
  /** Rows by which the next ones are judged. Default: 250. */
  readonly window?: number;
  /** Whether features are brought to [0, 1] by the least and the greatest numbers so far, as River's `MinMaxScaler` before the trees does. Default: false. */
  readonly scale?: boolean;
  /** The same seed and options give the same trees. Default: drawn from the stream of `manualSeed`. */
  readonly seed?: number;
}

type Settings = Required<Pick<HalfSpaceTreesOptions, "trees" | "height" | "window" | "scale">>;

const defaults: Settings = { trees: 10, height: 8, window: 250, scale: false };

interface State {
  readonly features: number;
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly reference: readonly number[];
  readonly latest: readonly number[];
  readonly range: readonly number[];
  readonly seen: number;
}

export class HalfSpaceTrees extends Detector<Rows> {
  readonly kind = kind;
  readonly seed: number;
  readonly #settings: Settings;
  #stream: HalfSpaceStream | undefined;
  #spaces: HalfSpaces | undefined;

  constructor({ threshold, contamination, seed = drawSeed(), ...settings }: HalfSpaceTreesOptions = {}) {
    super(kind, 0.95, { ...(threshold !== undefined && { threshold }), ...(contamination !== undefined && { contamination }) });
    this.#settings = { ...defaults, ...settings };
    this.seed = seed;
    checkSettings(this.#settings, seed);
  }

  /** The cuts; they are drawn when the first row comes. */
  get spaces(): HalfSpaces | undefined {
    return this.#spaces;
  }

  protected async learn(data: Rows): Promise<number> {
    this.#spaces = this.#stream = undefined;
    return this.learnMore(data);
  }

  protected async learnMore(data: Rows): Promise<number> {
    const { rows, scores } = await this.#run(data, { score: false, learn: true });
    scores.dispose();
    return rows;
  }

  /** By the last whole window of what was learnt; nothing is learnt. */
  protected async scores(data: Rows): Promise<Tensor> {
    return (await this.#run(data, { score: true, learn: false })).scores;
  }

  /** The score [n] of each row before it is learnt: a stream in one call, the same as `scoreOne` and `learnOne` for every row. */
  async progressiveScores(data: Rows): Promise<Tensor> {
    const { rows, scores } = await this.#run(data, { score: true, learn: true });
    this.learnt += rows;
    this.count(await elementsOf(scores));
    return scores;
  }

  #run(data: Rows, work: Work): Promise<{ rows: number; scores: Tensor }> {
    return withOwned(kind, data, (own) => this.#runOwn(own, work));
  }

  async #runOwn(data: Rows, work: Work): Promise<{ rows: number; scores: Tensor }> {
    const rows = await exactRows(kind, data, this.#spaces?.features);
    const stream = this.#streamFor(rows.shape[1]!);
    const { scores, masses } = await runBatch(kind, this.#spaces!, this.#settings, stream.masses, rows, work);
    if (work.learn) this.#go(this.#spaces!, masses);
    return { rows: rows.shape[0]!, scores };
  }

  #go(spaces: HalfSpaces, masses?: Masses): HalfSpaceStream {
    this.#spaces = spaces;
    return (this.#stream = new HalfSpaceStream(spaces, this.#settings, masses));
  }

  #streamFor(features: number): HalfSpaceStream {
    return this.#stream ?? this.#go(drawHalfSpaces({ ...this.#settings, features }, new Philox(this.seed)));
  }

  /** The score of one row, at once: 0 before the first window is full. Throws `ShapeError` for another number of features, `ValidationError` for a number that is not finite. */
  scoreOne(row: ArrayLike<number>): number {
    const score = this.#streamFor(this.#checkRow(row)).score(row);
    this.count([score]);
    return score;
  }

  /** Learns one row, at once. Throws as `scoreOne` does. */
  learnOne(row: ArrayLike<number>): this {
    this.#streamFor(this.#checkRow(row)).learn(row);
    this.learnt++;
    return this;
  }

  #checkRow(row: ArrayLike<number>): number {
    const features = this.#spaces?.features ?? row.length;
    if (features === 0) throw new ShapeError(kind, "no feature: []");
    if (row.length !== features) throw new ShapeError(kind, `row of ${row.length} features, but it learnt from ${features}`);
    for (let i = 0; i < features; i++) if (!Number.isFinite(row[i]!)) throw new ValidationError(kind, `feature ${i} is not finite: ${row[i]}`);
    return features;
  }

  async #rowOf(data: Rows, row: number): Promise<{ numbers: Float64Array; features: number }> {
    const rows = await exactRows(kind, data, this.#spaces?.features);
    const [count, features] = rows.shape as [number, number];
    if (!Number.isInteger(row) || row < 0 || row >= count) throw new ValidationError(kind, `no row ${row}: there are ${count}`);
    return { features, numbers: (await elementsOf(rows)).slice(row * features, (row + 1) * features) };
  }

  /** Contributions are in units of the score: over all features they add up to the score less that of rows that lie evenly in space. */
  async explain(data: Rows, row: number): Promise<Explanation> {
    const { numbers, features } = await withOwned(kind, data, (own) => this.#rowOf(own, row));
    const stream = this.#streamFor(features);
    const score = stream.score(numbers);
    const contributions = contributionsOf(this.#spaces!, stream.masses.reference, stream.leaves(numbers), this.#settings.window);
    const reasons = Array.from(contributions, (contribution, feature) => ({ name: `feature ${feature}`, value: numbers[feature]!, contribution })).toSorted((a, b) => b.contribution - a.contribution);
    const isAnomaly = score > this.threshold;
    const text = `row ${row} scores ${Number(score.toPrecision(4))}, ${isAnomaly ? "above" : "not above"} ${this.threshold}; most of it from ${reasons[0]!.name}`;
    return { row, score, threshold: this.threshold, isAnomaly, reasons, text };
  }

  toJSON(): SavedDetector {
    const { threshold, contamination, seed } = this;
    const options = { ...this.#settings, contamination, seed };
    if (this.#stream === undefined) return { kind, threshold, options };
    const { features, feature, threshold: cuts } = this.#spaces!;
    const { reference, latest, range, seen } = this.#stream.masses;
    const arrays = { feature, threshold: cuts, reference, latest, range: range.filter(Number.isFinite) }; // JSON has no infinity
    const state = { features, seen, ...Object.fromEntries(Object.entries(arrays).map(([name, numbers]) => [name, Array.from<number>(numbers)])) };
    return { kind, threshold, options, state };
  }

  static fromJSON({ threshold, options, state }: SavedDetector): HalfSpaceTrees {
    const detector = new HalfSpaceTrees({ ...options, threshold: savedThreshold(threshold) });
    if (state === undefined) return detector;
    const { features, feature, threshold: cuts, reference, latest, range, seen } = state as State;
    const { trees, height } = detector.#settings;
    const spaces = { features, trees, height, feature: Int32Array.from(feature), threshold: Float64Array.from(cuts) };
    const known = { reference: Int32Array.from(reference), latest: Int32Array.from(latest), seen };
    detector.#go(spaces, { ...noMasses(spaces), ...known, ...(range.length > 0 && { range: Float64Array.from(range) }) });
    detector.learnt = seen;
    return detector;
  }
}

/** The masses of all leaves take some hundred megabytes then. */
const mostLeaves = 2 ** 24;

function checkSettings({ trees, height, window }: Settings, seed: number): void {
  if (!Number.isSafeInteger(trees) || trees < 1) throw new ValidationError(kind, `trees is not a whole number above 0: ${trees}`);
  if (!Number.isInteger(height) || height < 1 || height > 15) throw new ValidationError(kind, `height is not a whole number from 1 to 15: ${height}`);
  if (trees * 2 ** height > mostLeaves) throw new ValidationError(kind, `too many leaves: ${trees} trees of height ${height}`, `${mostLeaves} at most`);
  if (!Number.isInteger(window) || window < 1 || window >= 2 ** 31) throw new ValidationError(kind, `window is not a whole number above 0: ${window}`);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new ValidationError(kind, `invalid seed: ${seed}`, "a whole number from 0 on");
}

/**
 * Half-space trees, a detector for streams that forgets: rows in places where the last whole window had few are anomalies. Tan, Ting and Liu (2011), with
 * River's definitions; with the same cuts its scores are River's. Features are expected in [0, 1], and what lies outside belongs to the outermost half,
 * as in River; `scale` brings other features there. Scores lie in [0, 1] and are 0 until the first window is full. How high usual rows score
 * depends on how they fill the space (near 1 in many dimensions), so set `contamination`, or a threshold from scores that were seen; the default is 0.95.
 *
 * Throws `ValidationError` for options out of range, no row, and rows with NaN or an infinity (telling which); `ShapeError` for other than rows of
 * as many features as were learnt.
 */
export const halfSpaceTrees = (options?: HalfSpaceTreesOptions): HalfSpaceTrees => new HalfSpaceTrees(options);
