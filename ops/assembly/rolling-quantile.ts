// Quantiles of windows that slide over a series of float64. An item is a part of the results, `chunk` of them: the values of its windows are put in order once;
// then a bit for each place of that order tells whether its value is in the window, and bits are counted from where the quantile was before.

import { order_float64 } from "./order";
import { COUNTS } from "./radix";
import { valueAt } from "./rolling";

const MISSING: u32 = ~(<u32>0);

/** Of each value its place in the order, `MISSING` where it has none; `sorted` has those last, as NaN. Returns how many have one. */
function rank(ranks: usize, sorted: usize, places: usize, size: u32): u32 {
  let valid: u32 = 0;
  for (let i: u32 = 0; i < size; i++) {
    const value = load<f64>(sorted + (<usize>i << 3));
    if (value == value) valid++;
    store<u32>(ranks + (<usize>load<u32>(places + (<usize>i << 2)) << 2), value == value ? i : MISSING);
  }
  return valid;
}

/** `scratch` has room for the counts, 48 KB, and 37 bytes for each value of the windows of a chunk, and 16. */
export function rollingQuantile(
  first: u32, count: u32, out: usize, x: usize, length: i32, window: i32, offset: i32, fewest: f64, q: f64, chunk: i32, scratch: usize,
): void {
  for (let item = <i32>first; item < <i32>(first + count); item++) {
    const begin = item * chunk;
    const end = min(begin + chunk, length);
    const from = max(begin + offset - window + 1, 0);
    const to = min(end + offset, length);
    const size = max(to - from, 0);
    const bytes = <usize>size << 3;
    const values = scratch + COUNTS + bytes + (bytes >> 1);
    const sorted = values + bytes;
    const places = sorted + bytes;
    const ranks = places + (bytes >> 1);
    const bits = ranks + (bytes >> 1);
    for (let i = 0; i < size; i++) store<f64>(values + (<usize>i << 3), valueAt(x, from + i, length));
    order_float64(0, 1, sorted, places, values, size, scratch);
    memory.fill(bits, 0, ((<usize>rank(ranks, sorted, places, size) >> 6) + 1) << 3);
    let word = bits; // where the quantile was, and how many values of the window come before
    let before: u32 = 0;
    let inside: u32 = 0;
    let coming = from;
    let leaving = from;
    for (let i = begin; i < end; i++) {
      for (const last = min(i + offset + 1, to); coming < last; coming++) {
        const place = load<u32>(ranks + (<usize>(coming - from) << 2));
        if (place == MISSING) continue;
        const at = bits + (<usize>(place >> 6) << 3);
        store<u64>(at, load<u64>(at) | ((<u64>1) << (place & 63)));
        if (at < word) before++;
        inside++;
      }
      for (const last = i + offset - window + 1; leaving < last; leaving++) {
        const place = load<u32>(ranks + (<usize>(leaving - from) << 2));
        if (place == MISSING) continue;
        const at = bits + (<usize>(place >> 6) << 3);
        store<u64>(at, load<u64>(at) & ~((<u64>1) << (place & 63)));
        if (at < word) before--;
        inside--;
      }
      if (<f64>inside < fewest) {
        store<f64>(out + (<usize>i << 3), NaN);
        continue;
      }
      const h = <f64>(inside - 1) * q;
      const wanted = <u32>h;
      const fraction = h - <f64>wanted;
      while (before > wanted) {
        word -= 8;
        before -= <u32>popcnt<u64>(load<u64>(word));
      }
      for (let here = <u32>popcnt<u64>(load<u64>(word)); before + here <= wanted; here = <u32>popcnt<u64>(load<u64>(word))) {
        before += here;
        word += 8;
      }
      let rest = load<u64>(word);
      for (let k = before; k < wanted; k++) rest &= rest - 1;
      const low = load<f64>(sorted + ((<usize>(word - bits) << 3) + <usize>ctz<u64>(rest) << 3));
      let result = low;
      if (fraction > 0) {
        let at = word;
        for (rest &= rest - 1; rest == 0; rest = load<u64>(at)) at += 8;
        const high = load<f64>(sorted + ((<usize>(at - bits) << 3) + <usize>ctz<u64>(rest) << 3));
        if (high != low) result = fraction < 0.5 ? low + (high - low) * fraction : high - (high - low) * (1 - fraction);
      }
      store<f64>(out + (<usize>i << 3), result);
    }
  }
}
