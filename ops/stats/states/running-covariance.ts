/** Covariances of features whose rows come one by one, or in parts that are merged. */
import { newElements } from "../../elements.ts";
import { ShapeError, ValidationError } from "../../errors.ts";
import { asRows, numbersNow, type Rows } from "../../sample.ts";
import { checkAlike, checkKind, readNumber, saveNumber, type SavedNumber } from "./saved.ts";

export interface SavedCovariance {
  readonly kind: "RunningCovariance";
  readonly features: number;
  readonly count: number;
  readonly nulls: number;
  readonly means: readonly SavedNumber[];
  readonly products: readonly SavedNumber[];
}

/** The means of features and the sums of products of their distances from them: Chan, Golub and LeVeque (1979). A row with a NaN is counted as missing. */
export class RunningCovariance {
  readonly features: number;
  #count = 0;
  #nulls = 0;
  readonly #means: Float64Array;
  /** Row-major, both halves. */
  readonly #products: Float64Array;
  /** Of the row that is being added. */
  readonly #distances: Float64Array;

  constructor(features: number) {
    if (!Number.isInteger(features) || features < 1) throw new ValidationError("stats.RunningCovariance", `not a number of features: ${features}`);
    this.features = features;
    this.#products = newElements("stats.RunningCovariance", "float64", features * features) as Float64Array;
    this.#means = new Float64Array(features);
    this.#distances = new Float64Array(features);
  }

  static fromJSON(saved: SavedCovariance): RunningCovariance {
    const op = "stats.RunningCovariance.fromJSON";
    checkKind(op, saved, "RunningCovariance");
    const state = new RunningCovariance(saved.features);
    checkAlike(op, "means", saved.features, saved.means.length);
    checkAlike(op, "products", saved.features ** 2, saved.products.length);
    state.#count = saved.count;
    state.#nulls = saved.nulls;
    state.#means.set(saved.means.map(readNumber));
    state.#products.set(saved.products.map(readNumber));
    return state;
  }

  /** Complete rows so far. */
  get count(): number {
    return this.#count;
  }

  /** Rows so far that a NaN made incomplete. */
  get nulls(): number {
    return this.#nulls;
  }

  /** NaN before the first row. */
  get means(): number[] {
    return Array.from(this.#means, (mean) => (this.#count === 0 ? NaN : mean));
  }

  /** Adds a row. Throws `ShapeError` unless it has a number for each feature. */
  push(row: ArrayLike<number>): this {
    if (row.length !== this.features) throw new ShapeError("stats.RunningCovariance.push", `${row.length} numbers for ${this.features} features`);
    return this.#add(row, 0);
  }

  /** Adds the rows of a tensor [n, features] or of an array. Throws `ShapeError` for another number of features, `DeviceError` for a tensor on webgpu. */
  pushAll(rows: Rows): this {
    const op = "stats.RunningCovariance.pushAll";
    const source = asRows(op, rows);
    if (source.shape[1] !== this.features) throw new ShapeError(op, `${source.shape[1]} numbers for ${this.features} features`);
    const numbers = numbersNow(op, source);
    for (let at = 0; at < numbers.length; at += this.features) this.#add(numbers, at);
    if (source !== rows) source.dispose();
    return this;
  }

  /** Adds what another state has seen; the other stays as it is. Throws `ValidationError` when they differ in features. */
  merge(other: RunningCovariance): this {
    checkAlike("stats.RunningCovariance.merge", "features", this.features, other.features);
    this.#nulls += other.#nulls;
    if (other.#count === 0) return this;
    const count = this.#count + other.#count;
    const share = other.#count / count;
    const distances = other.#means.map((mean, i) => mean - this.#means[i]!);
    for (let i = 0; i < this.features; i++) {
      for (let j = 0; j < this.features; j++) {
        const at = i * this.features + j;
        this.#products[at]! += other.#products[at]! + distances[i]! * distances[j]! * this.#count * share;
      }
    }
    distances.forEach((distance, i) => (this.#means[i]! += distance * share));
    this.#count = count;
    return this;
  }

  /** The covariances, row by row; `ddof` is taken off the count in the divisor. Default: 1. Throws `ValidationError` unless there are more rows than `ddof`. */
  covariance(ddof = 1): number[][] {
    this.#checkCount("covariance", ddof);
    return this.#matrix((i, j) => this.#product(i, j) / (this.#count - ddof));
  }

  /** Pearson's correlations, row by row; NaN for a feature whose values are equal. Throws `ValidationError` for fewer than two rows. */
  correlation(): number[][] {
    this.#checkCount("correlation", 1);
    return this.#matrix((i, j) => (i === j && this.#product(i, i) > 0 ? 1 : this.#product(i, j) / Math.sqrt(this.#product(i, i) * this.#product(j, j))));
  }

  toJSON(): SavedCovariance {
    const saved = { features: this.features, count: this.#count, nulls: this.#nulls };
    return { kind: "RunningCovariance", ...saved, means: Array.from(this.#means, saveNumber), products: Array.from(this.#products, saveNumber) };
  }

  /** Adds the row that begins at a place: Welford's step. */
  #add(numbers: ArrayLike<number>, at: number): this {
    for (let i = 0; i < this.features; i++) {
      if (!Number.isNaN(numbers[at + i]!)) continue;
      this.#nulls++;
      return this;
    }
    const count = ++this.#count;
    const left = (count - 1) / count;
    const { features } = this;
    const [distances, products] = [this.#distances, this.#products];
    for (let i = 0; i < features; i++) {
      const distance = numbers[at + i]! - this.#means[i]!;
      distances[i] = distance;
      this.#means[i]! += distance / count;
      for (let j = 0; j <= i; j++) products[j * features + i] = products[i * features + j]! += distance * distances[j]! * left;
    }
    return this;
  }

  #product(i: number, j: number): number {
    return this.#products[i * this.features + j]!;
  }

  #matrix(entry: (i: number, j: number) => number): number[][] {
    return Array.from({ length: this.features }, (_, i) => Array.from({ length: this.features }, (__, j) => entry(i, j)));
  }

  #checkCount(read: string, ddof: number): void {
    if (this.#count <= ddof) throw new ValidationError(`stats.RunningCovariance.${read}`, `needs ${ddof + 1} rows at least: ${this.#count}`);
  }
}
