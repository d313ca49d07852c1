/** The tabular CUSUM: deviations from a target add up until they are too much. Page (1954); Montgomery, "Introduction to statistical quality control", 9.1. */
import { ValidationError } from "../../errors.ts";
import type { Reason, SavedDetector } from "../detector.ts";
import { ControlChart, type ControlChartOptions, type Level } from "./control-chart.ts";

const kind = "anomaly.cusum";

export interface CusumOptions extends ControlChartOptions {
  /** What each deviation is forgiven, in standard deviations, 0 or more: half of the shift to find. Default: 0.5. */
  readonly k?: number;
  /** The sum that is too much, in standard deviations: the threshold. Default: 5. */
  readonly h?: number;
}

/** Sums of the deviations upwards and downwards, in standard deviations. */
interface State {
  high: number;
  low: number;
}

export class Cusum extends ControlChart<State> {
  readonly kind = kind;
  readonly k: number;

  constructor(options: CusumOptions = {}) {
    const { k = 0.5, h = 5 } = options;
    super(kind, h, options);
    if (!(Number.isFinite(k) && k >= 0)) throw new ValidationError(kind, `k is not a number from 0 on: ${k}`);
    this.k = k;
  }

  protected begin(): State {
    return { high: 0, low: 0 };
  }

  protected step(state: State, z: number): number {
    state.high = Math.max(0, state.high + z - this.k);
    state.low = Math.max(0, state.low - z - this.k);
    return Math.max(state.high, state.low);
  }

  protected reasonsOf({ high, low }: State, _score: number, { sd }: Level): Reason[] {
    const up = { name: "sum upwards", value: high * sd, expected: 0, contribution: high };
    const down = { name: "sum downwards", value: low * sd, expected: 0, contribution: low };
    return high >= low ? [up, down] : [down, up];
  }

  protected get own(): { readonly k: number } {
    return { k: this.k };
  }

  static fromJSON(saved: SavedDetector): Cusum {
    return new Cusum(saved.options).restore(saved);
  }
}

/**
 * A detector of small lasting shifts, to either side. The score is the greater of both sums; the threshold is `h`. Sums go on after an alarm until
 * the deviations cease, or until `reset`. Throws `ValidationError` for a negative k and for a constant series without `sd`.
 */
export const cusum = (options?: CusumOptions): Cusum => new Cusum(options);
