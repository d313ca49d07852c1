/** Exponentially weighted statistics of a series, as pandas' `ewm`. */
import { ValidationError } from "../errors.ts";
import { astype } from "../math/index.ts";
import { applyOnHost } from "../operand.ts";
import { asSample, type Sample } from "../sample.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import { Decay, type DecayOptions } from "./decay.ts";
import { seriesOf, type Series } from "./rolling.ts";

/** Exactly one of the first four says how fast weights decay. */
export interface EwmOptions {
  /** The weight of the latest value, in (0, 1]. */
  readonly alpha?: number;
  /** alpha = 2 / (span + 1), span at least 1. */
  readonly span?: number;
  /** The places after which a weight is halved, above 0. */
  readonly halflife?: number;
  /** The centre of mass: alpha = 1 / (1 + com), com at least 0. */
  readonly com?: number;
  /** Whether weights are divided by their sum from the first value on; otherwise the mean moves by alpha of the distance each time. Default: true. */
  readonly adjust?: boolean;
  /** Whether missing values are passed over as if they were not there; otherwise weights decay over them, too. Default: false. */
  readonly ignoreNulls?: boolean;
  /** With fewer values so far the result is NaN. Default: 1. */
  readonly minPeriods?: number;
}

export interface EwmSpreadOptions {
  /** Whether the mean squared distance is left as it is, and not corrected for how few values count. Default: false. */
  readonly bias?: boolean;
}

/** Each method yields a tensor [n]: float32 for a float32 series, float64 otherwise (float32 on webgpu). */
export class Ewm {
  /** Not private to the engine, so that a scope that returns this keeps a tensor in it. */
  private readonly x: Series;
  readonly #options: DecayOptions;
  readonly #minPeriods: number;

  constructor(x: Sample, { adjust = true, ignoreNulls = false, minPeriods = 1, ...speed }: EwmOptions) {
    this.x = seriesOf("stats.ewm", x);
    this.#options = { alpha: alphaOf(speed), adjust, ignoreNulls };
    if (!Number.isInteger(minPeriods) || minPeriods < 1) throw new ValidationError("stats.ewm", `minPeriods is not a whole number above 0: ${minPeriods}`);
    this.#minPeriods = minPeriods;
  }

  mean(): Tensor {
    return this.#yield(({ mean }) => mean);
  }

  var({ bias = false }: EwmSpreadOptions = {}): Tensor {
    return this.#yield((decay) => decay.variance(bias));
  }

  /** The square root of `var`. */
  std({ bias = false }: EwmSpreadOptions = {}): Tensor {
    return this.#yield((decay) => Math.sqrt(decay.variance(bias)));
  }

  #yield(read: (decay: Decay) => number): Tensor {
    const work = (x: ArrayLike<number>): Float64Array => {
      const decay = new Decay(this.#options);
      const results = new Float64Array(x.length);
      for (let i = 0; i < x.length; i++) {
        decay.push(x[i]!);
        results[i] = decay.count < this.#minPeriods ? NaN : read(decay);
      }
      return results;
    };
    return scope(() => {
      const x = asSample("stats.ewm", this.x);
      const { dtype, device, size } = x;
      const computed = device === "webgpu" ? "float32" : "float64";
      const result = applyOnHost("stats.ewm", [astype(x, computed)], [{ dtype: computed, shape: [size] }], (values) => [work(values!)])[0]!;
      return dtype === "float32" ? astype(result, dtype) : result;
    });
  }
}

function alphaOf(speed: Pick<EwmOptions, "alpha" | "span" | "halflife" | "com">): number {
  const given = Object.entries(speed).filter(([, value]) => value !== undefined);
  if (given.length !== 1) throw new ValidationError("stats.ewm", `not one speed: ${given.map(([name]) => name).join(", ") || "none"}`, "give one of alpha, span, halflife, com");
  const [name, value] = given[0]! as [keyof typeof speed, number];
  const alpha = { alpha: value, span: 2 / (value + 1), halflife: -Math.expm1(-Math.LN2 / value), com: 1 / (1 + value) }[name];
  const allowed = { alpha: value > 0 && value <= 1, span: value >= 1, halflife: value > 0, com: value >= 0 }[name];
  if (!allowed || !Number.isFinite(value)) throw new ValidationError("stats.ewm", `${name} is out of range: ${value}`, "alpha in (0, 1], span from 1, halflife above 0, com from 0");
  return alpha;
}

/**
 * Exponentially weighted statistics: `ewm(x, { span: 10 }).mean()`. As pandas has them, NaN counting as missing. Throws `ValidationError` unless exactly one speed
 * is given and in its range, `ShapeError` for other than one axis.
 */
export const ewm = (x: Sample, options: EwmOptions): Ewm => new Ewm(x, options);
