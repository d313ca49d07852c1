// What sorted numbers tell, column by column: how many differ, how often each occurs, quantiles, a histogram. A number becomes a key whose order as an
// unsigned integer is its own, and the keys are read in order. NaN counts as missing.

import { bitsOf, COUNTS, order } from "./radix";

/** Runs shorter than this are counted by their length, so that few logarithms are taken. */
const SHORT: u32 = 1024;
/** The values that occur most often. */
const TOP: i32 = 5;
/** How far a value may lie beyond the fences, in interquartile ranges, and in steps of its type near the quartiles: rounding shall not decide. */
const SLACK: f64 = 1e-6;
const STEPS: f64 = 2;

// The fields of a result; quantiles, the pairs of value and count, and the histogram follow.
const QUANTILES: usize = 8 << 3;
const PAIRS: usize = 17 << 3;
const HISTOGRAM: usize = 27 << 3;

// @ts-ignore: decorator
@inline
function numberAt<K>(keys: usize, place: u32): f64 {
  const bits = bitsOf<K>(load<K>(keys + <usize>place * sizeof<K>()));
  return sizeof<K>() == 4 ? <f64>reinterpret<f32>(<u32>bits) : reinterpret<f64>(<u64>bits);
}

/** How many of the first `length` numbers are less than x. */
function countBelow<K>(keys: usize, length: u32, x: f64): u32 {
  let low: u32 = 0;
  while (low < length) {
    const middle = low + ((length - low) >> 1);
    if (numberAt<K>(keys, middle) < x) low = middle + 1;
    else length = middle;
  }
  return low;
}

/** The R-7 quantile of the numbers from `start` to `end`, between two numbers from the nearer one, as `stats.quantile`. */
function quantile<K>(keys: usize, start: u32, end: u32, q: f64): f64 {
  const h = <f64>(end - start - 1) * q;
  const below = <u32>h;
  const low = numberAt<K>(keys, start + below);
  const part = h - <f64>below;
  if (part == 0) return low;
  const high = numberAt<K>(keys, start + below + 1);
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}

/** The natural logarithm of a count: 2 artanh((m - 1) / (m + 1)) + e ln 2, where m is within a factor of the square root of 2 around 1. */
function logOf(x: f64): f64 {
  let e: f64 = 0;
  for (; x > 1.4142135623730951; x *= 0.5) e += 1;
  const s = (x - 1) / (x + 1);
  const square = s * s;
  let sum: f64 = 0;
  for (let k: f64 = 25; k > 0; k -= 2) sum = sum * square + 1 / k;
  return 2 * s * sum + e * 0.6931471805599453;
}

/** Keeps the values that occur most often, the most frequent first and the least first among equals. */
function keepTop(out: usize, value: f64, count: f64): void {
  let at = out + PAIRS + (<usize>(TOP - 1) << 4);
  if (count <= load<f64>(at, 8)) return;
  for (; at > out + PAIRS && load<f64>(at - 8) < count; at -= 16) {
    store<f64>(at, load<f64>(at - 16));
    store<f64>(at, load<f64>(at - 8), 8);
  }
  store<f64>(at, value);
  store<f64>(at, count, 8);
}

/** Fields 2 to 4: distinct values, values that occur once, and the sum of c ln c over the counts; and the top. */
function countRuns<K>(out: usize, keys: usize, length: u32, repeats: usize): void {
  memory.fill(repeats, 0, <usize>SHORT << 2);
  let distinct: u32 = 0;
  let sum: f64 = 0;
  let least: u32 = 0;
  for (let start: u32 = 0; start < length; ) {
    const key = load<K>(keys + <usize>start * sizeof<K>());
    let end = start + 1;
    while (end < length && load<K>(keys + <usize>end * sizeof<K>()) == key) end++;
    const count = end - start;
    distinct++;
    if (count < SHORT) store<u32>(repeats + (<usize>count << 2), load<u32>(repeats + (<usize>count << 2)) + 1);
    else sum += <f64>count * logOf(<f64>count);
    if (count > least) {
      keepTop(out, numberAt<K>(keys, start), <f64>count);
      least = <u32>load<f64>(out, PAIRS + (<usize>(TOP - 1) << 4) + 8);
    }
    start = end;
  }
  for (let count: u32 = 2; count < SHORT; count++) {
    const runs = load<u32>(repeats + (<usize>count << 2));
    if (runs > 0) sum += <f64>runs * <f64>count * logOf(<f64>count);
  }
  store<f64>(out, <f64>distinct, 2 << 3);
  store<f64>(out, <f64>load<u32>(repeats, 4), 3 << 3);
  store<f64>(out, sum, 4 << 3);
}

/** The finite numbers from `start` to `end`: field 7, how many lie within the fences; the quantiles; the histogram. */
function describe<K>(out: usize, keys: usize, start: u32, end: u32, fence: f64, bins: u32): void {
  const least = numberAt<K>(keys, start);
  const most = numberAt<K>(keys, end - 1);
  store<f64>(out, least, QUANTILES);
  store<f64>(out, quantile<K>(keys, start, end, 0.01), QUANTILES + 8);
  store<f64>(out, quantile<K>(keys, start, end, 0.05), QUANTILES + 16);
  const q1 = quantile<K>(keys, start, end, 0.25);
  store<f64>(out, q1, QUANTILES + 24);
  store<f64>(out, quantile<K>(keys, start, end, 0.5), QUANTILES + 32);
  const q3 = quantile<K>(keys, start, end, 0.75);
  store<f64>(out, q3, QUANTILES + 40);
  store<f64>(out, quantile<K>(keys, start, end, 0.95), QUANTILES + 48);
  store<f64>(out, quantile<K>(keys, start, end, 0.99), QUANTILES + 56);
  store<f64>(out, most, QUANTILES + 64);
  const step: f64 = sizeof<K>() == 4 ? 1.1920928955078125e-7 : 2.220446049250313e-16;
  const reach = (q3 - q1) * (fence + SLACK) + (abs(q1) + abs(q3)) * step * STEPS;
  const low = max(start, countBelow<K>(keys, end, q1 - reach));
  let high = end;
  while (high > low && numberAt<K>(keys, high - 1) > q3 + reach) high--;
  store<f64>(out, <f64>(high - low), 7 << 3);
  let before = start;
  for (let bin: u32 = 1; bin <= bins; bin++) {
    const share = <f64>bin / <f64>bins;
    const until = bin == bins ? end : max(before, countBelow<K>(keys, end, least * (1 - share) + most * share));
    store<f64>(out + HISTOGRAM + ((<usize>bin - 1) << 3), <f64>(until - before));
    before = until;
  }
}

// @ts-ignore: decorator
@inline
function distribution<K>(first: u32, count: u32, out: usize, source: usize, length: u32, bins: u32, fence: f64, scratch: usize): void {
  const fields = HISTOGRAM + (<usize>bins << 3);
  const room = scratch + COUNTS;
  const bytes = <usize>length * sizeof<K>();
  out += <usize>first * fields;
  source += <usize>first * bytes;
  for (let column: u32 = 0; column < count; column++) {
    memory.fill(out, 0, fields);
    const keys = order<K, void>(source, length, room, room + bytes, 0, 0, scratch);
    let present = length;
    while (present > 0 && load<K>(keys + <usize>(present - 1) * sizeof<K>()) == ~(<K>0)) present--;
    const finiteEnd = countBelow<K>(keys, present, Infinity);
    let finiteStart: u32 = 0;
    while (finiteStart < finiteEnd && numberAt<K>(keys, finiteStart) == -Infinity) finiteStart++;
    const negative = countBelow<K>(keys, present, 0);
    let zero = negative;
    while (zero < present && numberAt<K>(keys, zero) == 0) zero++;
    store<f64>(out, <f64>(length - present));
    store<f64>(out, <f64>(present - finiteEnd + finiteStart), 8);
    store<f64>(out, <f64>(zero - negative), 5 << 3);
    store<f64>(out, <f64>negative, 6 << 3);
    countRuns<K>(out, keys, present, scratch);
    if (finiteEnd > finiteStart) describe<K>(out, keys, finiteStart, finiteEnd, fence, bins);
    out += fields;
    source += bytes;
  }
}

/**
 * One row of numbers a column: the missing, the infinite, the distinct, those that occur once, the sum of c ln c over the counts c, the zeros, the
 * negative, those within the fences; 9 quantiles; 5 pairs of value and count; `bins` counts of equal width. `scratch` has room for the counts, 48 KB, and twice a column.
 */
export function distribution_float32(first: u32, count: u32, out: usize, source: usize, length: u32, bins: u32, fence: f64, scratch: usize): void {
  distribution<u32>(first, count, out, source, length, bins, fence, scratch);
}

export function distribution_float64(first: u32, count: u32, out: usize, source: usize, length: u32, bins: u32, fence: f64, scratch: usize): void {
  distribution<u64>(first, count, out, source, length, bins, fence, scratch);
}
