// Ordering float32 and float64: a number becomes a key whose order as an unsigned integer is its own; keys, and where wanted the places that they had, are
// dealt out by some bits at a time, the lowest first. The order of equals stays; -0 is equal to 0, and NaN comes last.

/** Bytes of the counts of all passes: six of 2048 digits at most. */
export const COUNTS: usize = 6 << 13;

/** Bits of a digit: 11 take fewer passes than 8, but places beside keys are dealt to twice as many pages, of which the processor knows few. */
// @ts-ignore: decorator
@inline
function digitBits<P>(): u32 {
  return isVoid<P>() ? 11 : 8;
}

// @ts-ignore: decorator
@inline
function passes<K, P>(): u32 {
  return (<u32>(sizeof<K>() << 3) + digitBits<P>() - 1) / digitBits<P>();
}

/** Bytes of the counts of one pass. */
// @ts-ignore: decorator
@inline
function tableBytes<P>(): usize {
  return <usize>4 << <usize>digitBits<P>();
}

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

/** The bits of the number that a key stands for. */
// @ts-ignore: decorator
@inline
export function bitsOf<K>(key: K): K {
  const sign = signOf<K>();
  return key & sign ? key ^ sign : ~key;
}

// @ts-ignore: decorator
@inline
function countAt<K, P>(counts: usize, key: K, pass: u32): usize {
  return counts + <usize>pass * tableBytes<P>() + (<usize>((key >> <K>(pass * digitBits<P>())) & <K>((1 << digitBits<P>()) - 1)) << 2);
}

// @ts-ignore: decorator
@inline
function countDigit<K, P>(counts: usize, key: K, pass: u32): void {
  const count = countAt<K, P>(counts, key, pass);
  store<u32>(count, load<u32>(count) + 1);
}

/** Makes keys of the numbers and counts their digits. */
function countDigits<K, P>(source: usize, bytes: usize, keys: usize, counts: usize): void {
  memory.fill(counts, 0, <usize>passes<K, P>() * tableBytes<P>());
  for (let at: usize = 0; at < bytes; at += sizeof<K>()) {
    const key = keyOf<K>(load<K>(source + at));
    store<K>(keys + at, key);
    countDigit<K, P>(counts, key, 0);
    countDigit<K, P>(counts, key, 1);
    countDigit<K, P>(counts, key, 2);
    if (sizeof<K>() == 8) {
      countDigit<K, P>(counts, key, 3);
      countDigit<K, P>(counts, key, 4);
      countDigit<K, P>(counts, key, 5);
    }
    for (let pass: u32 = sizeof<K>() == 4 ? 3 : 6; pass < passes<K, P>(); pass++) countDigit<K, P>(counts, key, pass);
  }
}

/**
 * The keys of `length` numbers in order, in `keys` or in `otherKeys`, whose address is returned; their places are in `places` then, or in `otherPlaces`, when P is
 * u32; there are none when it is void.
 */
export function order<K, P>(source: usize, length: u32, keys: usize, otherKeys: usize, places: usize, otherPlaces: usize, counts: usize): usize {
  countDigits<K, P>(source, <usize>length * sizeof<K>(), keys, counts);
  if (!isVoid<P>()) for (let i: u32 = 0; i < length; i++) store<u32>(places + (<usize>i << 2), i);
  for (let pass: u32 = 0; pass < passes<K, P>(); pass++) {
    if (load<u32>(countAt<K, P>(counts, load<K>(keys), pass)) == length) continue; // all digits are the same
    let start: u32 = 0;
    for (let at = counts + <usize>pass * tableBytes<P>(), end = at + tableBytes<P>(); at < end; at += 4) {
      const count = load<u32>(at);
      store<u32>(at, start);
      start += count;
    }
    for (let i: u32 = 0; i < length; i++) {
      const key = load<K>(keys + <usize>i * sizeof<K>());
      const next = countAt<K, P>(counts, key, pass);
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
