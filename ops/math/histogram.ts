/** Counts in bins. */
import { isFloat } from "../dtype.ts";
import { ValidationError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import type { Tensor } from "../tensor.ts";

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
  const source = asTensor(x);
  const elements = await source.data();
  const edges = typeof bins === "number" ? equalEdges(bins, range ?? boundsOf(elements)) : checkEdges(bins);
  const counts = new Int32Array(edges.length - 1);
  for (const element of elements) {
    const bin = binOf(element, edges);
    if (bin >= 0) counts[bin]!++;
  }
  const dtype = isFloat(source.dtype) ? source.dtype : "float32";
  return { counts: onDeviceOf("histogram", source, counts, "int32"), edges: onDeviceOf("histogram", source, edges, dtype) };
}

/** As NumPy: 0 and 1 for nothing, and half a unit to both sides of a single value. */
function boundsOf(elements: ArrayLike<number>): readonly [number, number] {
  if (elements.length === 0) return [0, 1];
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < elements.length; i++) [low, high] = [Math.min(low, elements[i]!), Math.max(high, elements[i]!)];
  return [low, high];
}

function equalEdges(bins: number, [low, high]: readonly [number, number]): number[] {
  if (!Number.isInteger(bins) || bins < 1) throw new ValidationError("histogram", `invalid number of bins: ${bins}`);
  if (!Number.isFinite(high - low) || high < low) throw new ValidationError("histogram", `invalid range: [${low}, ${high}]`, "give a range of two finite numbers");
  const [first, last] = low === high ? [low - 0.5, high + 0.5] : [low, high];
  return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? last : first + ((last - first) * i) / bins));
}

function checkEdges(edges: readonly number[]): readonly number[] {
  if (edges.length > 1 && edges.every((edge, i) => i === 0 || edge >= edges[i - 1]!)) return edges;
  throw new ValidationError("histogram", `edges are not ascending: ${edges.join(", ")}`, "at least two");
}

/** The last bin that begins at or before the element, by bisection; -1 outside. */
function binOf(element: number, edges: readonly number[]): number {
  const last = edges.length - 2;
  if (!(element >= edges[0]! && element <= edges[last + 1]!)) return -1;
  let [low, high] = [0, last];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (element >= edges[middle]!) low = middle;
    else high = middle - 1;
  }
  return low;
}
