/** Distance to the nearest neighbours as a score. */
import { ValidationError } from "../../errors.ts";
import { mean, median, slice } from "../../math/index.ts";
import { describeValue } from "../../sample.ts";
import type { Tensor } from "../../tensor.ts";
import type { SavedDetector } from "../detector.ts";
import { NeighbourDetector, type NeighbourOptions, type SavedState } from "./neighbour-detector.ts";
import type { Neighbours } from "./neighbours.ts";
import { rounded } from "../rounded.ts";
import { orTenth, savedOptions } from "../threshold.ts";

const kind = "anomaly.knn";

export interface KnnOptions extends NeighbourOptions {
  /** Which of the distances of the k neighbours is the score: the largest, their mean or their median. Default: "largest". */
  readonly method?: KnnMethod;
}

type KnnMethod = "largest" | "mean" | "median";

const methods: Readonly<Record<KnnMethod, (distances: Tensor) => Tensor>> = {
  largest: (distances) => slice(distances, null, -1),
  mean: (distances) => mean(distances, { axis: 1 }),
  median: (distances) => median(distances, { axis: 1 }),
};

/** Scores are distances to neighbours, in the units of the data. */
export class Knn extends NeighbourDetector {
  readonly kind = kind;
  readonly method: KnnMethod;

  constructor(options: KnnOptions = {}) {
    super(kind, Infinity, 5, orTenth(options));
    const { method = "largest" } = options;
    if (!Object.hasOwn(methods, method)) throw new ValidationError(kind, `unknown method: ${describeValue(method)}`, `one of ${Object.keys(methods).join(", ")}`);
    this.method = method;
  }

  protected learnFrom(neighbours: Neighbours): Promise<Tensor> {
    return this.judge(neighbours);
  }

  protected async judge({ distances }: Neighbours): Promise<Tensor> {
    return methods[this.method](distances);
  }

  protected describe(score: number): string {
    return `its ${this.k} nearest rows are ${rounded(score)} away (${this.method}); the threshold is ${rounded(this.threshold)}`;
  }

  toJSON(): SavedDetector {
    return this.saved({ method: this.method }, {});
  }

  static fromJSON(saved: SavedDetector): Knn {
    return new Knn(savedOptions(saved)).restore(saved.state as SavedState | undefined);
  }
}

/**
 * A detector of rows far from others: the score is the distance to the k-th nearest row (k is 5), or the mean or median of the k distances, as PyOD's
 * KNN. Features count as they are: bring them to one scale first. Without a threshold or a contamination, the contamination is 0.1, as in PyOD.
 * The very rows of `fit` are scored without themselves, unless `novelty` is true.
 */
export const knn = (options?: KnnOptions): Knn => new Knn(options);
