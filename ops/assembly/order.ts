// Rows of float64 in ascending order, and the places that the numbers had. -0 becomes 0, to which it is equal, and NaN a NaN without a sign.

import { bitsOf, COUNTS, order } from "./radix";

/** Rows of `length` numbers, one a row or more. `scratch` has room for the counts, 48 KB, and 12 bytes a number. */
export function order_float64(first: u32, count: u32, numbers: usize, places: usize, source: usize, length: u32, scratch: usize): void {
  const bytes = <usize>length << 3;
  const otherKeys = scratch + COUNTS;
  const otherPlaces = otherKeys + bytes;
  for (let row = <usize>first, end = row + count; row < end; row++) {
    const out = numbers + row * bytes;
    const whose = places + ((row * length) << 2);
    const keys = order<u64, u32>(source + row * bytes, length, out, otherKeys, whose, otherPlaces, scratch);
    if (keys != out) memory.copy(whose, otherPlaces, bytes >> 1);
    toNumbers(out, keys, bytes);
  }
}

/** The numbers alone. `scratch` has room for the counts, 48 KB, and 8 bytes a number. */
export function sort_float64(first: u32, count: u32, numbers: usize, source: usize, length: u32, scratch: usize): void {
  const bytes = <usize>length << 3;
  for (let row = <usize>first, end = row + count; row < end; row++) {
    const out = numbers + row * bytes;
    toNumbers(out, order<u64, void>(source + row * bytes, length, out, scratch + COUNTS, 0, 0, scratch), bytes);
  }
}

/** The ranks from 1 of rows without NaN, equals sharing the mean of theirs. `scratch` has room for the counts, 48 KB, and 24 bytes a number. */
export function rank_float64(first: u32, count: u32, ranks: usize, source: usize, length: u32, scratch: usize): void {
  const bytes = <usize>length << 3;
  const numbers = scratch + COUNTS + bytes + (bytes >> 1);
  const places = numbers + bytes;
  for (let row = <usize>first, last = row + count; row < last; row++) {
    order_float64(0, 1, numbers, places, source + row * bytes, length, scratch);
    for (let start: u32 = 0, end: u32 = 0; start < length; ) {
      const value = load<f64>(numbers + (<usize>start << 3));
      while (end < length && load<f64>(numbers + (<usize>end << 3)) == value) end++;
      const rank = <f64>(start + 1 + end) / 2;
      for (; start < end; start++) store<f64>(ranks + row * bytes + (<usize>load<u32>(places + (<usize>start << 2)) << 3), rank);
    }
  }
}

function toNumbers(out: usize, keys: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 8) store<u64>(out + at, bitsOf<u64>(load<u64>(keys + at)));
}
