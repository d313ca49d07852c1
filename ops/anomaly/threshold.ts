/** Thresholds from scores. */
import { quantileInPlace } from "../stats/quantile.ts";
import type { DetectorOptions, SavedDetector } from "./detector.ts";

/** The R-7 quantile (NumPy's and d3's default) of numbers; NaN of none. */
export const quantileOf = (numbers: ArrayLike<number>, q: number): number => quantileInPlace(new Float64Array(numbers), q);

/** For detectors whose scores have no natural limit: without a threshold or a contamination, a tenth of the data for `fit` counts as anomalies, as in PyOD. */
export const orTenth = <Options extends DetectorOptions>(options: Options): Options =>
  options.threshold === undefined && options.contamination === undefined ? { ...options, contamination: 0.1 } : options;

/** A threshold out of JSON, which has null for Infinity: then nothing is an anomaly. */
export const savedThreshold = (threshold: number | null): number => threshold ?? Infinity;

/** What the constructor of a detector that was saved gets. */
export const savedOptions = ({ threshold, options }: SavedDetector): DetectorOptions => ({ ...options, threshold: savedThreshold(threshold) });
