// Sorting packed rows of 32-bit numbers by their digits: a number becomes a key whose order as an unsigned integer is the wanted one, and
// keys and places are dealt out by 8 bits at a time, the lowest first. Each pass keeps the order of equals, so the sort is stable.

// @ts-ignore: decorator
@inline
function keyOfFloat(bits: u32): u32 {
  if ((bits & 0x7fffffff) > 0x7f800000) return 0xffffffff; // NaN comes last
  if (bits == 0x80000000) return 0x80000000; // -0 is equal to 0
  return bits & 0x80000000 ? ~bits : bits | 0x80000000;
}

/** kind: 0 float32, 1 int32, 2 uint32. */
// @ts-ignore: decorator
@inline
function keyOf(bits: u32, kind: u32): u32 {
  if (kind == 0) return keyOfFloat(bits);
  return kind == 1 ? bits ^ 0x80000000 : bits;
}

/** One pass: deals pairs of key and place from `source` to `target` by the digit at `shift`. False when all digits are the same, and nothing was moved. */
function deal(source: usize, target: usize, length: u32, shift: u32, counts: usize): bool {
  memory.fill(counts, 0, 1024);
  const end = source + (<usize>length << 3);
  for (let at = source; at < end; at += 8) {
    const place = counts + (<usize>((load<u32>(at) >> shift) & 255) << 2);
    store<u32>(place, load<u32>(place) + 1);
  }
  let start: u32 = 0;
  for (let digit: usize = 0; digit < 1024; digit += 4) {
    const count = load<u32>(counts + digit);
    if (count == length) return false;
    store<u32>(counts + digit, start);
    start += count;
  }
  for (let at = source; at < end; at += 8) {
    const pair = load<u64>(at);
    const place = counts + (<usize>((<u32>pair >> shift) & 255) << 2);
    const to = load<u32>(place);
    store<u32>(place, to + 1);
    store<u64>(target + (<usize>to << 3), pair);
  }
  return true;
}

/** Short rows by insertion. */
function insert(pairs: usize, length: u32): void {
  const end = pairs + (<usize>length << 3);
  for (let at = pairs + 8; at < end; at += 8) {
    const pair = load<u64>(at);
    let to = at;
    for (; to > pairs && load<u32>(to - 8) > <u32>pair; to -= 8) store<u64>(to, load<u64>(to - 8));
    store<u64>(to, pair);
  }
}

/**
 * Writes the first `kept` of each row in order: their places, or the numbers themselves. `scratch` has room for 16 bytes an element of a row and 1 KB.
 */
export function sort_32(out: usize, source: usize, rows: u32, length: u32, kept: u32, kind: u32, descending: u32, yieldsPlaces: u32, scratch: usize): void {
  const counts = scratch;
  const flip: u32 = descending ? 0xffffffff : 0;
  const bytes = <usize>length << 2;
  for (let row: u32 = 0; row < rows; row++) {
    let pairs = scratch + 1024;
    let other = pairs + (<usize>length << 3);
    for (let i: u32 = 0; i < length; i++) {
      const at = pairs + (<usize>i << 3);
      store<u32>(at, keyOf(load<u32>(source + (<usize>i << 2)), kind) ^ flip);
      store<u32>(at, i, 4);
    }
    if (length <= 64) insert(pairs, length);
    else {
      for (let shift: u32 = 0; shift < 32; shift += 8) {
        if (!deal(pairs, other, length, shift, counts)) continue;
        const dealt = other;
        other = pairs;
        pairs = dealt;
      }
    }
    for (let i: u32 = 0; i < kept; i++) {
      const place = load<u32>(pairs + (<usize>i << 3), 4);
      store<u32>(out, yieldsPlaces ? place : load<u32>(source + (<usize>place << 2)));
      out += 4;
    }
    source += bytes;
  }
}
