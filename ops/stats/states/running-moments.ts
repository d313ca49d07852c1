/** Mean, spread and shape of values that come one by one, or in parts that are merged. */
import { numbersNow, type Sample } from "../../sample.ts";
import { mergeMoments, momentsOf, noMoments, type Moments } from "../moments.ts";
import { summaryOf, type ShapeOptions, type SpreadOptions, type Summary } from "../summary.ts";
import { checkKind, readNumber, saveNumber, type SavedNumber } from "./saved.ts";

export interface SavedMoments {
  readonly kind: "RunningMoments";
  readonly moments: { readonly [Key in keyof Moments]: SavedNumber };
}

/** Values that wait to be summed up together: quicker than one by one, and more exact. */
const waitingLength = 256;

/** The moments of all values so far, as exact as of the whole: Pébay (2008). NaN is counted as missing. */
export class RunningMoments {
  /** Without those that wait. */
  #settled: Moments = noMoments;
  readonly #waiting = new Float64Array(waitingLength);
  #waits = 0;

  static fromJSON(saved: SavedMoments): RunningMoments {
    checkKind("stats.RunningMoments.fromJSON", saved, "RunningMoments");
    return new RunningMoments().#settle(mapped(saved.moments, readNumber));
  }

  /** Adds a value. */
  push(value: number): this {
    this.#waiting[this.#waits++] = value;
    return this.#waits < waitingLength ? this : this.#settle(this.#moments());
  }

  /** Adds all values of a sample. Throws `DeviceError` for a tensor on webgpu: hand over `await x.data()`. */
  pushAll(values: Sample): this {
    return this.#settle(mergeMoments(this.#moments(), momentsOf(numbersNow("stats.RunningMoments.pushAll", values))));
  }

  /** Adds what another state has seen; the other stays as it is. */
  merge(other: RunningMoments): this {
    return this.#settle(mergeMoments(this.#moments(), other.#moments()));
  }

  get count(): number {
    return this.#moments().count;
  }

  get mean(): number {
    return this.#moments().mean;
  }

  /** Everything there is to tell, as `stats.moments`. */
  summary(options: SpreadOptions & ShapeOptions = {}): Summary {
    return summaryOf(this.#moments(), options);
  }

  toJSON(): SavedMoments {
    return { kind: "RunningMoments", moments: mapped(this.#moments(), saveNumber) };
  }

  #moments(): Moments {
    return this.#waits === 0 ? this.#settled : mergeMoments(this.#settled, momentsOf(this.#waiting.subarray(0, this.#waits)));
  }

  #settle(moments: Moments): this {
    this.#settled = moments;
    this.#waits = 0;
    return this;
  }
}

/** Each number of moments, changed. */
function mapped<From, To>({ count, nulls, mean, m2, m3, m4, min, max }: Record<keyof Moments, From>, change: (from: From) => To): Record<keyof Moments, To> {
  return { count: change(count), nulls: change(nulls), mean: change(mean), m2: change(m2), m3: change(m3), m4: change(m4), min: change(min), max: change(max) };
}
