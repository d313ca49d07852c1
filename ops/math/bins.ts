/** Bins on a line: their edges, and how many numbers lie in each. A number on an edge belongs to the bin above, on the last edge to the last bin. */
import { bins as shaderCode } from "../../shaders/data.ts";
import { computeDtype, type TypedArray } from "../dtype.ts";
import { ValidationError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import { applyOnHost } from "../operand.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import { sum } from "./reduce.ts";

/** Bins of equal width. */
export interface EqualBins {
  readonly bins: number;
  readonly low: number;
  readonly high: number;
}

/** As NumPy: half a unit to both sides of a single value. Throws `ValidationError` for no whole number of bins and for a range that is not finite. */
export function equalBins(op: string, bins: number, [low, high]: readonly [number, number]): EqualBins {
  if (!Number.isInteger(bins) || bins < 1 || bins > 2 ** 24) throw new ValidationError(op, `invalid number of bins: ${bins}`);
  if (!Number.isFinite(high - low) || high < low) throw new ValidationError(op, `invalid range: [${low}, ${high}]`, "give a range of two finite numbers");
  return low === high ? { bins, low: low - 0.5, high: high + 0.5 } : { bins, low, high };
}

/** The edges, one more than bins. Those of float32 numbers are float32, as NumPy has them. Throws `ValidationError` when rounding makes two of them one. */
export function edgesOf(op: string, { bins, low, high }: EqualBins, isSingle: boolean): Float64Array {
  const step = (high - low) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => {
    const edge = i === bins ? high : i * step + low;
    return isSingle ? Math.fround(edge) : edge;
  });
  if (edges.some((edge, i) => i > 0 && edge <= edges[i - 1]!)) throw new ValidationError(op, `too many bins for the range [${low}, ${high}]: ${bins}`);
  return edges;
}

/** Whether what is calculated of such elements has 32 bits. */
export const isSingle = ({ dtype }: Tensor): boolean => computeDtype(dtype) === "float32";

/** At least two edges that ascend. */
export function checkEdges(op: string, edges: readonly number[]): Float64Array {
  if (edges.length > 1 && edges.every((edge, i) => i === 0 || edge >= edges[i - 1]!)) return Float64Array.from(edges);
  throw new ValidationError(op, `edges are not ascending: ${edges.join(", ")}`, "at least two");
}

/** Numbers that are counted as one item: enough that few counts are made beside the first ones. */
const partLength = 65536;

/** A GPU wants more items, whose counts it adds up itself. */
const gpu = { partLength: 256, mostParts: 2 ** 14, mostCounts: 2 ** 20, mostBins: 2 ** 12 };

/** Counts, and the edges that they lie between. */
export interface Counted<Counts = Int32Array> {
  readonly counts: Counts;
  readonly edges: Float64Array;
}

/** How many elements lie in each bin of equal width. */
export async function countEqual(op: string, x: Tensor, equal: EqualBins): Promise<Counted> {
  const edges = edgesOf(op, equal, isSingle(x));
  const found = x.device === "webgpu" && isSingle(x) && equal.bins <= gpu.mostBins ? countOnGpu(op, x, edges) : partsOf(op, x, equal, edges);
  const counts = await found.data();
  found.dispose();
  const total = new Int32Array(equal.bins);
  counts.forEach((count, i) => (total[i % equal.bins]! += count));
  return { counts: total, edges };
}

/** Counts of parts of the numbers, [parts, bins]. */
function partsOf(op: string, x: Tensor, equal: EqualBins, edges: Float64Array): Tensor {
  const { bins, low, high } = equal;
  const parts = Math.max(1, Math.min(16, Math.ceil(x.size / partLength)));
  const part = Math.ceil(x.size / parts);
  const dtype = computeDtype(x.dtype);
  const hasKernel = dtype === "float32" || dtype === "float64";
  return applyOnHost(
    op,
    [x],
    [{ dtype: "int32", shape: [parts, bins] }],
    (numbers) => [countNow(numbers!, edges, placer(equal), new Int32Array(parts * bins))],
    hasKernel ? { name: `countBins_${dtype}`, items: parts, grain: 1, params: [x.size, part, bins, low, high, nearEdge(equal, isSingle(x))], scratch: bins * 4 } : undefined,
  )[0]!;
}

/** Counts [bins] by a shader that compares with the edges, which are float32 as the numbers are. */
function countOnGpu(op: string, x: Tensor, edges: Float64Array): Tensor {
  const bins = edges.length - 1;
  const parts = Math.max(1, Math.min(Math.ceil(x.size / gpu.partLength), gpu.mostParts, Math.floor(gpu.mostCounts / bins)));
  const loops = (numbers: TypedArray): TypedArray[] => [countNow(numbers, edges, undefined, new Int32Array(parts * bins))];
  const shader = { code: shaderCode, items: parts, params: { bins, total: x.size } };
  return scope(() => {
    const counts = applyOnHost(op, [x, onDeviceOf(op, x, edges, "float32")], [{ dtype: "int32", shape: [parts, bins] }], loops, undefined, shader)[0]!;
    return sum(counts, { axis: 0 });
  });
}

/** How far from an edge, in bins, rounding cannot reach: of the edge itself, of the distance from the first one, and of its product. Infinity where nothing is that far. */
function nearEdge({ bins, low, high }: EqualBins, isSingle: boolean): number {
  const rounding = 4 * (isSingle ? 2 ** -24 : 2 ** -53) * (bins + (bins * Math.max(Math.abs(low), Math.abs(high))) / (high - low));
  return rounding < 0.5 ? rounding : Infinity;
}

/** Adds each number's weight, or 1, to its bin. `placeOf` guesses the bin, one off at most; without it the bin is found by bisection. */
export function countNow<Counts extends Int32Array | Float64Array>(numbers: ArrayLike<number>, edges: Float64Array, placeOf: ((x: number) => number) | undefined, counts: Counts, weights?: ArrayLike<number>): Counts {
  const last = edges.length - 2;
  const [low, high] = [edges[0]!, edges[last + 1]!];
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i]!;
    if (!(x >= low && x <= high)) continue;
    const bin = placeOf === undefined ? bisect(x, edges) : nearby(x, edges, Math.min(placeOf(x), last));
    counts[bin]! += weights === undefined ? 1 : weights[i]!;
  }
  return counts;
}

/** Where a number lies among bins of equal width; rounding puts it into a neighbour at worst. */
export const placer = ({ bins, low, high }: EqualBins) => (x: number): number => Math.floor(((x - low) / (high - low)) * bins);

function nearby(x: number, edges: Float64Array, bin: number): number {
  if (x < edges[bin]!) return bin - 1;
  return bin < edges.length - 2 && x >= edges[bin + 1]! ? bin + 1 : bin;
}

/** The last bin that begins at or before a number inside. */
function bisect(x: number, edges: Float64Array): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (x >= edges[middle]!) low = middle;
    else high = middle - 1;
  }
  return low;
}
