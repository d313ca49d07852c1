/** Mean, spread and shape of values that come one by one, or in parts that are merged. */
import { numbersNow, type Sample } from "../../sample.ts";
import { mergeMoments, momentsOf, noMoments, type Moments } from "../moments.ts";
import { summaryOf, type ShapeOptions, type SpreadOptions, type Summary } from "../summary.ts";
import { checkKind, readNumber, saveNumber, type SavedNumber } from "./saved.ts";

export interface SavedMoments {
  readonly kind: "RunningMoments";
  readonly moments: { readonly [Key in keyof Moments]: SavedNumber };
}

/** The moments of all values so far, as exact as of the whole: Pébay (2008). NaN is counted as missing. */
export class RunningMoments {
  #moments: Moments = noMoments;

  static fromJSON(saved: SavedMoments): RunningMoments {
    checkKind("stats.RunningMoments.fromJSON", saved, "RunningMoments");
    const state = new RunningMoments();
    state.#moments = mapped(saved.moments, readNumber);
    return state;
  }

  /** Adds a value. */
  push(value: number): this {
    const { count, nulls } = Number.isNaN(value) ? { count: 0, nulls: 1 } : { count: 1, nulls: 0 };
    this.#moments = mergeMoments(this.#moments, { count, nulls, mean: value, m2: 0, m3: 0, m4: 0, min: value, max: value });
    return this;
  }

  /** Adds all values of a sample. Throws `DeviceError` for a tensor on webgpu: hand over `await x.data()`. */
  pushAll(values: Sample): this {
    this.#moments = mergeMoments(this.#moments, momentsOf(numbersNow("stats.RunningMoments.pushAll", values)));
    return this;
  }

  /** Adds what another state has seen; the other stays as it is. */
  merge(other: RunningMoments): this {
    this.#moments = mergeMoments(this.#moments, other.#moments);
    return this;
  }

  get count(): number {
    return this.#moments.count;
  }

  get mean(): number {
    return this.#moments.mean;
  }

  /** Everything there is to tell, as `stats.moments`. */
  summary(options: SpreadOptions & ShapeOptions = {}): Summary {
    return summaryOf(this.#moments, options);
  }

  toJSON(): SavedMoments {
    return { kind: "RunningMoments", moments: mapped(this.#moments, saveNumber) };
  }
}

/** Each number of moments, changed. */
function mapped<From, To>({ count, nulls, mean, m2, m3, m4, min, max }: Record<keyof Moments, From>, change: (from: From) => To): Record<keyof Moments, To> {
  return { count: change(count), nulls: change(nulls), mean: change(mean), m2: change(m2), m3: change(m3), m4: change(m4), min: change(min), max: change(max) };
}
