/** The discrete Fourier transform of numbers of the host, of any length. At once. */

/** A spectrum: real and imaginary parts, one for each frequency 0, 1, ... n - 1 of n. */
export interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** The transform of real or complex numbers, as `numpy.fft.fft`. O(n log n) for every n. */
export function fft(re: Float64Array, im: Float64Array = new Float64Array(re.length)): Spectrum {
  if (isPowerOfTwo(re.length)) return radix2(re.slice(), im.slice());
  return bluestein(re, im);
}

/** The inverse, as `numpy.fft.ifft`. */
export function inverseFft({ re, im }: Spectrum): Spectrum {
  const n = re.length;
  const swapped = fft(im, re);
  return { re: swapped.im.map((value) => value / n), im: swapped.re.map((value) => value / n) };
}

/** Products of the numbers with themselves, shifted by 0 to n - 1 places and not wrapped around: Σ x[i] x[i + lag]. */
export function autocorrelate(x: Float64Array): Float64Array {
  const padded = new Float64Array(powerOfTwoFrom(2 * x.length));
  padded.set(x);
  const { re, im } = radix2(padded, new Float64Array(padded.length));
  const power = re.map((value, k) => value * value + im[k]! * im[k]!);
  return inverseFft({ re: power, im: im.fill(0) }).re.slice(0, x.length);
}

const isPowerOfTwo = (n: number): boolean => (n & (n - 1)) === 0;

function powerOfTwoFrom(n: number): number {
  let size = 1;
  while (size < n) size *= 2;
  return size;
}

/** In place: Cooley and Tukey (1965), the smallest transforms first. The length is a power of two. */
function radix2(re: Float64Array, im: Float64Array): Spectrum {
  const n = re.length;
  reverseBits(re, im);
  const cosines = Float64Array.from({ length: n >> 1 }, (_, k) => Math.cos((2 * Math.PI * k) / n));
  const sines = Float64Array.from({ length: n >> 1 }, (_, k) => -Math.sin((2 * Math.PI * k) / n));
  for (let half = 1; half < n; half *= 2) {
    const step = n / (2 * half);
    for (let start = 0; start < n; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const [c, s] = [cosines[k * step]!, sines[k * step]!];
        const [a, b] = [start + k, start + k + half];
        const [x, y] = [re[b]! * c - im[b]! * s, re[b]! * s + im[b]! * c];
        re[b] = re[a]! - x;
        im[b] = im[a]! - y;
        re[a] = re[a]! + x;
        im[a] = im[a]! + y;
      }
    }
  }
  return { re, im };
}

function reverseBits(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [re[i], re[j]] = [re[j]!, re[i]!];
    [im[i], im[j]] = [im[j]!, im[i]!];
  }
}

/** Any length as a convolution with a chirp, which powers of two do. Bluestein, "A linear filtering approach to the computation of discrete Fourier transform" (1970). */
function bluestein(re: Float64Array, im: Float64Array): Spectrum {
  const n = re.length;
  const size = powerOfTwoFrom(2 * n - 1);
  // k squared, modulo 2n: the angle would lose digits otherwise.
  const angles = Float64Array.from({ length: n }, (_, k) => (Math.PI * ((k * k) % (2 * n))) / n);
  const [cosines, sines] = [angles.map(Math.cos), angles.map(Math.sin)];
  const a = { re: new Float64Array(size), im: new Float64Array(size) };
  const b = { re: new Float64Array(size), im: new Float64Array(size) };
  for (let k = 0; k < n; k++) {
    a.re[k] = re[k]! * cosines[k]! + im[k]! * sines[k]!;
    a.im[k] = im[k]! * cosines[k]! - re[k]! * sines[k]!;
    b.re[k] = b.re[(size - k) % size] = cosines[k]!;
    b.im[k] = b.im[(size - k) % size] = sines[k]!;
  }
  radix2(a.re, a.im);
  radix2(b.re, b.im);
  const { re: x, im: y } = inverseFft({ re: a.re.map((value, k) => value * b.re[k]! - a.im[k]! * b.im[k]!), im: a.re.map((value, k) => value * b.im[k]! + a.im[k]! * b.re[k]!) });
  return {
    re: cosines.map((c, k) => x[k]! * c + y[k]! * sines[k]!),
    im: cosines.map((c, k) => y[k]! * c - x[k]! * sines[k]!),
  };
}
