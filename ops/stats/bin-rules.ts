/** How many bins a histogram has, from the data: the rules of `numpy.histogram`. */
import { isInteger } from "../dtype.ts";
import { ValidationError } from "../errors.ts";
import { asSample, type Sample } from "../sample.ts";
import type { Tensor } from "../tensor.ts";
import { stdOf, type Moments } from "./moments.ts";
import { quantilesOfRows } from "./quantiles.ts";
import { momentsOfRows } from "./row-moments.ts";
import { withRows } from "./rows.ts";

/** NumPy's names: Freedman and Diaconis (1981), Scott (1979), Sturges (1926), the square root of the count, or `auto`, the narrower bins of the first and the third. */
export type BinRule = keyof typeof widths;

interface Data {
  readonly moments: Moments;
  readonly spread: number;
  readonly iqr: number;
}

const widths = {
  auto: (data: Data): number => Math.min(Math.max(widths.fd(data), widths.sqrt(data) / 2), widths.sturges(data)), // not so narrow that outliers make thousands of bins
  fd: ({ moments: { count }, iqr }: Data): number => (2 * iqr) / Math.cbrt(count),
  scott: ({ moments }: Data): number => Math.cbrt((24 * Math.sqrt(Math.PI)) / moments.count) * stdOf(moments, 0),
  sturges: ({ moments: { count }, spread }: Data): number => spread / (Math.log2(count) + 1),
  sqrt: ({ moments: { count }, spread }: Data): number => spread / Math.sqrt(count),
};

/** How many bins between two bounds a rule asks for, given the values between them. One where their width would be 0. Throws `ValidationError` for an unknown rule. */
export async function binsByRule(op: string, rule: BinRule, x: Sample, [low, high]: readonly [number, number]): Promise<number> {
  if (!Object.hasOwn(widths, rule)) throw new ValidationError(op, `unknown rule for bins: ${String(rule)}`, `one of ${Object.keys(widths).join(", ")}, a number, or edges`);
  const source = asSample(op, x);
  const data = await withRows(op, source, undefined, (rows) => lookAt(op, rows));
  if (data.moments.count === 0) return 1;
  const width = widths[rule](data);
  const least = isInteger(source.dtype) ? Math.max(width, Math.min(1, Math.sign(width))) : width; // whole numbers have no halves to tell apart
  return least > 0 ? Math.ceil((high - low) / least) : 1;
}

async function lookAt(op: string, rows: Tensor): Promise<Data> {
  const [moments] = (await momentsOfRows(op, rows)) as [Moments];
  const [[first, third]] = (await quantilesOfRows(op, rows, [moments], [0.25, 0.75])) as [[number, number]];
  return { moments, spread: moments.max - moments.min, iqr: third - first };
}
