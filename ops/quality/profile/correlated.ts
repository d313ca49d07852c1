/** Columns that say nearly the same. */
import { slice } from "../../math/slice.ts";
import { pearsonOf } from "../../stats/correlation.ts";
import type { Column } from "../../table/column.ts";

export interface CorrelatedPair {
  readonly columns: readonly [string, string];
  /** Pearson's correlation of the rows where both have a finite value. */
  readonly correlation: number;
}

/** Rows that are looked at, evenly spread: enough to tell a correlation of 0.9 to within 0.004. */
const mostRows = 10_000;
const strong = 0.9;

/** Pairs whose correlation is 0.9 or more, or -0.9 or less; in tables of more than 10,000 rows, of an even sample of them. */
export async function correlatedColumns(columns: readonly Column[]): Promise<CorrelatedPair[]> {
  const samples = await Promise.all(columns.map(sampleOf));
  const pairs: CorrelatedPair[] = [];
  for (let i = 0; i < columns.length; i++) {
    for (let j = i + 1; j < columns.length; j++) {
      const correlation = correlationOfPairs(samples[i]!, samples[j]!);
      if (Math.abs(correlation) >= strong) pairs.push({ columns: [columns[i]!.name, columns[j]!.name], correlation });
    }
  }
  return pairs;
}

async function sampleOf(column: Column): Promise<ArrayLike<number>> {
  const step = Math.ceil(column.length / mostRows);
  return step <= 1 ? (column.values as ArrayLike<number>) : slice(column.tensor(), [null, null, step]).data();
}

/** Pearson's correlation of the pairs that are finite; NaN for fewer than 3 of them, and for a constant. */
function correlationOfPairs(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [new Float64Array(a.length), new Float64Array(a.length)];
  let n = 0;
  for (let i = 0; i < a.length; i++) {
    if (!Number.isFinite(a[i]! + b[i]!)) continue;
    x[n] = a[i]!;
    y[n++] = b[i]!;
  }
  return n < 3 ? NaN : pearsonOf(x.subarray(0, n), y.subarray(0, n));
}
