/**
 * How many values repeat. Definitions of Schelter et al., "Automating large-scale data quality verification" (2018), as Deequ has them: counted among
 * the values that are not missing. A table is counted by rows. All are 0 where there is no value.
 */
import { share } from "./completeness.ts";
import type { Frequencies } from "./distribution.ts";
import { frequenciesOf, rowFrequencies } from "./frequencies.ts";
import { isSeries, seriesOf, tableOf, type Data } from "./input.ts";

type Counts = Pick<Frequencies<unknown>, "length" | "nulls" | "distinct" | "once">;

/** Values that occur exactly once, as a share of the values: `[1, 2, 2]` has 1/3. */
export async function uniqueness(x: Data): Promise<number> {
  return uniquenessOf(await countsIn("quality.uniqueness", x));
}

/** Different values as a share of the values: `[1, 2, 2]` has 2/3. Never less than the uniqueness. */
export async function distinctness(x: Data): Promise<number> {
  return distinctnessOf(await countsIn("quality.distinctness", x));
}

/** Values that occur exactly once as a share of the different ones: `[1, 2, 2]` has 1/2. */
export async function uniqueValueRatio(x: Data): Promise<number> {
  return uniqueValueRatioOf(await countsIn("quality.uniqueValueRatio", x));
}

export const uniquenessOf = ({ once, length, nulls }: Counts): number => share(once, length - nulls);
export const distinctnessOf = ({ distinct, length, nulls }: Counts): number => share(distinct, length - nulls);
export const uniqueValueRatioOf = ({ once, distinct }: Counts): number => share(once, distinct);

export async function countsIn(op: string, x: Data): Promise<Frequencies<number | string>> {
  return isSeries(x) ? frequenciesOf(op, await seriesOf(op, x)) : rowFrequencies((await tableOf(op, x)).columns());
}
