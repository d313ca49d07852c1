/** The Kolmogorov-Smirnov tests: one sample against a distribution, or two against each other, by the greatest distance of their cumulative distributions. */
import { kolmogorovTail } from "../kolmogorov.ts";
import type { Alternative } from "../test-result.ts";

/** Up to this many in each sample, all orders of the two are counted; as SciPy. */
const exactLimit = 10_000;

/**
 * Whether two samples come from one distribution; at once. `greater`: the distribution function of a is above that of b somewhere. Exact up to 10,000
 * observations in each, as SciPy's `ks_2samp`. Neither may be empty or hold NaN.
 */
export function ksTwoSample(a: ArrayLike<number>, b: ArrayLike<number>, alternative: Alternative = "two-sided"): { statistic: number; pValue: number } {
  const [m, n] = [a.length, b.length];
  const { above, below } = distances(Float64Array.from(a).sort(), Float64Array.from(b).sort());
  const steps = alternative === "greater" ? above : alternative === "less" ? below : Math.max(above, below);
  const multiple = (m / greatestDivisor(m, n)) * n;
  const statistic = steps / multiple;
  const exact = Math.max(m, n) <= exactLimit;
  const pValue = exact ? pathsOutside(m, n, steps, alternative !== "two-sided") : limitTail(m, n, statistic, alternative);
  return { statistic, pValue: Math.min(1, Math.max(0, pValue)) };
}

/** How far the first distribution function gets above the second and below it, in units of one over the least common multiple of the sizes. */
function distances(a: Float64Array, b: Float64Array): { above: number; below: number } {
  const divisor = greatestDivisor(a.length, b.length);
  const [stepOfA, stepOfB] = [b.length / divisor, a.length / divisor];
  let above = 0;
  let below = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i]! <= value) i++;
    while (j < b.length && b[j]! <= value) j++;
    const distance = i * stepOfA - j * stepOfB;
    if (distance > above) above = distance;
    if (-distance > below) below = -distance;
  }
  return { above, below };
}

/**
 * The share of all orders of m and n values whose distance reaches that many steps. An order is a path from (0, 0) to (m, n); its last step comes from (i - 1, j)
 * with probability i / (i + j). Only sums of positive numbers, so that small probabilities keep their digits.
 */
function pathsOutside(m: number, n: number, steps: number, oneSided: boolean): number {
  if (steps === 0) return 1;
  const divisor = greatestDivisor(m, n);
  const [stepOfM, stepOfN] = [n / divisor, m / divisor];
  const row = new Float64Array(n + 1).fill(1);
  for (let i = 0; i <= m; i++) {
    const first = Math.max(0, Math.floor((i * stepOfM - steps) / stepOfN) + 1);
    const last = oneSided ? n : Math.min(n, Math.ceil((i * stepOfM + steps) / stepOfN) - 1);
    let left = first === 0 ? 0 : 1;
    for (let j = first; j <= last; j++) {
      left = i + j === 0 ? 0 : ((i === 0 ? 0 : i * row[j]!) + j * left) / (i + j);
      row[j] = left;
    }
  }
  return row[n]!;
}

/** For large samples: the one-sample distribution at the size that two samples are worth, or Hodges' (1958) formula for one side. */
function limitTail(m: number, n: number, statistic: number, alternative: Alternative): number {
  const size = (m * n) / (m + n);
  if (alternative === "two-sided") return kolmogorovTail(roundHalfEven(size), statistic);
  const [more, fewer] = [Math.max(m, n), Math.min(m, n)];
  const z = Math.sqrt(size) * statistic;
  return Math.exp(-2 * z * z - (2 * z * (more + 2 * fewer)) / Math.sqrt(more * fewer * (more + fewer)) / 3);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
