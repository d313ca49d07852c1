/** Distances between rows of features, one row to one row: for explanations, and the oracle of the kernel `neighbours`. */
import { ValidationError } from "../../errors.ts";
import { describeValue } from "../../sample.ts";

/** √Σ d², Σ |d| or max |d| of the differences d of two rows. */
export type Metric = "euclidean" | "manhattan" | "chebyshev";

interface Measure {
  /** The number by which the kernel knows it. */
  readonly code: number;
  /** What one more difference makes of the sum so far, which begins at 0. */
  readonly grow: (sum: number, difference: number) => number;
  /** The distance of the whole sum. */
  readonly finish: (sum: number) => number;
}

const same = (sum: number): number => sum;

const measures: Readonly<Record<Metric, Measure>> = {
  euclidean: { code: 0, grow: (sum, difference) => sum + difference * difference, finish: Math.sqrt },
  manhattan: { code: 1, grow: (sum, difference) => sum + Math.abs(difference), finish: same },
  chebyshev: { code: 2, grow: (sum, difference) => Math.max(sum, Math.abs(difference)), finish: same },
};

/** Throws `ValidationError` for a metric that is not there. */
export function measureOf(op: string, metric: Metric): Measure {
  if (Object.hasOwn(measures, metric)) return measures[metric];
  throw new ValidationError(op, `unknown metric: ${describeValue(metric)}`, `one of ${Object.keys(measures).join(", ")}`);
}
