/**
 * Medians of bootstrap samples without drawing the samples. Drawing n places is drawing n uniform numbers; the k-th smallest of these has the beta distribution of k and
 * n + 1 - k, and what follows it is the least of n - k uniform numbers above it. So two places of the sorted sample are enough for a median.
 */
import type { Philox } from "../philox.ts";

/** Yields the median of another sample each time. */
export function medianResampler(sorted: Float64Array, random: Philox): () => number {
  const n = sorted.length;
  const at = (place: number): number => sorted[Math.min(n - 1, Math.floor(place * n))]!;
  const middle = (n + 1) >> 1;
  if (n % 2 === 1) return () => at(beta(middle, middle, random));
  return () => {
    const lower = beta(middle, n + 1 - middle, random);
    const rest = -Math.expm1(Math.log1p(-random.uniform53()) / (n - middle));
    return (at(lower) + at(lower + (1 - lower) * rest)) / 2;
  };
}

function beta(a: number, b: number, random: Philox): number {
  const [left, right] = [gamma(a, random), gamma(b, random)];
  return left / (left + right);
}

/** A number with the gamma distribution, shape at least 1: Marsaglia and Tsang (2000). */
function gamma(shape: number, random: Philox): number {
  const d = shape - 1 / 3;
  for (;;) {
    const z = normal(random);
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log1p(-random.uniform53()) < z * z / 2 + d * (1 - v + Math.log(v))) return d * v;
  }
}

/** By Box and Muller. */
const normal = (random: Philox): number => Math.sqrt(-2 * Math.log1p(-random.uniform53())) * Math.cos(2 * Math.PI * random.uniform53());
