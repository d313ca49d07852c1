/** The error function, what it leaves to 1, and its inverse in float64, the reference for the faster float32 forms of the other backends. */

/**
 * Chebyshev coefficients of log(erfc(x) / t) + x² in 2t - 1, where t = 2 / (2 + x): a fit over all x >= 0 with 50 digits,
 * cut below 1e-17.
 */
const coefficients = [
  -1.3026537197817094, 0.6419697923564902, 0.019476473204185836, -0.00956151478680863, -0.000946595344482037,
  0.00036683949785276145, 4.252332480690777e-5, -2.0278578112534242e-5, -1.6242900046470254e-6,
  1.3036558355805232e-6, 1.5626441722066142e-8, -8.523809591494254e-8, 6.5290544390988515e-9, 5.059343495551469e-9,
  -9.91364156493033e-10, -2.273651222931836e-10, 9.646791102015527e-11, 2.3940380830391146e-12,
  -6.886027526497553e-12, 8.944879270927057e-13, 3.130921399342958e-13, -1.1270822361367252e-13,
  3.810905255189232e-16, 7.106097613609237e-15, -1.5230282014571043e-15, -9.457494571291233e-17,
  1.2102372271892242e-16, -2.816663087747177e-17,
];

/** 1 - erf(x) with full relative accuracy for large x. */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x > 30) return 0; // below the least float64
  const t = 2 / (2 + x);
  const u = 4 * t - 2;
  let [last, before] = [0, 0];
  for (let k = coefficients.length - 1; k > 0; k--) [last, before] = [u * last - before + coefficients[k]!, last];
  return t * Math.exp(-x * x + 0.5 * (coefficients[0]! + u * last) - before);
}

/** (2/√π) ∫ exp(-t²) dt from 0 to x. Near 0, where 1 - erfc(x) would lose digits, by its Taylor series. */
export function erf(x: number): number {
  if (Math.abs(x) > 0.5) return 1 - erfc(x);
  let [term, sum] = [x, x];
  for (let n = 1; n < 14; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/**
 * The y with erf(y) = x; ±Infinity at ±1, NaN beyond. Winitzki's approximation ("A handy approximation for the error function and its
 * inverse", 2008), good to 0.2 %, then three of Halley's steps, each of which triples the digits.
 */
export function erfinv(x: number): number {
  if (x < 0) return -erfinv(-x);
  if (x === 0 || !(x < 1)) return x > 1 ? NaN : x / (1 - x);
  const a = 0.147;
  const log = Math.log1p(-x * x);
  const half = 2 / (Math.PI * a) + log / 2;
  let y = Math.sqrt(Math.sqrt(half * half - log / a) - half);
  for (let step = 0; step < 3; step++) {
    const error = x > 0.5 ? 1 - x - erfc(y) : erf(y) - x; // what is small is exact
    const newton = (error * Math.sqrt(Math.PI)) / 2 / Math.exp(-y * y);
    y -= newton / (1 + y * newton);
  }
  return y;
}
