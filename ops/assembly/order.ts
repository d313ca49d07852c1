// Rows of float64 in ascending order, and the places that the numbers had: numbers become keys whose order as unsigned integers is their own, which are
// dealt out with their places by 11 bits at a time, the lowest first. The order of equals stays. Not for NaN; -0 becomes 0, to which it is equal.

const BITS: u64 = 11;
const DIGITS: usize = 2048;
/** Bytes of the counts of one pass, of which there are six. */
const TABLE: usize = DIGITS << 2;
const PASSES: u64 = 6;
const SIGN: u64 = 1 << 63;

// @ts-ignore: decorator
@inline
function keyOf(bits: u64): u64 {
  if (bits == SIGN) return SIGN;
  return bits & SIGN ? ~bits : bits | SIGN;
}

// @ts-ignore: decorator
@inline
function countAt(table: usize, key: u64, pass: u64): usize {
  return table + <usize>pass * TABLE + (<usize>((key >> (pass * BITS)) & <u64>(DIGITS - 1)) << 2);
}

function orderRow(numbers: usize, places: usize, source: usize, length: u32, table: usize): void {
  let keys = numbers;
  let whose = places;
  let nextKeys = table + <usize>PASSES * TABLE;
  let nextWhose = nextKeys + (<usize>length << 3);
  memory.fill(table, 0, <usize>PASSES * TABLE);
  for (let i: u32 = 0; i < length; i++) {
    const key = keyOf(load<u64>(source + (<usize>i << 3)));
    store<u64>(keys + (<usize>i << 3), key);
    store<u32>(whose + (<usize>i << 2), i);
    for (let pass: u64 = 0; pass < PASSES; pass++) {
      const count = countAt(table, key, pass);
      store<u32>(count, load<u32>(count) + 1);
    }
  }
  for (let pass: u64 = 0; pass < PASSES; pass++) {
    if (load<u32>(countAt(table, load<u64>(keys), pass)) == length) continue; // all digits are the same
    let start: u32 = 0;
    for (let at = table + <usize>pass * TABLE, end = at + TABLE; at < end; at += 4) {
      const count = load<u32>(at);
      store<u32>(at, start);
      start += count;
    }
    for (let i: u32 = 0; i < length; i++) {
      const key = load<u64>(keys + (<usize>i << 3));
      const next = countAt(table, key, pass);
      const to = load<u32>(next);
      store<u32>(next, to + 1);
      store<u64>(nextKeys + (<usize>to << 3), key);
      store<u32>(nextWhose + (<usize>to << 2), load<u32>(whose + (<usize>i << 2)));
    }
    let dealt = keys;
    keys = nextKeys;
    nextKeys = dealt;
    dealt = whose;
    whose = nextWhose;
    nextWhose = dealt;
  }
  if (whose != places) memory.copy(places, whose, <usize>length << 2);
  for (let at: usize = 0; at < <usize>length << 3; at += 8) {
    const key = load<u64>(keys + at);
    store<u64>(numbers + at, key & SIGN ? key ^ SIGN : ~key);
  }
}

/** Rows of `length` numbers, one a row or more. `scratch` has room for the counts, 48 KB, and 12 bytes a number. */
export function order_float64(first: u32, count: u32, numbers: usize, places: usize, source: usize, length: u32, scratch: usize): void {
  for (let row = <usize>first, end = row + count; row < end; row++) {
    const at = row * length;
    orderRow(numbers + (at << 3), places + (at << 2), source + (at << 3), length, scratch);
  }
}
