/** The report on a table of numbers. */
import { quality, tensor } from "../../../index.ts";
import { profile, type ColumnProfile } from "../baseline/profile.ts";
import { Random } from "../baseline/random.ts";
import { entry, largestError, tessera, type Prepared } from "../row.ts";

const [rows, columns] = [1e6, 10];

/** Normal numbers, whole numbers that repeat, and some that are missing. */
function matrix(): Float32Array {
  const random = new Random(5);
  return Float32Array.from({ length: rows * columns }, (_, i) => {
    const column = i % columns;
    if (column > 6 && random.uniform() < 0.02) return NaN;
    return column < 3 ? random.below(10 ** (column + 1)) : 10 * column + random.normal();
  });
}

/** What both tell of a column. */
const fromPlain = ({ missing, distinct, single, entropy, summary: [count, mean, , skewness, kurtosis, min, max], quantiles, zeros, negative, outliers, histogram, top }: ColumnProfile): number[] => [
  missing, distinct, single / count!, entropy, mean!, skewness!, kurtosis!, min!, ...quantiles, max!, zeros, negative, outliers / rows, ...histogram.map((count) => count / rows), top[0]![1],
];

function fromOurs({ missing, distinct, uniqueness, entropy, numbers, top }: quality.ColumnProfile): number[] {
  const { mean, skewness, kurtosis, min, p01, p05, q1, median, q3, p95, p99, max, zeros, negative, outliers, histogram } = numbers!;
  return [missing, distinct, uniqueness, entropy, mean, skewness, kurtosis, min, p01, p05, q1, median, q3, p95, p99, max, zeros, negative, outliers / rows, ...histogram.map((count) => count / rows), top[0]!.count];
}

/** Of one column, the slow and sure way: by a sorted list and a map. */
function sure(column: Float32Array): number[] {
  const sorted = [...column].filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  const counts = new Map<number, number>();
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1);
  const n = sorted.length;
  const entropy = [...counts.values()].reduce((sum, count) => sum - (count / n) * Math.log(count / n), 0);
  return [column.length - n, counts.size, [...counts.values()].filter((count) => count === 1).length / n, entropy, sorted.reduce((sum, value) => sum + value, 0) / n];
}

async function prepareReport(): Promise<Prepared> {
  const x = matrix();
  const ours = tensor(x, { shape: [rows, columns] });
  const expected = profile(x, columns).columns.flatMap(fromPlain);
  const at = fromPlain(profile(x.slice(0, 1000 * columns), columns).columns[0]!).length;
  const isRight = [1, 9].every((column) => {
    const own = Float32Array.from({ length: rows }, (_, row) => x[row * columns + column]!);
    return largestError(expected.slice(column * at, column * at + 5), sure(own)) < 1e-9;
  });
  // A value at the edge of two bins may be in either, and one at a fence on either side.
  const check = { tolerance: isRight ? 2e-6 : -1 };
  return [
    tessera(() => quality.report(ours), (report) => report.columns.flatMap(fromOurs), expected, check),
    entry("plain", () => profile(x, columns), (found) => found.columns.flatMap(fromPlain), expected, check),
  ];
}

export const prepare = { report: prepareReport };
