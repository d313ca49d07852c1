/** Histograms of bins of equal width, as `numpy.histogram` counts them. */

/** Bins from `edges[i]` to `edges[i + 1]`. Where all values are equal, so are the edges of its one bin. */
export interface Histogram {
  readonly edges: Float64Array;
  readonly counts: Float64Array;
  /** Values that were learnt, those outside of the bins too. */
  readonly total: number;
}

/** Of ascending values. A value on an edge counts in the bin above it, but the greatest in the last one. */
export function histogramOf(sorted: Float64Array, bins: number): Histogram {
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const total = sorted.length;
  if (first === last) return { edges: Float64Array.of(first, first), counts: Float64Array.of(total), total };
  const step = (last - first) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? last : first + i * step));
  return { edges, counts: countIn(edges, sorted), total };
}

/** The histogram with more values, which are ascending, in the same bins. */
export function addCounts({ edges, counts, total }: Histogram, sorted: Float64Array): Histogram {
  const more = countIn(edges, sorted);
  return { edges, counts: counts.map((count, bin) => count + more[bin]!), total: total + sorted.length };
}

function countIn(edges: Float64Array, sorted: Float64Array): Float64Array {
  const last = edges.length - 1;
  const below = edges.map((edge, i) => (i === last ? countWhere(sorted, (value) => value <= edge) : countWhere(sorted, (value) => value < edge)));
  return below.slice(1).map((count, bin) => count - below[bin]!);
}

/** How many of the values pass; those that pass come first. */
function countWhere(sorted: Float64Array, passes: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The bin of a value, a value on an edge in the bin below it: -1 from the first edge down, and the number of bins above the last edge. */
export const binOf = (edges: Float64Array, value: number): number => countWhere(edges, (edge) => edge < value) - 1;

/**
 * How many bins fit best, fewer than √n: where Σ count log(bins count / n + 1) is greatest after bins times the penalty bins - 1 + log(bins)^2.5. That is
 * PyOD's reading of Birgé and Rozenholc, "How many bins should be put in a regular histogram" (2006), who take the penalty once and have no + 1.
 */
export function usualBins(sorted: Float64Array): number {
  const n = sorted.length;
  let [best, most] = [1, -Infinity];
  for (let bins = 1; bins < Math.max(2, Math.floor(Math.sqrt(n))); bins++) {
    const penalty = bins - 1 + Math.log(bins) ** 2.5;
    const fit = histogramOf(sorted, bins).counts.reduce((sum, count) => sum + count * Math.log((bins * count) / n + 1) - penalty, 0);
    if (fit > most) [best, most] = [bins, fit];
  }
  return best;
}
