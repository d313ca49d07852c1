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

/** In place: Cooley and Tukey (1965). The length is a power of two. */
function radix2(re: Float64Array, im: Float64Array): Spectrum {
  reverseBits(re, im);
  transform({ re, im }, turnsOf(re.length), 0, re.length);
  return { re, im };
}

/** The numbers e^(-iπk/half) that halves of so many are joined by, at place half + k. */
function turnsOf(n: number): Spectrum {
  const turns = { re: new Float64Array(n), im: new Float64Array(n) };
  for (let place = n - 1; place > 0; place--) {
    const isFirst = 2 * place >= n;
    const angle = (2 * Math.PI * (place - n / 2)) / n;
    turns.re[place] = isFirst ? Math.cos(angle) : turns.re[2 * place]!;
    turns.im[place] = isFirst ? -Math.sin(angle) : turns.im[2 * place]!;
  }
  return turns;
}

/** Numbers that are transformed step by step: they fit the cache. */
const block = 4096;

/** One half after the other down to what fits the cache, the smallest transforms first. */
function transform(spectrum: Spectrum, turns: Spectrum, start: number, length: number): void {
  if (length <= block) {
    for (let half = 1; half < length; half *= 2) for (let at = start; at < start + length; at += 2 * half) join(spectrum, turns, at, half);
    return;
  }
  transform(spectrum, turns, start, length / 2);
  transform(spectrum, turns, start + length / 2, length / 2);
  join(spectrum, turns, start, length / 2);
}

/** Two transforms, one behind the other, become one of both. */
function join({ re, im }: Spectrum, { re: cosines, im: sines }: Spectrum, start: number, half: number): void {
  for (let a = start, b = start + half, k = half; k < 2 * half; a++, b++, k++) {
    const c = cosines[k]!;
    const s = sines[k]!;
    const x = re[b]! * c - im[b]! * s;
    const y = re[b]! * s + im[b]! * c;
    re[b] = re[a]! - x;
    im[b] = im[a]! - y;
    re[a] = re[a]! + x;
    im[a] = im[a]! + y;
  }
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
