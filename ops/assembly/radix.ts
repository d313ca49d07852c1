// Ordering float32 and float64: a number becomes a key whose order as an unsigned integer is its own; keys, and where wanted the places that they had, are
// dealt out by 11 bits at a time, the lowest first. The order of equals stays; -0 is equal to 0, and NaN comes last.

const BITS: u32 = 11;
const DIGITS: usize = 1 << BITS;
/** Bytes of the counts of one pass. */
const TABLE: usize = DIGITS << 2;
/** Bytes of the counts of all passes over keys of 64 bits; those of 32 take three. */
export const COUNTS: usize = 6 * TABLE;

// @ts-ignore: decorator
@inline
function signOf<K>(): K {
  return <K>1 << <K>(sizeof<K>() * 8 - 1);
}

// @ts-ignore: decorator
@inline
function infinityOf<K>(): K {
  return sizeof<K>() == 4 ? <K>0x7f800000 : <K>0x7ff0000000000000;
}

// @ts-ignore: decorator
@inline
function keyOf<K>(bits: K): K {
  const sign = signOf<K>();
  if ((bits & ~sign) > infinityOf<K>()) return ~(<K>0);
  if (bits == sign) return sign;
  return bits & sign ? ~bits : bits | sign;
}

// @ts-ignore: decorator
@inline
function passesOf<K>(): u32 {
  return sizeof<K>() == 4 ? 3 : 6;
}

/** The bits of the number that a key stands for. */
// @ts-ignore: decorator
@inline
export function bitsOf<K>(key: K): K {
  const sign = signOf<K>();
  return key & sign ? key ^ sign : ~key;
}

// @ts-ignore: decorator
@inline
function countAt<K>(counts: usize, key: K, pass: u32): usize {
  return counts + <usize>pass * TABLE + (<usize>((key >> <K>(pass * BITS)) & <K>(DIGITS - 1)) << 2);
}

// @ts-ignore: decorator
@inline
function countDigit<K>(counts: usize, key: K, pass: u32): void {
  const count = countAt<K>(counts, key, pass);
  store<u32>(count, load<u32>(count) + 1);
}

/** Makes keys of the numbers and counts their digits. */
function countDigits<K>(source: usize, bytes: usize, keys: usize, counts: usize): void {
  memory.fill(counts, 0, <usize>passesOf<K>() * TABLE);
  for (let at: usize = 0; at < bytes; at += sizeof<K>()) {
    const key = keyOf<K>(load<K>(source + at));
    store<K>(keys + at, key);
    countDigit<K>(counts, key, 0);
    countDigit<K>(counts, key, 1);
    countDigit<K>(counts, key, 2);
    if (sizeof<K>() == 8) {
      countDigit<K>(counts, key, 3);
      countDigit<K>(counts, key, 4);
      countDigit<K>(counts, key, 5);
    }
  }
}

/**
 * The keys of `length` numbers in order, in `keys` or in `otherKeys`, whose address is returned; their places are in `places` then, or in `otherPlaces`, when P is
 * u32; there are none when it is void.
 */
export function order<K, P>(source: usize, length: u32, keys: usize, otherKeys: usize, places: usize, otherPlaces: usize, counts: usize): usize {
  countDigits<K>(source, <usize>length * sizeof<K>(), keys, counts);
  if (!isVoid<P>()) for (let i: u32 = 0; i < length; i++) store<u32>(places + (<usize>i << 2), i);
  for (let pass: u32 = 0; pass < passesOf<K>(); pass++) {
    if (load<u32>(countAt<K>(counts, load<K>(keys), pass)) == length) continue; // all digits are the same
    let start: u32 = 0;
    for (let at = counts + <usize>pass * TABLE, end = at + TABLE; at < end; at += 4) {
      const count = load<u32>(at);
      store<u32>(at, start);
      start += count;
    }
    for (let i: u32 = 0; i < length; i++) {
      const key = load<K>(keys + <usize>i * sizeof<K>());
      const next = countAt<K>(counts, key, pass);
      const to = load<u32>(next);
      store<u32>(next, to + 1);
      store<K>(otherKeys + <usize>to * sizeof<K>(), key);
      if (!isVoid<P>()) store<u32>(otherPlaces + (<usize>to << 2), load<u32>(places + (<usize>i << 2)));
    }
    let dealt = keys;
    keys = otherKeys;
    otherKeys = dealt;
    dealt = places;
    places = otherPlaces;
    otherPlaces = dealt;
  }
  return keys;
}
