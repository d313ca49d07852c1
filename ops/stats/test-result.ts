/** What every hypothesis test answers with: one shape for all of them, with a sentence that can be read out. */

import { shownAs } from "../display.ts";

/** Which side of the null hypothesis counts as evidence against it. */
export type Alternative = "two-sided" | "less" | "greater";

/** How great the difference is, whatever the number of observations. */
export interface EffectSize {
  /** Such as `Cohen's d`. */
  readonly name: string;
  readonly value: number;
  /** The ends of its interval at the level that the test was asked for, where one is known. */
  readonly low?: number;
  readonly high?: number;
}

/** Where a quantity lies, with this confidence. An end may be infinite: the interval of a one-sided test. */
export interface ConfidenceInterval {
  readonly level: number;
  readonly low: number;
  readonly high: number;
  /** Of what: `mean`, `difference of means`, ... */
  readonly of: string;
}

export interface TestResult {
  /** The name of the test as it was carried out: `Welch's t-test`, ... */
  readonly test: string;
  readonly statistic: number;
  readonly pValue: number;
  /** Degrees of freedom; two of them for an F statistic. */
  readonly df?: number | readonly [number, number];
  readonly alternative: Alternative;
  readonly effect?: EffectSize;
  readonly interval?: ConfidenceInterval;
  /** Observations in each sample. */
  readonly n: readonly number[];
  /** The same as one sentence. */
  readonly text: string;
}

/** The result with its sentence, as which it is shown. `symbol` is what the field calls the statistic: `t`, `U`, `F`, ... */
export function testResult<Result extends Omit<TestResult, "text">>(symbol: string, result: Result): Result & TestResult {
  const { test, statistic, pValue, df, effect, interval, n } = result;
  const freedom = df === undefined ? "" : `(${(typeof df === "number" ? [df] : df).map(short).join(", ")})`;
  const parts = [`${test}: ${symbol}${freedom} = ${short(statistic)}`, pText(pValue)];
  if (effect) parts.push(`${effect.name} = ${short(effect.value)}`);
  if (interval) parts.push(`${short(interval.level * 100)} % interval of the ${interval.of} ${short(interval.low)} to ${short(interval.high)}`);
  parts.push(`n = ${n.join(", ")}`);
  return shownAs({ ...result, text: parts.join(", ") }, ({ text }) => text);
}

/** As papers print it. */
const pText = (p: number): string => (p < 0.001 ? "p < 0.001" : `p = ${Number(p.toPrecision(3))}`);

/** Four digits, for sentences. */
export const short = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(4))) : value > 0 ? "∞" : value < 0 ? "-∞" : "NaN");
