/** The local outlier factor: how much thinner the data are around a row than around its neighbours. */
import { add, div, maximum, mean, reciprocal, slice, take } from "../../math/index.ts";
import type { Tensor } from "../../tensor.ts";
import type { SavedDetector } from "../detector.ts";
import { elementsOf, exactTensor } from "../input.ts";
import { rounded } from "../rounded.ts";
import { NeighbourDetector, type NeighbourOptions, type SavedState } from "./neighbour-detector.ts";
import { savedOptions } from "../threshold.ts";
import type { Neighbours } from "./neighbours.ts";

const kind = "anomaly.lof";

/** Is added to every mean reachability distance, so that more than k equal rows have a great density, not an infinite one: as in scikit-learn. */
const smallest = 1e-10;

/** Scores are local outlier factors: about 1 for a row as dense as its neighbours, the greater the thinner. The default threshold is 1.5. */
export class Lof extends NeighbourDetector {
  readonly kind = kind;
  /** Of the rows that it learnt from: the distance of the k-th neighbour, and the local reachability density. */
  #reach = new Float64Array(0);
  #densities = new Float64Array(0);

  constructor(options: NeighbourOptions = {}) {
    super(kind, 1.5, 20, options);
  }

  protected async learnFrom(neighbours: Neighbours): Promise<Tensor> {
    this.#reach = await elementsOf(slice(neighbours.distances, null, -1));
    this.#densities = await elementsOf(await this.#densitiesOf(neighbours));
    return this.judge(neighbours);
  }

  protected async judge(neighbours: Neighbours): Promise<Tensor> {
    const own = await this.#densitiesOf(neighbours);
    const theirs = take(await exactTensor(kind, this.#densities, [this.#densities.length], own), neighbours.rows);
    return div(mean(theirs, { axis: 1 }), own);
  }

  /** 1 / the mean reachability distance, which is the distance to a neighbour, or that of its own k-th neighbour when that is greater. */
  async #densitiesOf({ distances, rows }: Neighbours): Promise<Tensor> {
    const reach = take(await exactTensor(kind, this.#reach, [this.#reach.length], distances), rows);
    return reciprocal(add(mean(maximum(distances, reach), { axis: 1 }), smallest));
  }

  protected describe(score: number): string {
    return `the rows around its ${this.k} neighbours are ${rounded(score)} times as dense as those around it; the threshold is ${rounded(this.threshold)}`;
  }

  toJSON(): SavedDetector {
    return this.saved({}, { reach: Array.from(this.#reach), densities: Array.from(this.#densities) });
  }

  static fromJSON(saved: SavedDetector): Lof {
    const state = saved.state as (SavedState & { readonly reach: readonly number[]; readonly densities: readonly number[] }) | undefined;
    const detector = new Lof(savedOptions(saved)).restore(state);
    if (state === undefined) return detector;
    detector.#reach = Float64Array.from(state.reach);
    detector.#densities = Float64Array.from(state.densities);
    return detector;
  }
}

/**
 * A detector of rows in thinner surroundings than their neighbours' (Breunig, Kriegel, Ng and Sander, 2000), as scikit-learn's `LocalOutlierFactor`:
 * k is 20, the score its `-negative_outlier_factor_` for the very rows of `fit`, its novelty score (`novelty: true`) for others, and the
 * threshold 1.5 its offset of "auto". Among more than k equal rows the densities are about 1e10, and the factors of rows near them enormous:
 * raise k above the number of duplicates.
 */
export const lof = (options?: NeighbourOptions): Lof => new Lof(options);
