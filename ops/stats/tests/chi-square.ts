/** Pearson's χ² tests: counts against expected ones, and whether the rows and columns of a table of counts are independent. */
import { ShapeError, ValidationError } from "../../errors.ts";
import { asRows, describeValue, numbersOf, type Rows, type Sample } from "../../sample.ts";
import { chiSquareTail } from "../distributions.ts";
import { checkNumbers, readSample } from "../observations.ts";
import { checkDdof } from "../summary.ts";
import { testResult, type TestResult } from "../test-result.ts";

export interface GoodnessOptions {
  /** Expected counts, with the same sum. Default: the same for all. */
  readonly expected?: Sample;
  /** Parameters that were estimated from the counts. Default: 0. */
  readonly ddof?: number;
}

/**
 * Whether counts are as expected. As SciPy's `chisquare`; the effect is Cohen's w, √(χ² / n). Throws `ValidationError` for negative counts, fewer than two of them,
 * expected ones that are not positive or have another sum, `ShapeError` for unequal lengths.
 */
export async function chiSquare(observed: Sample, { expected, ddof = 0 }: GoodnessOptions = {}): Promise<TestResult> {
  const op = "stats.chiSquare";
  checkDdof(op, ddof);
  const counts = checkCounts(op, await readSample(op, "observed", observed, {}, { least: 2 }));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const wanted = expected === undefined ? new Float64Array(counts.length).fill(total / counts.length) : await readSample(op, "expected", expected, {});
  if (wanted.length !== counts.length) throw new ShapeError(op, `lengths differ: ${counts.length} observed and ${wanted.length} expected`);
  const wrong = wanted.findIndex((count) => count <= 0);
  if (wrong >= 0) throw new ValidationError(op, `expected count ${wrong} is not positive: ${wanted[wrong]}`);
  const sum = wanted.reduce((whole, count) => whole + count, 0);
  if (Math.abs(sum - total) > 1.5e-8 * Math.min(sum, total)) throw new ValidationError(op, `sums differ: ${total} observed and ${sum} expected`, "scale the expected counts");
  const df = counts.length - 1 - ddof;
  if (!(df >= 1)) throw new ValidationError(op, `no degree of freedom is left: ${df}`, "fewer estimated parameters, ddof");
  const statistic = distance(counts, wanted);
  const effect = { name: "Cohen's w", value: Math.sqrt(statistic / total) };
  return testResult("χ²", { test: "chi-square test", statistic, pValue: chiSquareTail(statistic, df), df, alternative: "two-sided", effect, n: [total] });
}

export interface IndependenceOptions {
  /** Whether to bring the counts of a 2 x 2 table half a unit nearer to the expected ones (Yates). Default: true. */
  readonly correction?: boolean;
}

export interface IndependenceResult extends TestResult {
  /** The counts that independence would give, row by row. */
  readonly expected: readonly (readonly number[])[];
}

/**
 * Whether the rows and columns of a table of counts are independent. As SciPy's `chi2_contingency`; the effect is Cramér's V, of χ² without the correction.
 * Throws `ValidationError` for negative counts and for a row or column without any, `ShapeError` for fewer than two rows or columns.
 */
export async function chiSquareIndependence(table: Rows, { correction = true }: IndependenceOptions = {}): Promise<IndependenceResult> {
  const op = "stats.chiSquareIndependence";
  const { rows, columns, counts } = await readTable(op, table);
  if (rows < 2 || columns < 2) throw new ShapeError(op, `not a table of two rows and columns or more: ${rows} x ${columns}`);
  const expected = expectedCounts(op, rows, columns, counts);
  const df = (rows - 1) * (columns - 1);
  const plain = distance(counts, expected);
  const statistic = correction && df === 1 ? distance(counts.map((count, i) => nearer(count, expected[i]!)), expected) : plain;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const effect = { name: "Cramér's V", value: Math.sqrt(plain / total / (Math.min(rows, columns) - 1)) };
  const result = { test: "chi-square test of independence", statistic, pValue: chiSquareTail(statistic, df), df, alternative: "two-sided", effect, n: [total] } as const;
  return testResult("χ²", { ...result, expected: Array.from({ length: rows }, (_, i) => Array.from(expected.subarray(i * columns, (i + 1) * columns))) });
}

const nearer = (count: number, expected: number): number => count + Math.sign(expected - count) * Math.min(0.5, Math.abs(expected - count));

function distance(observed: Float64Array, expected: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < observed.length; i++) sum += (observed[i]! - expected[i]!) ** 2 / expected[i]!;
  return sum;
}

function expectedCounts(op: string, rows: number, columns: number, counts: Float64Array): Float64Array {
  const [ofRow, ofColumn] = [new Float64Array(rows), new Float64Array(columns)];
  counts.forEach((count, i) => {
    ofRow[Math.floor(i / columns)]! += count;
    ofColumn[i % columns]! += count;
  });
  for (const [name, sums] of [["row", ofRow], ["column", ofColumn]] as const) {
    const empty = sums.indexOf(0);
    if (empty >= 0) throw new ValidationError(op, `${name} ${empty} has no counts: ${sums[empty]}`, "leave it out");
  }
  const total = ofRow.reduce((sum, count) => sum + count, 0);
  return counts.map((_, i) => (ofRow[Math.floor(i / columns)]! * ofColumn[i % columns]!) / total);
}

/** The counts of a table, row by row. Throws `ValidationError` for negative ones. */
export async function readTable(op: string, table: Rows): Promise<{ rows: number; columns: number; counts: Float64Array }> {
  const tensor = asRows(op, table);
  const [rows, columns] = tensor.shape as [number, number];
  const numbers = await numbersOf(op, tensor);
  if (tensor !== table) tensor.dispose();
  return { rows, columns, counts: checkCounts(op, checkNumbers(op, "the table", numbers)) };
}

function checkCounts(op: string, counts: Float64Array): Float64Array {
  const negative = counts.findIndex((count) => count < 0);
  if (negative >= 0) throw new ValidationError(op, `count ${negative} is negative: ${describeValue(counts[negative])}`);
  if (counts.every((count) => count === 0)) throw new ValidationError(op, `all counts are 0: ${counts.length} of them`);
  return counts;
}
