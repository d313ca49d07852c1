/**
 * How likely the greatest distance D between the steps of n observations and their distribution function is. The method is chosen by n and d as Simard and
 * L'Ecuyer, "Computing the two-sided Kolmogorov-Smirnov distribution" (2011), found best; SciPy's `kstwo` does the same.
 */
import { binomialProbability } from "./binomial.ts";

/** P(D >= d), both sides. */
export function kolmogorovTail(n: number, d: number): number {
  const t = n * d;
  if (t <= 0.5) return 1;
  if (d >= 1) return 0;
  if (t <= 1) return 1 - shortSteps(n, 2 * t - 1);
  if (t >= n - 1) return 2 * (1 - d) ** n;
  if (d >= 0.5) return 2 * smirnovTail(n, d);
  const square = t * d;
  if (n <= 140) return square <= 4 ? 1 - insideBand(n, d) : 2 * smirnovTail(n, d);
  if (square >= 2.2) return square >= 370 ? 0 : 2 * smirnovTail(n, d);
  return 1 - (n <= 100_000 && n * d ** 1.5 <= 1.4 ? insideBand(n, d) : pelzGood(n, d));
}

/** n! (step / n)^n. */
function shortSteps(n: number, step: number): number {
  let product = 1;
  for (let i = 1; i <= n; i++) product *= (i * step) / n;
  return product;
}

/** P(D+ >= d), one side: d Σ C(n, j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j) (Birnbaum and Tingey, 1951). */
export function smirnovTail(n: number, d: number): number {
  if (d <= 0) return 1;
  if (d >= 1) return 0;
  let sum = 0;
  for (let j = 0; j <= n * (1 - d); j++) {
    const at = d + j / n;
    const rest = (n - j) / n - d;
    if (rest >= 0) sum += binomialProbability(j, n, at, rest) / at;
  }
  return Math.min(1, d * sum);
}

/** P(D < d) exactly: Durbin's matrix to the power n, as Marsaglia, Tsang and Wang (2003) set it up. */
function insideBand(n: number, d: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const h = k - n * d;
  const start = stepMatrix(size, h);
  const { matrix, exponent } = matrixPower(start, size, n);
  let result = matrix[(k - 1) * size + k - 1]!;
  let scale = exponent;
  for (let i = 1; i <= n; i++) {
    result *= i / n;
    if (result < 1e-140) {
      result *= 1e140;
      scale -= 140;
    }
  }
  return result * 10 ** scale;
}

function stepMatrix(size: number, h: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) if (i - j + 1 >= 0) matrix[i * size + j] = 1;
  for (let i = 0; i < size; i++) {
    matrix[i * size] = matrix[i * size]! - h ** (i + 1);
    matrix[(size - 1) * size + i] = matrix[(size - 1) * size + i]! - h ** (size - i);
  }
  if (2 * h - 1 > 0) matrix[(size - 1) * size] = matrix[(size - 1) * size]! + (2 * h - 1) ** size;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i + 1 && j < size; j++) for (let g = 2; g <= i - j + 1; g++) matrix[i * size + j] = matrix[i * size + j]! / g;
  }
  return matrix;
}

interface Scaled {
  readonly matrix: Float64Array;
  /** The matrix is to be multiplied by 10 to this power. */
  readonly exponent: number;
}

function matrixPower(base: Float64Array, size: number, power: number): Scaled {
  if (power === 1) return { matrix: base, exponent: 0 };
  const half = matrixPower(base, size, power >> 1);
  const square = rescaled({ matrix: product(half.matrix, half.matrix, size), exponent: 2 * half.exponent }, size);
  return power % 2 === 0 ? square : rescaled({ matrix: product(square.matrix, base, size), exponent: square.exponent }, size);
}

function rescaled({ matrix, exponent }: Scaled, size: number): Scaled {
  const middle = (size >> 1) * (size + 1);
  return matrix[middle]! > 1e140 ? { matrix: matrix.map((element) => element * 1e-140), exponent: exponent + 140 } : { matrix, exponent };
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k]!;
      if (factor !== 0) for (let j = 0; j < size; j++) result[i * size + j] = result[i * size + j]! + factor * b[k * size + j]!;
    }
  }
  return result;
}

/** P(D < d) by the expansion of Pelz and Good (1976) in powers of 1/√n. */
function pelzGood(n: number, d: number): number {
  const z = d * Math.sqrt(n);
  const z2 = z * z;
  const z4 = z2 * z2;
  const z6 = z4 * z2;
  const pi2 = Math.PI ** 2;
  let k0 = 0;
  let k1 = 0;
  let k2 = 0;
  let k3 = 0;
  for (let k = 20; k >= 0; k--) {
    const odd = pi2 * (k + 0.5) ** 2;
    const decay = Math.exp(-odd / (2 * z2));
    k0 += decay;
    k1 += (odd - z2) * decay;
    k2 += (6 * z6 + 2 * z4 + odd * (2 * z4 - 5 * z2) + odd ** 2 * (1 - 2 * z2)) * decay;
    k3 += (odd ** 3 * (5 - 30 * z2) + odd ** 2 * (-60 * z2 + 212 * z4) + odd * (135 * z4 - 96 * z6) - 30 * z6 - 90 * z4 * z4) * decay;
  }
  let even2 = 0;
  let even3 = 0;
  for (let k = 20; k >= 1; k--) {
    const even = pi2 * k * k;
    const decay = Math.exp(-even / (2 * z2));
    even2 += even * decay;
    even3 += (3 * even * z2 - even ** 2) * decay;
  }
  const root = Math.sqrt(Math.PI / 2);
  const second = (k2 / (36 * z6 * z) - even2 / (18 * z2 * z)) * root;
  const third = (k3 / (3240 * z6 * z4) + even3 / (108 * z6)) * root;
  return (2 * root * k0) / z + (root * k1) / (3 * z4 * Math.sqrt(n)) + second / n + third / n ** 1.5;
}
