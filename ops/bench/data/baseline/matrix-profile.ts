/** The matrix profile along its diagonals: the covariance of two windows changes by two products as both move on (Zimmerman et al., 2019). */

export function matrixProfile(x: Float64Array, window: number): Float64Array {
  const size = x.length - window + 1;
  const { means, scales, moves, turns } = windowsOf(x, window, size);
  const best = new Float64Array(size).fill(-1);
  for (let lag = Math.ceil(window / 4) + 1; lag < size; lag++) {
    let covariance = 0;
    for (let k = 0; k < window; k++) covariance += (x[k]! - means[0]!) * (x[k + lag]! - means[lag]!);
    for (let i = 0; i + lag < size; i++) {
      const j = i + lag;
      covariance += moves[i]! * turns[j]! + moves[j]! * turns[i]!;
      const correlation = covariance * scales[i]! * scales[j]!;
      if (correlation > best[i]!) best[i] = correlation;
      if (correlation > best[j]!) best[j] = correlation;
    }
  }
  return best.map((correlation) => Math.sqrt(Math.max(0, 2 * window * (1 - correlation))));
}

interface Windows {
  readonly means: Float64Array;
  /** 1 over the root of the squares. */
  readonly scales: Float64Array;
  /** Half of what enters less what leaves, and how far both are from their means; 0 for the first window. */
  readonly moves: Float64Array;
  readonly turns: Float64Array;
}

function windowsOf(x: Float64Array, window: number, size: number): Windows {
  const [means, scales, moves, turns] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let i = 0; i < size; i++) {
    let [sum, squares] = [0, 0];
    for (let k = i; k < i + window; k++) sum += x[k]!;
    means[i] = sum / window;
    for (let k = i; k < i + window; k++) squares += (x[k]! - means[i]!) ** 2;
    scales[i] = 1 / Math.sqrt(squares);
    if (i === 0) continue;
    const [enters, leaves] = [x[i + window - 1]!, x[i - 1]!];
    moves[i] = (enters - leaves) / 2;
    turns[i] = enters - means[i]! + leaves - means[i - 1]!;
  }
  return { means, scales, moves, turns };
}
