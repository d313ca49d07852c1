/** What a sample is, summed up: its count, mean and sums of centred powers, which merge, and what is derived from them. Numbers of the host, at once. */

/** The summary of some numbers. NaN counts as a missing value: it is counted apart and in nothing else. */
export interface Moments {
  /** Values that are not NaN. */
  readonly count: number;
  /** NaNs. */
  readonly nulls: number;
  /** NaN when there is no value; so are `min` and `max`. */
  readonly mean: number;
  /** The sums of (x - mean)^2, ^3 and ^4. */
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  readonly min: number;
  readonly max: number;
}

export const noMoments: Moments = { count: 0, nulls: 0, mean: NaN, m2: 0, m3: 0, m4: 0, min: NaN, max: NaN };

/** Values that are summed up at a time: what is merged afterwards is the same, however the work was shared. */
export const momentsBlock = 16384;

/** Moments of numbers, in float64. */
export function momentsOf(values: ArrayLike<number>): Moments {
  const sums = new Float64Array(blockSums);
  let moments = noMoments;
  for (let first = 0; first < values.length; first += momentsBlock) {
    const end = Math.min(first + momentsBlock, values.length);
    sumBlock(values, first, end, sums);
    moments = mergeMoments(moments, readBlock(sums, 0, end - first));
  }
  return moments;
}

/** What a block is summed up in: its count, the number near its mean that distances are taken from, the sums of their powers 1 to 4, least, greatest. */
export const blockSums = 8;

/** In two passes: a mean, then powers of the distances from it. */
export function sumBlock(values: ArrayLike<number>, first: number, end: number, out: Float64Array, at = 0): void {
  let [count, sum, min, max] = [0, 0, Infinity, -Infinity];
  for (let i = first; i < end; i++) {
    const x = values[i]!;
    if (Number.isNaN(x)) continue;
    count++;
    sum += x;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  const about = sum / count;
  let [s1, s2, s3, s4] = [0, 0, 0, 0];
  for (let i = first; i < end; i++) {
    const distance = values[i]! - about;
    if (Number.isNaN(distance)) continue;
    const square = distance * distance;
    s1 += distance;
    s2 += square;
    s3 += square * distance;
    s4 += square * square;
  }
  out.set([count, about, s1, s2, s3, s4, min, max], at);
}

/** The moments of a block of so many values. What rounding left of the mean is taken off the sums of powers. */
export function readBlock(sums: Float64Array, at: number, length: number): Moments {
  const [count, about, s1, s2, s3, s4, min, max] = sums.subarray(at, at + blockSums) as unknown as [number, number, number, number, number, number, number, number];
  const nulls = length - count;
  if (count === 0) return { ...noMoments, nulls };
  if (!Number.isFinite(about)) return { count, nulls, mean: about, m2: NaN, m3: NaN, m4: NaN, min, max };
  if (min === max) return { count, nulls, mean: min, m2: 0, m3: 0, m4: 0, min, max }; // no rounding left
  const off = s1 / count;
  return {
    count,
    nulls,
    mean: about + off,
    m2: Math.max(s2 - off * s1, 0),
    m3: s3 - 3 * off * s2 + 2 * off * off * s1,
    m4: Math.max(s4 - 4 * off * s3 + 6 * off * off * s2 - 3 * off * off * off * s1, 0),
    min,
    max,
  };
}

/** Moments of two samples together: Chan, Golub and LeVeque (1979) and, for the third and fourth, Pébay (2008). */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const nulls = a.nulls + b.nulls;
  if (a.count === 0) return { ...b, nulls };
  if (b.count === 0) return { ...a, nulls };
  const count = a.count + b.count;
  const distance = b.mean - a.mean;
  const [shareA, shareB] = [a.count / count, b.count / count];
  const step = distance * shareB;
  const product = distance * distance * a.count * shareB;
  return {
    count,
    nulls,
    mean: Number.isFinite(step) ? a.mean + step : a.mean * shareA + b.mean * shareB, // infinite, or too far apart
    m2: a.m2 + b.m2 + product,
    m3: a.m3 + b.m3 + product * distance * (shareA - shareB) + 3 * distance * (shareA * b.m2 - shareB * a.m2),
    m4:
      a.m4 + b.m4 + product * distance * distance * (shareA * shareA - shareA * shareB + shareB * shareB) +
      6 * distance * distance * (shareA * shareA * b.m2 + shareB * shareB * a.m2) + 4 * distance * (shareA * b.m3 - shareB * a.m3),
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  };
}

/** The mean squared distance from the mean, `ddof` taken off the count in the divisor. NaN unless the count is greater. */
export const varianceOf = ({ count, m2 }: Moments, ddof = 1): number => (count > ddof ? m2 / (count - ddof) : NaN);

/** The standard deviation. */
export const stdOf = (moments: Moments, ddof = 1): number => Math.sqrt(varianceOf(moments, ddof));

/** The standard error of the mean, std / √n. */
export const standardErrorOf = (moments: Moments, ddof = 1): number => stdOf(moments, ddof) / Math.sqrt(moments.count);

/** Whether all values are equal, but for the rounding of their mean: as SciPy tells it. */
export const isConstant = ({ count, mean, m2 }: Moments): boolean => m2 / count <= (1e-15 * mean) ** 2;

/** Fisher's skewness g1, or G1 corrected for bias (pandas; 3 values at least). NaN where all values are equal, as SciPy. */
export function skewnessOf(moments: Moments, corrected = false): number {
  const { count: n, m2, m3 } = moments;
  if (n === 0 || isConstant(moments) || (corrected && n < 3)) return NaN;
  const skewness = (Math.sqrt(n) * m3) / m2 ** 1.5;
  return corrected ? (skewness * Math.sqrt(n * (n - 1))) / (n - 2) : skewness;
}

/** Excess kurtosis g2, 0 for a normal distribution, or G2 corrected for bias (pandas; 4 values at least). NaN where all values are equal, as SciPy. */
export function kurtosisOf(moments: Moments, corrected = false): number {
  const { count: n, m2, m4 } = moments;
  if (n === 0 || isConstant(moments) || (corrected && n < 4)) return NaN;
  const kurtosis = (n * m4) / (m2 * m2) - 3;
  return corrected ? ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * kurtosis + 6) : kurtosis;
}
