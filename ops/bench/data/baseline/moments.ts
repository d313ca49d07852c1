/** Count, mean and central moments of the values that are not NaN, in two passes. */

type Floats = Float32Array | Float64Array;

export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Sums of the powers of the distances from the mean. */
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  readonly min: number;
  readonly max: number;
}

/** What is missing is looked for only where a sum tells that there is something. */
export function moments(x: Floats): Moments {
  const { sum, min, max } = firstPass(x);
  if (Number.isNaN(sum)) return moments(present(x));
  return { count: x.length, mean: sum / x.length, min, max, ...secondPass(x, sum / x.length) };
}

/** Without NaN, the value that differs from itself. */
function present(x: Floats): Floats {
  const values = x.slice();
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    if (value === value) values[count++] = value;
  }
  return values.subarray(0, count);
}

/** `Math.min` and `Math.max` take a quarter of the time of comparisons here. */
function firstPass(x: Floats): { sum: number; min: number; max: number } {
  let [sumA, minA, maxA] = [0, Infinity, -Infinity];
  let [sumB, minB, maxB] = [0, Infinity, -Infinity];
  const even = x.length - (x.length % 2);
  for (let i = 0; i < even; i += 2) {
    const [a, b] = [x[i]!, x[i + 1]!];
    sumA += a;
    sumB += b;
    minA = Math.min(minA, a);
    minB = Math.min(minB, b);
    maxA = Math.max(maxA, a);
    maxB = Math.max(maxB, b);
  }
  const last = x.length > even ? [x[even]!] : [];
  return { sum: last.reduce((sum, value) => sum + value, sumA + sumB), min: Math.min(minA, minB, ...last), max: Math.max(maxA, maxB, ...last) };
}

function secondPass(x: Floats, mean: number): Pick<Moments, "m2" | "m3" | "m4"> {
  let [m2, m3, m4] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const d = x[i]! - mean;
    const d2 = d * d;
    m2 += d2;
    m3 += d2 * d;
    m4 += d2 * d2;
  }
  return { m2, m3, m4 };
}

/** What is told of them: count, mean, variance (of a sample), skewness, excess kurtosis, least and greatest. */
export function summary({ count, mean, m2, m3, m4, min, max }: Moments): number[] {
  return [count, mean, m2 / (count - 1), m3 / count / (m2 / count) ** 1.5, (count * m4) / m2 ** 2 - 3, min, max];
}
