// Means of windows that move along a row of numbers.

/** Means of an item: the first is summed anew, so that rounding does not pile up, and the next ones follow from it. */
const BLOCK: i32 = 1024;

/** out[i] = mean of x[i .. i + length); an item is 1024 of the `size` means. */
export function movingAverage(first: i32, count: i32, out: usize, x: usize, size: i32, length: i32): void {
  const window = <usize>length << 3;
  const scale = 1 / <f64>length;
  for (let item = first; item < first + count; item++) {
    let at = <usize>(item * BLOCK) << 3;
    const end = <usize>min(item * BLOCK + BLOCK, size) << 3;
    let sum: f64 = 0;
    for (let next = at; next < at + window; next += 8) sum += load<f64>(x + next);
    store<f64>(out + at, sum * scale);
    for (at += 8; at < end; at += 8) {
      sum += load<f64>(x + at + window - 8) - load<f64>(x + at - 8);
      store<f64>(out + at, sum * scale);
    }
  }
}
