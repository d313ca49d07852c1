/** How much the values tell, in nats: each different value is a symbol, what is missing is left out. */
import { ShapeError } from "../errors.ts";
import { codesOf } from "./codes.ts";
import type { Frequencies } from "./distribution.ts";
import { seriesOf, type Data, type Series } from "./input.ts";
import { countsIn } from "./uniqueness.ts";
import type { Column } from "../table/column.ts";

/** Shannon's entropy -Σ p ln p of the values, or of a table's rows; 0 where all are equal, and of nothing. */
export async function entropy(x: Data): Promise<number> {
  return entropyOf(await countsIn("quality.entropy", x));
}

/** ln n - (Σ c ln c) / n, which is -Σ (c / n) ln(c / n). */
export function entropyOf({ length, nulls, logs }: Pick<Frequencies<unknown>, "length" | "nulls" | "logs">): number {
  const n = length - nulls;
  return n === 0 ? 0 : Math.max(0, Math.log(n) - logs / n);
}

/**
 * How much one column tells of another: Σ p(a, b) ln(p(a, b) / (p(a) p(b))), over the rows where both have a value; 0 where there is none. As
 * scikit-learn's `mutual_info_score`. Throws `ShapeError` for unequal lengths.
 */
export async function mutualInformation(a: Series, b: Series): Promise<number> {
  const op = "quality.mutualInformation";
  return mutualInformationOf(op, await seriesOf(op, a), await seriesOf(op, b));
}

function mutualInformationOf(op: string, a: Column, b: Column): number {
  if (a.length !== b.length) throw new ShapeError(op, `series of unequal lengths: ${a.length} and ${b.length}`);
  const [one, other] = [codesOf([a]), codesOf([b])];
  const [countsA, countsB] = [new Float64Array(one.count), new Float64Array(other.count)];
  const pairs = new Map<number, number>();
  let n = 0;
  for (let row = 0; row < a.length; row++) {
    const [i, j] = [one.codes[row]!, other.codes[row]!];
    if (i < 0 || j < 0) continue;
    n++;
    countsA[i]!++;
    countsB[j]!++;
    const pair = i * other.count + j;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let sum = 0;
  for (const [pair, count] of pairs) {
    const j = pair % other.count;
    sum += (count / n) * Math.log((count * n) / (countsA[(pair - j) / other.count]! * countsB[j]!));
  }
  return Math.max(0, sum); // rounding may leave less than nothing
}
