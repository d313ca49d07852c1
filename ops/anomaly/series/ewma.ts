/** The EWMA control chart: a moving average in which the past fades. Roberts (1959); Montgomery, "Introduction to statistical quality control", 9.2. */
import { ValidationError } from "../../errors.ts";
import type { Reason, SavedDetector } from "../detector.ts";
import { ControlChart, type ControlChartOptions, type Level } from "./control-chart.ts";

const kind = "anomaly.ewma";

export interface EwmaOptions extends ControlChartOptions {
  /** The weight of the newest value, above 0 and at most 1. The less, the smaller the shifts that are found, and the later. Default: 0.2. */
  readonly lambda?: number;
  /** Width of the control limits, in standard deviations of the moving average: the threshold. Default: 3. */
  readonly width?: number;
}

interface State {
  /** In standard deviations of a value, from the target. */
  average: number;
  /** (1 - lambda)^2t: what is left of the start. */
  rest: number;
}

export class Ewma extends ControlChart<State> {
  readonly kind = kind;
  readonly lambda: number;

  constructor(options: EwmaOptions = {}) {
    const { lambda = 0.2, width = 3 } = options;
    super(kind, width, options);
    if (!(lambda > 0 && lambda <= 1)) throw new ValidationError(kind, `lambda is not in (0, 1]: ${lambda}`);
    this.lambda = lambda;
  }

  protected begin(): State {
    return { average: 0, rest: 1 };
  }

  protected step(state: State, z: number): number {
    const { lambda } = this;
    state.average += lambda * (z - state.average);
    state.rest *= (1 - lambda) ** 2;
    return Math.abs(state.average) / Math.sqrt((lambda / (2 - lambda)) * (1 - state.rest));
  }

  protected reasonsOf({ average }: State, score: number, { target, sd }: Level): Reason[] {
    return [{ name: "moving average", value: target + average * sd, expected: target, contribution: score }];
  }

  protected get own(): { readonly lambda: number } {
    return { lambda: this.lambda };
  }

  static fromJSON(saved: SavedDetector): Ewma {
    return new Ewma(saved.options).restore(saved);
  }
}

/**
 * A detector of small lasting shifts. The score is |moving average - target| in its own standard deviations, which are exact from the first value
 * on: sd √(λ / (2 - λ) (1 - (1 - λ)^2t)). The threshold is `width`. Throws `ValidationError` for a lambda outside (0, 1] and a constant series without `sd`.
 */
export const ewma = (options?: EwmaOptions): Ewma => new Ewma(options);
