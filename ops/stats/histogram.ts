/** Histograms: how many values lie in each bin, the bins chosen by a rule or by hand. */
import { ShapeError, ValidationError } from "../errors.ts";
import { checkEdges, countEqual, countNow, edgesOf, equalBins, isSingle, placer } from "../math/bins.ts";
import { asSample, numbersOf, type Sample } from "../sample.ts";
import type { Tensor } from "../tensor.ts";
import { binsByRule, type BinRule } from "./bin-rules.ts";
import { isHostArray } from "./exact.ts";
import { isUnknown } from "./nulls.ts";
import { momentsOfSample } from "./row-moments.ts";

export interface HistogramOptions {
  /** A rule, the number of bins of equal width, or all edges, ascending. Default: `auto`, the narrower of Sturges' and Freedman and Diaconis' bins. */
  readonly bins?: BinRule | number | readonly number[];
  /** The outermost edges of bins of equal width; values outside do not count. Default: the least and the greatest value. */
  readonly range?: readonly [low: number, high: number];
  /** Whether counts are divided by their sum and by the width of the bin, so that the area is 1. Default: false. */
  readonly density?: boolean;
  /** What each value counts. Default: 1. */
  readonly weights?: Sample;
}

export interface Histogram {
  /** Of each bin: a count, a sum of weights, or a density. */
  readonly counts: number[];
  /** One more than bins. */
  readonly edges: number[];
}

/**
 * How many values lie in each bin, exactly as `numpy.histogram`: a value on an edge belongs to the bin above, on the last edge to the last bin. NaN is not
 * counted. Throws `ValidationError` for invalid bins or range, for weights with a rule, for values that are not finite when they decide the range, and when there is no value.
 */
export async function histogram(x: Sample, { bins = "auto", range, density = false, weights }: HistogramOptions = {}): Promise<Histogram> {
  const op = "stats.histogram";
  if (typeof bins === "string" && weights !== undefined) throw new ValidationError(op, `no rule for bins of weighted values: ${bins}`, "give the number of bins or their edges");
  const { counts, edges } = await (typeof bins === "object" && bins !== null ? countBetween(op, x, checkEdges(op, bins), weights) : countInEqual(op, x, bins, range, weights));
  const plain: number[] = Array.from(counts);
  const total = plain.reduce((sum, count) => sum + count, 0);
  return { counts: density ? plain.map((count, i) => count / total / (edges[i + 1]! - edges[i]!)) : plain, edges: Array.from(edges) };
}

interface Counts {
  readonly counts: Int32Array | Float64Array;
  readonly edges: Float64Array;
}

async function countInEqual(op: string, x: Sample, bins: BinRule | number, range: HistogramOptions["range"], weights?: Sample): Promise<Counts> {
  const source = asSample(op, x);
  try {
    const bounds = range ?? (await boundsOf(op, source));
    const number = typeof bins === "number" ? bins : await binsByRule(op, bins, range === undefined ? source : await inside(op, source, range), bounds);
    const equal = equalBins(op, number, bounds);
    if (weights === undefined) return await countEqual(op, source, equal);
    const edges = edgesOf(op, equal, isSingle(source));
    return { counts: countNow(await numbersOf(op, source), edges, placer(equal), new Float64Array(number), await weightsFor(op, source.size, weights)), edges };
  } finally {
    if (isHostArray(x)) source.dispose();
  }
}

async function boundsOf(op: string, source: Tensor): Promise<readonly [number, number]> {
  const moments = await momentsOfSample(op, source);
  await isUnknown(op, source, moments);
  return [moments.min, moments.max];
}

async function inside(op: string, source: Tensor, [low, high]: readonly [number, number]): Promise<Float64Array> {
  return (await numbersOf(op, source)).filter((value) => value >= low && value <= high);
}

async function countBetween(op: string, x: Sample, edges: Float64Array, weights?: Sample): Promise<Counts> {
  const numbers = await numbersOf(op, x);
  if (weights === undefined) return { counts: countNow(numbers, edges, undefined, new Int32Array(edges.length - 1)), edges };
  return { counts: countNow(numbers, edges, undefined, new Float64Array(edges.length - 1), await weightsFor(op, numbers.length, weights)), edges };
}

async function weightsFor(op: string, length: number, weights: Sample): Promise<Float64Array> {
  const numbers = await numbersOf(op, weights);
  if (numbers.length !== length) throw new ShapeError(op, `${numbers.length} weights for ${length} values`);
  return numbers;
}
