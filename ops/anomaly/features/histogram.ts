/** Histograms of bins of equal width, as `numpy.histogram` counts them. */
import { countEqual } from "../../math/bins.ts";
import { countBelow } from "../../stats/sorted.ts";
import type { Tensor } from "../../tensor.ts";

/** Bins from `edges[i]` to `edges[i + 1]`. Where all values are equal, so are the edges of its one bin. */
export interface Histogram {
  readonly edges: Float64Array;
  readonly counts: Float64Array;
  /** Values that were learnt, those outside of the bins too. */
  readonly total: number;
}

/** Of values from `first` to `last`: one on an edge counts in the bin above it, but the greatest in the last one. */
export async function histogramOf(op: string, values: Tensor, [first, last]: readonly [number, number], bins: number): Promise<Histogram> {
  const total = values.size;
  if (first === last) return { edges: Float64Array.of(first, first), counts: Float64Array.of(total), total };
  const edges = edgesOf(first, last, bins);
  const areApart = edges.every((edge, i) => i === 0 || edge > edges[i - 1]!); // otherwise rounding made two of them one
  const counts = areApart ? (await countEqual(op, values, { bins, low: first, high: last })).counts : countIn(edges, (await values.data()) as Float64Array);
  return { edges, counts: Float64Array.from(counts), total };
}

/** The histogram with more values in the same bins. */
export function addCounts({ edges, counts, total }: Histogram, values: Float64Array): Histogram {
  const more = countIn(edges, values);
  return { edges, counts: counts.map((count, bin) => count + more[bin]!), total: total + values.length };
}

/** As `numpy.linspace`. */
function edgesOf(first: number, last: number, bins: number): Float64Array {
  const step = (last - first) / bins;
  return Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? last : first + i * step));
}

function countIn(edges: Float64Array, values: Float64Array): Float64Array {
  const bins = edges.length - 1;
  const last = edges[bins]!;
  const counts = new Float64Array(bins);
  for (let i = 0; i < values.length; i++) {
    const bin = values[i] === last ? bins - 1 : binOf(edges, values[i]!, true);
    if (bin >= 0 && bin < bins) counts[bin]!++;
  }
  return counts;
}

/** The bin of a value, one on an edge in the bin above or in the one below it: -1 before the first bin, and the number of bins behind the last. */
export function binOf(edges: Float64Array, value: number, above: boolean): number {
  const bins = edges.length - 1;
  const first = edges[0]!;
  const guess = Math.floor(((value - first) / (edges[bins]! - first)) * bins);
  let bin = guess >= 0 ? Math.min(guess, bins - 1) : 0; // NaN where the bin has no width
  // The guess is rounded: the edges decide.
  while (bin >= 0 && (above ? edges[bin]! > value : edges[bin]! >= value)) bin--;
  while (bin < bins && (above ? edges[bin + 1]! <= value : edges[bin + 1]! < value)) bin++;
  return bin;
}

/**
 * How many bins fit ascending values best, fewer than √n: where Σ count log(bins count / n + 1) is greatest after bins times the penalty bins - 1 + log(bins)^2.5. That is
 * PyOD's reading of Birgé and Rozenholc, "How many bins should be put in a regular histogram" (2006), who take the penalty once and have no + 1.
 */
export function usualBins(sorted: Float64Array): number {
  const n = sorted.length;
  let [best, most] = [1, -Infinity];
  for (let bins = 1; bins < Math.max(2, Math.floor(Math.sqrt(n))); bins++) {
    const penalty = bins - 1 + Math.log(bins) ** 2.5;
    const edges = edgesOf(sorted[0]!, sorted[n - 1]!, bins);
    let [fit, before] = [0, 0];
    for (let bin = 1; bin <= bins; bin++) {
      const end = bin === bins ? n : countBelow(sorted, edges[bin]!, n);
      fit += (end - before) * Math.log((bins * (end - before)) / n + 1) - penalty;
      before = end;
    }
    if (fit > most) [best, most] = [bins, fit];
  }
  return best;
}
