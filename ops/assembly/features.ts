// What the values of features contribute to the scores of their rows: see `anomaly/features`. Items are features of `length` float64 one after the other.

import { order_float64 } from "./order";
import { COUNTS } from "./radix";

/**
 * By how far in the tails a value lies. Of each feature `learnt` has `known` values in ascending order, and `longer` the sign of the skewness. `logs` has -log of
 * the shares of 0, 1, ... of all values. Not the greater tail but the mean of both is compared with the longer one when `mean` is 1. `scratch` has room
 * for the counts, 48 KB, and 24 bytes a value.
 */
export function contribute_tails(
  first: u32, count: u32, out: usize, source: usize, learnt: usize, longer: usize, logs: usize, length: u32, known: u32, mean: u32, scratch: usize,
): void {
  const bytes = <usize>length << 3;
  const numbers = scratch + COUNTS + bytes + (bytes >> 1);
  const places = numbers + bytes;
  const total = known + length;
  for (let feature = first; feature < first + count; feature++) {
    const to = out + <usize>feature * bytes;
    const others = learnt + ((<usize>feature * known) << 3);
    const side = load<f64>(longer + (<usize>feature << 3));
    order_float64(0, 1, numbers, places, source + <usize>feature * bytes, length, scratch);
    let at: u32 = 0; // among the learnt: both are walked along in order
    for (let start: u32 = 0; start < length; ) {
      const value = load<f64>(numbers + (<usize>start << 3));
      let end = start + 1;
      while (end < length && load<f64>(numbers + (<usize>end << 3)) == value) end++;
      while (at < known && load<f64>(others + (<usize>at << 3)) < value) at++;
      const right = load<f64>(logs + (<usize>(total - at - start) << 3));
      while (at < known && load<f64>(others + (<usize>at << 3)) <= value) at++;
      const left = load<f64>(logs + (<usize>(at + end) << 3));
      const either = mean ? (left + right) / 2 : max(left, right);
      const contribution = max(side > 0 ? right : side < 0 ? left : left + right, either);
      for (; start < end; start++) store<f64>(to + (<usize>load<u32>(places + (<usize>start << 2)) << 3), contribution);
    }
  }
}

/**
 * By the bin of a value. Of each feature `edges` has `stride` numbers, of which those of `bins` count; `scores` as many, the one behind the bins for what lies
 * farther outside than `tolerance` widths of a bin. Without bins, all that was learnt was one value, which is the edge: its score is 0, the first one is any other's.
 */
export function contribute_bins(
  first: u32, count: u32, out: usize, source: usize, edges: usize, scores: usize, bins: usize, length: u32, stride: u32, tolerance: f64,
): void {
  for (let feature = <usize>first; feature < <usize>(first + count); feature++) {
    const edge = edges + ((feature * stride) << 3);
    const score = scores + ((feature * stride) << 3);
    const all = load<i32>(bins + (feature << 2));
    const low = load<f64>(edge);
    const high = load<f64>(edge + (<usize>all << 3));
    const last = all - 1;
    const width = high - low;
    const allowed = (load<f64>(edge, 8) - low) * tolerance;
    const start = feature * (<usize>length << 3);
    for (let at = start, end = start + (<usize>length << 3); at < end; at += 8) {
      const value = load<f64>(source + at);
      if (all == 0) {
        store<f64>(out + at, value == low ? 0 : load<f64>(score));
        continue;
      }
      const guess = ((value - low) / width) * <f64>all;
      let bin = guess > 0 ? <i32>min(guess, <f64>last) : 0;
      while (bin >= 0 && load<f64>(edge + (<usize>bin << 3)) >= value) bin--; // the guess is rounded: the edges decide
      while (bin < all && load<f64>(edge + (<usize>(bin + 1) << 3)) < value) bin++;
      const outside = bin < 0 ? low - value : bin > last ? value - high : 0;
      store<f64>(out + at, load<f64>(score + (<usize>(outside <= allowed ? min(max(bin, 0), last) : all) << 3)));
    }
  }
}
