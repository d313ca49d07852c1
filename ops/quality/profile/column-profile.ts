/** What is known of a column: plain data. */
import type { ColumnType } from "../../table/column.ts";
import type { Frequencies } from "../distribution.ts";
import { share } from "../completeness.ts";
import { entropyOf } from "../entropy.ts";
import { weighed, type Scores, type Weights } from "../overall.ts";
import type { TextType } from "../text-type.ts";
import { distinctnessOf, uniquenessOf, uniqueValueRatioOf } from "../uniqueness.ts";

/** Of a column of numbers or dates (in milliseconds since 1970). Quantiles and histogram are of the finite values, the moments of all: an infinite value leaves them infinite or NaN. NaN where there is no value. */
export interface NumberProfile {
  readonly mean: number;
  /** Of the population. */
  readonly std: number;
  readonly skewness: number;
  /** 0 for a normal distribution. */
  readonly kurtosis: number;
  readonly min: number;
  readonly p01: number;
  readonly p05: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly zeros: number;
  readonly negative: number;
  readonly infinite: number;
  /** Values beyond Tukey's fences, infinities among them. */
  readonly outliers: number;
  /** Counts in ranges of equal width from `min` to `max`. */
  readonly histogram: readonly number[];
}

/** Of a column of strings. */
export interface TextProfile {
  readonly shortest: number;
  readonly longest: number;
  readonly blank: number;
  /** Values with white space at an end. */
  readonly padded: number;
  /** Values that stand for a missing one: `N/A`, `unknown`, ... */
  readonly placeholders: number;
  /** What the values read as, and how many. */
  readonly types: Readonly<Record<TextType, number>>;
  /** Different ways of writing the same, by case and white space, the most frequent first. */
  readonly variants: readonly (readonly string[])[];
  /** Of values that read as dates: how many lie after the day of the report. */
  readonly future: number;
  /** Of values that read as dates: how many are the first of January 1970, or the day before, which is the same moment elsewhere. */
  readonly epoch: number;
}

export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  readonly rows: number;
  readonly missing: number;
  readonly completeness: number;
  readonly distinct: number;
  readonly distinctness: number;
  readonly uniqueness: number;
  readonly uniqueValueRatio: number;
  /** In nats. */
  readonly entropy: number;
  /** The values that occur most often. */
  readonly top: readonly { readonly value: number | string | boolean; readonly count: number }[];
  readonly scores: Scores;
  readonly numbers?: NumberProfile;
  readonly texts?: TextProfile;
  /** Of dates: how many lie after the day of the report, and how many are the moment from which computers count. */
  readonly future?: number;
  readonly epoch?: number;
}

/** What every column has, from its counts; `valid` and `consistent` are numbers of values. */
export function commonProfile(name: string, type: ColumnType, counts: Frequencies<number | string>, valid: number, consistent: number, weights?: Partial<Weights>): ColumnProfile {
  const { length, nulls, distinct, top } = counts;
  const completeness = share(length - nulls, length);
  return {
    name,
    type,
    rows: length,
    missing: nulls,
    completeness,
    distinct,
    distinctness: distinctnessOf(counts),
    uniqueness: uniquenessOf(counts),
    uniqueValueRatio: uniqueValueRatioOf(counts),
    entropy: entropyOf(counts),
    top: type === "boolean" ? top.map(({ value, count }) => ({ value: value !== 0, count })) : top,
    scores: weighed("quality.report", { completeness, validity: share(valid, length - nulls), consistency: share(consistent, length - nulls) }, weights),
  };
}
