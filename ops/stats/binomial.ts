/**
 * Probabilities of counts. Through Loader's saddle point ("Fast and accurate computation of binomial probabilities", 2000), because factorials of
 * large numbers lose digits and overflow.
 */

/** ln n! less Stirling's formula for it; from 16 on n need not be whole. */
export function stirlingError(n: number): number {
  if (n < 16) return smallErrors[n]!;
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

const smallErrors = Array.from({ length: 16 }, (_, n) => {
  if (n === 0) return 0;
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return Math.log(factorial) - (0.5 * Math.log(2 * Math.PI * n) + n * Math.log(n) - n);
});

/** x ln(x / mean) + mean - x, without cancellation where they are near: with v = (x - mean) / (x + mean), ln(x / mean) is 2 artanh(v). */
export function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let sum = (x - mean) * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/** The probability of k successes in n tries; `failure` is 1 - success, given so that no digit of it is lost. */
export function binomialProbability(k: number, n: number, success: number, failure = 1 - success): number {
  if (k < 0 || k > n) return 0;
  if (success === 0) return k === 0 ? 1 : 0;
  if (failure === 0) return k === n ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-success));
  if (k === n) return Math.exp(n * (success < 0.5 ? Math.log(success) : Math.log1p(-failure)));
  const exponent = stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, n * success) - deviance(n - k, n * failure);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}

/** The probability of k marked ones among `drawn`, taken without putting back from `marked` and `others`. */
export function hypergeometricProbability(k: number, marked: number, others: number, drawn: number): number {
  if (k < 0 || k > marked || drawn - k > others || k > drawn) return 0;
  if (drawn === 0) return 1;
  const share = drawn / (marked + others);
  const rest = (marked + others - drawn) / (marked + others);
  return (binomialProbability(k, marked, share, rest) * binomialProbability(drawn - k, others, share, rest)) / binomialProbability(drawn, marked + others, share, rest);
}
