/** The matrix profile along its diagonals: the covariance of two windows changes by one product at each end as they move on together. */

export function matrixProfile(x: Float64Array, window: number): Float64Array {
  const size = x.length - window + 1;
  const exclusion = Math.ceil(window / 4);
  const { means, scales } = windowsOf(x, window, size);
  const best = new Float64Array(size).fill(-1);
  for (let lag = exclusion + 1; lag < size; lag++) {
    let covariance = 0;
    for (let k = 0; k < window; k++) covariance += (x[k]! - means[0]!) * (x[k + lag]! - means[lag]!);
    for (let i = 0, j = lag; j < size; i++, j++) {
      if (i > 0) {
        const [mean, before] = [means[i]!, means[j - 1]!];
        covariance += (x[i + window - 1]! - mean) * (x[j + window - 1]! - before) - (x[i - 1]! - mean) * (x[j - 1]! - before);
      }
      const correlation = covariance * scales[i]! * scales[j]!;
      if (correlation > best[i]!) best[i] = correlation;
      if (correlation > best[j]!) best[j] = correlation;
    }
  }
  return best.map((correlation) => Math.sqrt(Math.max(0, 2 * window * (1 - correlation))));
}

/** Of each window: its mean, and 1 over the root of its squares. */
function windowsOf(x: Float64Array, window: number, size: number): { means: Float64Array; scales: Float64Array } {
  const [means, scales] = [new Float64Array(size), new Float64Array(size)];
  for (let i = 0; i < size; i++) {
    let [sum, squares] = [0, 0];
    for (let k = i; k < i + window; k++) sum += x[k]!;
    means[i] = sum / window;
    for (let k = i; k < i + window; k++) squares += (x[k]! - means[i]!) ** 2;
    scales[i] = 1 / Math.sqrt(squares);
  }
  return { means, scales };
}
