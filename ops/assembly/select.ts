// The numbers at given places of the order of a row, without sorting it. A number becomes a key whose order as an unsigned integer is its own; keys
// are counted by their leading digit, those of the digit that holds the place are taken out, and these are counted digit by digit to the last.

/** The digits of keys, at most. */
const BITS: u32 = 16;
/** Bytes of their counts. */
const TABLE: usize = 4 << BITS;

/** Never asked for NaN; -0 equals 0. */
// @ts-ignore: decorator
@inline
function keyOf<K>(bits: K): K {
  const sign = (<K>1) << <K>(sizeof<K>() * 8 - 1);
  if (bits == sign) return sign;
  return bits & sign ? ~bits : bits | sign;
}

// @ts-ignore: decorator
@inline
function valueOf<K>(key: K): f64 {
  const sign = (<K>1) << <K>(sizeof<K>() * 8 - 1);
  const bits = key & sign ? key ^ sign : ~key;
  return sizeof<K>() == 4 ? <f64>reinterpret<f32>(<u32>bits) : reinterpret<f64>(<u64>bits);
}

/** The key of a number that is given as float64. */
// @ts-ignore: decorator
@inline
function keyOfValue<K>(value: f64): K {
  return sizeof<K>() == 4 ? <K>keyOf<u32>(reinterpret<u32>(<f32>value)) : <K>keyOf<u64>(reinterpret<u64>(value));
}

// @ts-ignore: decorator
@inline
function isMissing<K>(bits: K): bool {
  return sizeof<K>() == 4 ? (<u32>bits & 0x7fffffff) > 0x7f800000 : (<u64>bits & 0x7fffffffffffffff) > 0x7ff0000000000000;
}

// @ts-ignore: decorator
@inline
function countOne(table: usize, digit: usize): void {
  const place = table + (digit << 2);
  store<u32>(place, load<u32>(place) + 1);
}

/** Counts the leading digits of a row; `shift` is what follows them. */
// @ts-ignore: decorator
@inline
function countLeading<K>(source: usize, end: usize, least: K, shift: K, table: usize): void {
  for (; source < end; source += sizeof<K>()) {
    const bits = load<K>(source);
    if (!isMissing<K>(bits)) countOne(table, <usize>((keyOf<K>(bits) - least) >> shift));
  }
}

/** Writes the keys, less the least one, that have a leading digit. Returns how many. Lanes tell quickly where there are none. */
// @ts-ignore: decorator
@inline
function gather<K>(out: usize, source: usize, end: usize, least: K, shift: K, digit: K): u32 {
  const start = out;
  const first = least + (digit << shift);
  const low = valueOf<K>(first);
  const last = first + (((<K>1) << shift) - 1);
  const high = valueOf<K>(last < first ? ~(<K>0) : last); // beyond the numbers all are NaN
  const below = sizeof<K>() == 4 ? f32x4.splat(<f32>low) : f64x2.splat(low);
  const above = sizeof<K>() == 4 ? f32x4.splat(<f32>high) : f64x2.splat(high);
  while (source < end) {
    const stop = min(source + 64, end);
    if (source + 64 <= end) {
      let near = i32x4.splat(0);
      for (let at: usize = 0; at < 64; at += 16) {
        const x = v128.load(source + at);
        // Negated, so that a bound that is NaN lets everything through.
        const inside = sizeof<K>() == 4 ? v128.not(v128.or(f32x4.lt(x, below), f32x4.gt(x, above))) : v128.not(v128.or(f64x2.lt(x, below), f64x2.gt(x, above)));
        near = v128.or(near, inside);
      }
      if (!v128.any_true(near)) {
        source = stop;
        continue;
      }
    }
    for (; source < stop; source += sizeof<K>()) {
      const bits = load<K>(source);
      if (isMissing<K>(bits)) continue;
      const key = keyOf<K>(bits) - least;
      if (key >> shift != digit) continue;
      store<K>(out, key);
      out += sizeof<K>();
    }
  }
  return <u32>((out - start) / sizeof<K>());
}

/** The digit that holds a place; the count of what comes before it is left at `before`. */
// @ts-ignore: decorator
@inline
function digitAt(table: usize, place: u32, before: usize): u32 {
  let digit: u32 = 0;
  let passed: u32 = 0;
  while (true) {
    const count = load<u32>(table + (<usize>digit << 2));
    if (place - passed < count) break;
    passed += count;
    digit++;
  }
  store<u32>(before, passed);
  return digit;
}

/** The key at a place of keys that agree above `shift`, digit by digit. */
// @ts-ignore: decorator
@inline
function select<K>(keys: usize, count: u32, leading: K, shift: K, at: u32, table: usize, before: usize): K {
  const end = keys + <usize>count * sizeof<K>();
  let prefix = leading;
  let left = shift;
  let place = at;
  while (left > 0) {
    const width = min<K>(left, <K>BITS);
    const rest = left - width;
    const mask = ((<K>1) << width) - 1;
    memory.fill(table, 0, <usize>4 << <usize>width);
    for (let key = keys; key < end; key += sizeof<K>()) {
      const found = load<K>(key);
      if (found >> left == prefix) countOne(table, <usize>((found >> rest) & mask));
    }
    const digit = digitAt(table, place, before);
    place -= load<u32>(before);
    prefix = (prefix << width) | <K>digit;
    left = rest;
  }
  return prefix;
}

/**
 * Items are rows of `length` numbers; `bounds` has the least and the greatest number of each, `places` which `asked` places are wanted, ascending, counted
 * from 0 among those that are not NaN. `digits` is how wide the leading digit is at most. A place of -1 yields NaN.
 */
// @ts-ignore: decorator
@inline
function selectRows<K>(first: u32, count: u32, out: usize, source: usize, bounds: usize, places: usize, length: u32, asked: u32, digits: u32, scratch: usize): void {
  const leadings = scratch + TABLE;
  const before = leadings + TABLE;
  const keys = before + 16;
  for (let row = first; row < first + count; row++) {
    const from = source + <usize>row * <usize>length * sizeof<K>();
    const end = from + <usize>length * sizeof<K>();
    const least = keyOfValue<K>(load<f64>(bounds + (<usize>row << 4)));
    const range = keyOfValue<K>(load<f64>(bounds + (<usize>row << 4), 8)) - least;
    const width = <K>(sizeof<K>() * 8) - clz<K>(range);
    const shift = width > <K>digits ? width - <K>digits : <K>0;
    let held = ~(<K>0);
    let passed: u32 = 0;
    let taken: u32 = 0;
    for (let i: u32 = 0; i < asked; i++) {
      const at = <usize>(row * asked + i);
      const place = load<i32>(places + (at << 2));
      if (place < 0) {
        store<f64>(out + (at << 3), NaN);
        continue;
      }
      if (i == 0) {
        memory.fill(leadings, 0, ((<usize>(range >> shift) + 1) << 2));
        countLeading<K>(from, end, least, shift, leadings);
      }
      const digit = <K>digitAt(leadings, place, before);
      if (digit != held) {
        held = digit;
        passed = load<u32>(before);
        if (shift > 0) taken = gather<K>(keys, from, end, least, shift, digit);
      }
      store<f64>(out + (at << 3), valueOf<K>(least + select<K>(keys, taken, digit, shift, <u32>place - passed, scratch, before)));
    }
  }
}

export function select_float32(first: u32, count: u32, out: usize, source: usize, bounds: usize, places: usize, length: u32, asked: u32, digits: u32, scratch: usize): void {
  selectRows<u32>(first, count, out, source, bounds, places, length, asked, digits, scratch);
}

export function select_float64(first: u32, count: u32, out: usize, source: usize, bounds: usize, places: usize, length: u32, asked: u32, digits: u32, scratch: usize): void {
  selectRows<u64>(first, count, out, source, bounds, places, length, asked, digits, scratch);
}
