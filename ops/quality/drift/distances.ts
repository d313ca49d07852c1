/** How far two distributions lie apart: of counts in the same bins, and of two samples of numbers. At once. */

/** What is added to every count before shares are taken, so that an empty bin does not make the index infinite (Krichevsky and Trofimov's half). */
const pseudoCount = 0.5;

/**
 * The population stability index Σ (p - q) ln(p / q), where p and q are the shares of the bins with half a count added to each:
 * (c + 0.5) / (n + 0.5 bins). 0 for equal shares.
 */
export function stabilityIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [totalA, totalB] = [sumOf(a) + pseudoCount * a.length, sumOf(b) + pseudoCount * b.length];
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [(a[i]! + pseudoCount) / totalA, (b[i]! + pseudoCount) / totalB];
    sum += (p - q) * Math.log(p / q);
  }
  return sum;
}

/**
 * The Jensen-Shannon distance √((D(p‖m) + D(q‖m)) / 2), m = (p + q) / 2, with natural logarithms: from 0 to √ln 2 = 0.8326. As SciPy's
 * `spatial.distance.jensenshannon` without a base.
 */
export function jensenShannon(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [totalA, totalB] = [sumOf(a), sumOf(b)];
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [a[i]! / totalA, b[i]! / totalB];
    const middle = (p + q) / 2;
    if (p > 0) sum += p * Math.log(p / middle);
    if (q > 0) sum += q * Math.log(q / middle);
  }
  return Math.sqrt(Math.max(0, sum / 2));
}

/** The area between the two distribution functions, in the unit of the data: Wasserstein's first distance, as SciPy's `wasserstein_distance`. Both ascending, none empty. */
export function wasserstein(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [i, j, area] = [0, 0, 0];
  let at = Math.min(a[0]!, b[0]!);
  while (i < a.length || j < b.length) {
    const next = j >= b.length || (i < a.length && a[i]! <= b[j]!) ? a[i]! : b[j]!;
    const gap = Math.abs(i / a.length - j / b.length);
    if (gap > 0 && next > at) area += gap * (next - at); // 0 of an infinite stretch is nothing
    at = next;
    while (i < a.length && a[i] === at) i++;
    while (j < b.length && b[j] === at) j++;
  }
  return area;
}

/** Pearson's χ² of two rows of counts, without what occurs in neither, and its degrees of freedom. */
export function homogeneity(a: ArrayLike<number>, b: ArrayLike<number>): { statistic: number; df: number } {
  const [totalA, totalB] = [sumOf(a), sumOf(b)];
  let [statistic, kinds] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const both = a[i]! + b[i]!;
    if (both === 0) continue;
    kinds++;
    const [wantedA, wantedB] = [(both * totalA) / (totalA + totalB), (both * totalB) / (totalA + totalB)];
    statistic += (a[i]! - wantedA) ** 2 / wantedA + (b[i]! - wantedB) ** 2 / wantedB;
  }
  return { statistic, df: kinds - 1 };
}

function sumOf(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]!;
  return sum;
}
