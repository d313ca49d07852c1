/** Thresholds from scores. */

/** The R-7 quantile (NumPy's and d3's default) of numbers; NaN of none. */
export function quantileOf(numbers: ArrayLike<number>, q: number): number {
  const sorted = Float64Array.from(numbers).sort();
  const at = (sorted.length - 1) * q;
  const below = Math.floor(at);
  const [low, high] = [sorted[below] ?? NaN, sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN];
  return low + (high - low) * (at - below);
}
