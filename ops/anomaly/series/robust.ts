/** Medians, and the spread that outliers cannot stretch. At once, on numbers without NaN. */
import { quantileInPlace } from "../../stats/quantile.ts";

/** The median; the mean of the two middle ones of an even count. NaN of none. */
export const medianOf = (numbers: Float64Array): number => quantileInPlace(numbers.slice(), 0.5);

/** The median distance from the centre (MAD), times 1.4826: the standard deviation, for normal numbers. */
export const robustScale = (numbers: Float64Array, centre: number): number => 1.482602218505602 * quantileInPlace(numbers.map((value) => Math.abs(value - centre)), 0.5);
