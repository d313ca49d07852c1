/** Values as whole numbers: equal values have equal codes, from 0 in the order they are met; what is missing has -1. */
import type { Column } from "../table/column.ts";

interface Codes {
  readonly codes: Int32Array;
  /** Different values. */
  readonly count: number;
}

/** Codes of the rows of some columns of one length. A row is missing where all of its values are. */
export function codesOf(columns: readonly Column[]): Codes {
  const keys = columns.map(keysOf);
  const hashes = hashesOf(keys);
  const places = new Int32Array(2 ** Math.ceil(Math.log2(2 * hashes.length + 1))); // a hash table: one more than the first row of each code, or 0
  const codes = new Int32Array(hashes.length).fill(-1);
  let count = 0;
  for (let row = 0; row < codes.length; row++) {
    if (isMissing(keys, row)) continue;
    let place = hashes[row]! & (places.length - 1);
    let first = places[place]! - 1;
    while (first >= 0 && !(hashes[first] === hashes[row] && areEqual(keys, first, row))) {
      place = (place + 1) & (places.length - 1);
      first = places[place]! - 1;
    }
    if (first < 0) places[place] = row + 1;
    codes[row] = first < 0 ? count++ : codes[first]!;
  }
  return { codes, count };
}

/** Numbers that are equal where the values are, NaN where one is missing. */
function keysOf({ values, nulls, length }: Column): Float64Array {
  const keys = new Float64Array(length).fill(NaN);
  const codes = new Map<string, number>();
  for (let row = 0; row < length; row++) {
    const value = values[row]!;
    if (value === null || nulls?.[row] === 1) continue;
    if (typeof value === "number") keys[row] = value + 0; // + 0 makes 0 of -0
    else if (codes.has(value)) keys[row] = codes.get(value)!;
    else codes.set(value, (keys[row] = codes.size));
  }
  return keys;
}

/** Of each row 32 bits that depend on all of its keys, mixed by multiplication. */
function hashesOf(columns: readonly Float64Array[]): Int32Array {
  const hashes = new Int32Array(columns[0]!.length);
  for (const keys of columns) {
    const words = new Int32Array(keys.buffer);
    for (let row = 0; row < hashes.length; row++) {
      const half = Math.imul(hashes[row]! ^ words[2 * row]!, 0x9e3779b1);
      const whole = Math.imul(half ^ (half >>> 16) ^ words[2 * row + 1]!, 0x85ebca6b);
      hashes[row] = whole ^ (whole >>> 15);
    }
  }
  return hashes;
}

const isMissing = (columns: readonly Float64Array[], row: number): boolean => columns.every((keys) => Number.isNaN(keys[row]));

const areEqual = (columns: readonly Float64Array[], a: number, b: number): boolean => columns.every((keys) => keys[a] === keys[b] || (Number.isNaN(keys[a]) && Number.isNaN(keys[b])));
