// Folds of windows that slide over a series of float64. Nothing is ever taken out of a fold, so that a value which left the window leaves no
// rounding behind: ends of windows are taken in blocks as long as the window, and every window is the end of one block and the beginning of the next.
// The ends are folded from the back and kept, the beginnings are folded on the way (van Herk, 1992). NaN counts as missing.
//
// An item is a block. The window of value i ends at i + offset; what lies outside of the series is missing.

/** The value at a place; NaN outside of the series. Infinities count as missing, too. */
// @ts-ignore: decorator
@inline
export function valueAt(x: usize, at: i32, length: i32): f64 {
  if (<u32>at >= <u32>length) return NaN;
  const value = load<f64>(x + (<usize>at << 3));
  return value - value == 0 ? value : NaN;
}

/** Sums, or means when `mean`. `ends` has room for two float64 for each value of a window. */
export function rollingSum(first: u32, count: u32, out: usize, x: usize, length: i32, window: i32, offset: i32, fewest: f64, mean: u32, ends: usize): void {
  for (let block = <i32>first, last = <i32>(first + count); block < last; block++) {
    const begin = block * window;
    const steps = min(window, length - begin);
    let sum: f64 = 0;
    let valid: f64 = 0;
    for (let k = window - 1; k > 0; k--) {
      const value = valueAt(x, begin + offset - window + k, length);
      if (value == value) {
        sum += value;
        valid += 1;
      }
      store<f64>(ends + (<usize>k << 4), sum);
      store<f64>(ends + (<usize>k << 4), valid, 8);
    }
    sum = 0;
    valid = 0;
    for (let j = 0; j < steps; j++) {
      const value = valueAt(x, begin + offset + j, length);
      if (value == value) {
        sum += value;
        valid += 1;
      }
      let total = sum;
      let n = valid;
      if (j + 1 < window) {
        total += load<f64>(ends + (<usize>(j + 1) << 4));
        n += load<f64>(ends + (<usize>(j + 1) << 4), 8);
      }
      store<f64>(out + (<usize>(begin + j) << 3), n < fewest ? NaN : mean ? total / n : total);
    }
  }
}

/** Maxima, or minima when `sign` is -1. */
export function rollingMax(first: u32, count: u32, out: usize, x: usize, length: i32, window: i32, offset: i32, fewest: f64, sign: f64, ends: usize): void {
  for (let block = <i32>first, last = <i32>(first + count); block < last; block++) {
    const begin = block * window;
    const steps = min(window, length - begin);
    let most: f64 = -Infinity;
    let valid: f64 = 0;
    for (let k = window - 1; k > 0; k--) {
      const value = sign * valueAt(x, begin + offset - window + k, length);
      valid += <f64>(value == value);
      if (value > most) most = value;
      store<f64>(ends + (<usize>k << 4), most);
      store<f64>(ends + (<usize>k << 4), valid, 8);
    }
    most = -Infinity;
    valid = 0;
    for (let j = 0; j < steps; j++) {
      const value = sign * valueAt(x, begin + offset + j, length);
      valid += <f64>(value == value);
      if (value > most) most = value;
      let all = most;
      let n = valid;
      if (j + 1 < window) {
        const end = ends + (<usize>(j + 1) << 4);
        all = max(all, load<f64>(end));
        n += load<f64>(end, 8);
      }
      store<f64>(out + (<usize>(begin + j) << 3), n < fewest ? NaN : sign * all);
    }
  }
}

const VARIANCE: u32 = 0;
const DEVIATION: u32 = 1;

/**
 * Variances, standard deviations, or standard scores of the value in its window. Folds are counts, means and sums of squared distances (Welford), and
 * two of them join as Chan, Golub and LeVeque (1983) say. `ends` has room for three float64 for each value of a window.
 */
export function rollingMoments(first: u32, count: u32, out: usize, x: usize, length: i32, window: i32, offset: i32, fewest: f64, ddof: f64, yields: u32, ends: usize): void {
  for (let block = <i32>first, last = <i32>(first + count); block < last; block++) {
    const begin = block * window;
    const steps = min(window, length - begin);
    let valid: f64 = 0;
    let mean: f64 = 0;
    let squares: f64 = 0;
    let end = ends + <usize>(window - 1) * 24;
    for (let k = window - 1; k > 0; k--, end -= 24) {
      const value = valueAt(x, begin + offset - window + k, length);
      if (value == value) {
        valid += 1;
        const distance = value - mean;
        mean += distance / valid;
        squares += distance * (value - mean);
      }
      store<f64>(end, valid);
      store<f64>(end, mean, 8);
      store<f64>(end, squares, 16);
    }
    valid = 0;
    mean = 0;
    squares = 0;
    end = ends + 24;
    for (let j = 0; j < steps; j++, end += 24) {
      const value = valueAt(x, begin + offset + j, length);
      if (value == value) {
        valid += 1;
        const distance = value - mean;
        mean += distance / valid;
        squares += distance * (value - mean);
      }
      let n = valid;
      let middle = mean;
      let spread = squares;
      if (j + 1 < window) {
        const others = load<f64>(end);
        const apart = load<f64>(end, 8) - mean;
        n += others;
        const share = n > 0 ? others / n : 0;
        middle += apart * share;
        spread += load<f64>(end, 16) + apart * apart * valid * share;
      }
      const variance = n > ddof && n >= fewest ? spread / (n - ddof) : NaN;
      let result = variance;
      if (yields == DEVIATION) result = sqrt(variance);
      else if (yields != VARIANCE) result = (valueAt(x, begin + j, length) - middle) / sqrt(variance);
      store<f64>(out + (<usize>(begin + j) << 3), result);
    }
  }
}
