/** Detectors of moments where a series changes for good: two windows side by side, one before and one from the moment on, are compared. */
import { ValidationError } from "../../errors.ts";
import { quantileSorted } from "../../stats/quantile.ts";
import type { DetectorOptions, SavedDetector } from "../detector.ts";
import { rounded } from "../rounded.ts";
import { rolling } from "./rolling.ts";
import { StudyingDetector, type Explained } from "./series-detector.ts";
import { checkCount } from "./series.ts";

/** Which deviations count. */
export type Direction = "both" | "positive" | "negative";

/** Throws `ValidationError` for another word. */
export function checkDirection(op: string, direction: string): void {
  if (direction !== "both" && direction !== "positive" && direction !== "negative") {
    throw new ValidationError(op, `direction is unknown: ${JSON.stringify(direction)}`, '"both", "positive" or "negative"');
  }
}

export interface ShiftOptions extends DetectorOptions {
  /** Observations of each of the two windows, 2 or more. */
  readonly window: number;
  /** Interquartile ranges that a difference has to lie above the third quartile of the differences that were learnt: the threshold. Default: 6. */
  readonly c?: number;
  /** Which changes count. Default: "both". */
  readonly direction?: Direction;
}

/** What `fit` learnt of the sizes of differences: their quartiles. */
export interface UsualShifts {
  readonly q1: number;
  readonly q3: number;
  /** Less than this is rounding. */
  readonly floor: number;
}

export abstract class ShiftDetector extends StudyingDetector<UsualShifts> {
  readonly window: number;
  readonly direction: Direction;
  protected override readonly least: number;
  /** What is compared, for explanations. */
  protected abstract readonly quantity: string;

  constructor(op: string, options: ShiftOptions) {
    const { window, c = 6, direction = "both" } = options;
    super(op, c, options);
    checkCount(op, "window", window, 2);
    checkDirection(op, direction);
    this.window = window;
    this.direction = direction;
    this.least = 2 * window;
  }

  /** What a window is summed up in. */
  protected abstract summary(sorted: Float64Array): number;
  /** How far apart two summaries are; its sign is the direction. */
  protected abstract difference(before: number, after: number): number;
  /** Differences below it are rounding. */
  protected abstract floorOf(values: Float64Array): number;

  /** Of each place where both windows fit, the first one being `window`. */
  #differences(values: Float64Array): Float64Array {
    const { window } = this;
    const summaries = rolling(values, window, (sorted) => this.summary(sorted));
    return Float64Array.from({ length: summaries.length - window }, (_, i) => this.difference(summaries[i]!, summaries[i + window]!));
  }

  protected study(history: Float64Array): UsualShifts {
    const sizes = this.#differences(history).map(Math.abs).filter(Number.isFinite).toSorted();
    const [q1, q3] = sizes.length === 0 ? [0, 0] : [quantileSorted(sizes, 0.25), quantileSorted(sizes, 0.75)];
    return { q1, q3, floor: this.floorOf(history) };
  }

  protected scoresOf(values: Float64Array): Float64Array {
    const scores = new Float64Array(values.length);
    this.#differences(values).forEach((difference, i) => (scores[this.window + i] = this.#scoreOf(difference)));
    return scores;
  }

  #scoreOf(difference: number): number {
    const { q1, q3, floor } = this.known;
    const counts = this.direction === "both" || difference > 0 === (this.direction === "positive");
    const excess = counts ? Math.abs(difference) - q3 : 0;
    return excess > 0 ? excess / Math.max(q3 - q1, floor) : 0;
  }

  protected async explainValue(values: Float64Array, row: number): Promise<Explained> {
    const { window, quantity } = this;
    if (row < window || row + window > values.length) return { score: 0, reasons: [], cause: `a window of ${window} does not fit on both sides` };
    const [before, after] = [values.slice(row - window, row), values.slice(row, row + window)].map((part) => this.summary(part.toSorted())) as [number, number];
    const score = this.#scoreOf(this.difference(before, after));
    return { score, reasons: [{ name: quantity, value: after, expected: before, contribution: score }], cause: `${quantity} ${rounded(before)} before, ${rounded(after)} after` };
  }

  protected get own(): Readonly<Record<string, unknown>> {
    return { window: this.window, direction: this.direction };
  }
}

/** The options as they were given. */
export const savedShift = ({ options }: SavedDetector): ShiftOptions => options as unknown as ShiftOptions;
