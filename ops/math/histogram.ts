/** Counts in bins. */
import { isFloat } from "../dtype.ts";
import { onDeviceOf } from "../indices.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import type { Tensor } from "../tensor.ts";
import { checkEdges, countEqual, countNow, equalBins, type Counted } from "./bins.ts";
import { max, min } from "./reduce.ts";

export interface HistogramOptions {
  /** How many bins of equal width, or the edges of all bins, ascending. Default: 10. */
  readonly bins?: number | readonly number[];
  /** The outermost edges of bins of equal width. Default: the least and the greatest element. */
  readonly range?: readonly [low: number, high: number];
}

/**
 * How many elements (int32) lie in each bin, and the edges of the bins: one more than bins. An element on an edge belongs to the bin above, on
 * the last edge to the last bin; what lies outside is not counted. Reads the elements. Throws `ValidationError` for invalid bins or range,
 * and for elements that are not finite when they decide the range.
 */
export async function histogram(x: TensorLike, { bins = 10, range }: HistogramOptions = {}): Promise<{ counts: Tensor; edges: Tensor }> {
  const op = "histogram";
  const source = asTensor(x);
  const { counts, edges } = typeof bins === "number" ? await inEqualBins(source, bins, range) : await between(source, bins);
  return { counts: onDeviceOf(op, source, counts, "int32"), edges: onDeviceOf(op, source, edges, isFloat(source.dtype) ? source.dtype : "float32") };
}

async function inEqualBins(source: Tensor, bins: number, range: HistogramOptions["range"]): Promise<Counted> {
  const found = range ?? (source.size === 0 ? [0, 1] : await boundsOf(source));
  return countEqual("histogram", source, equalBins("histogram", bins, found));
}

async function boundsOf(source: Tensor): Promise<readonly [number, number]> {
  const bounds = [min(source), max(source)] as const;
  const [low, high] = await Promise.all([bounds[0].item(), bounds[1].item()]);
  for (const bound of bounds) bound.dispose();
  return [Number(low), Number(high)];
}

async function between(source: Tensor, bins: readonly number[]): Promise<Counted> {
  const edges = checkEdges("histogram", bins);
  return { counts: countNow(await source.data(), edges, undefined, new Int32Array(edges.length - 1)), edges };
}
