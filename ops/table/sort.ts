/**
 * The order of rows by columns. Every column becomes numbers that order like its values, and those are sorted by their bytes, the last column first:
 * each pass keeps the order of the one before, so the result is stable, and no comparing function is called.
 */
import type { TypedArray } from "../dtype.ts";
import type { Column } from "./column.ts";
import { allRows } from "./take.ts";

/** A column to sort by. What is missing comes last, in both directions. */
export interface SortKey {
  readonly column: Column;
  readonly descending: boolean;
}

/** The rows in order of the first key, where it is equal of the second, and so on; else as they were. */
export function orderRows(keys: readonly SortKey[], length: number): Uint32Array {
  let order = allRows(length);
  for (const { column, descending } of keys.toReversed()) {
    const { values, nulls } = column;
    const numbers = ArrayBuffer.isView(values) ? values : ranks(values);
    order = orderWords(...wordsOf(numbers, nulls, descending), order);
  }
  return order;
}

/** Each string as its place among the different ones, in the order of their code units. */
function ranks(strings: readonly (string | null)[]): Uint32Array {
  const different = [...new Set(strings)].filter((text) => text !== null).toSorted((a, b) => (a < b ? -1 : 1));
  const places = new Map<string | null, number>(different.map((text, at) => [text, at]));
  return Uint32Array.from(strings, (text) => places.get(text) ?? 0);
}

/** Numbers as the high and low words of unsigned integers that order like them: the bits of a float64, turned round below zero. */
function wordsOf(numbers: TypedArray, nulls: Uint8Array | undefined, descending: boolean): [high: Uint32Array, low: Uint32Array] {
  const high = new Uint32Array(numbers.length);
  const low = new Uint32Array(numbers.length);
  const float = new Float64Array(1);
  const words = new Uint32Array(float.buffer); // little-endian, as all hosts of typed arrays today
  for (let row = 0; row < numbers.length; row++) {
    if (nulls?.[row] === 1) {
      high[row] = low[row] = 0xffffffff;
      continue;
    }
    float[0] = (descending ? -numbers[row]! : numbers[row]!) + 0; // -0 is 0
    const flip = words[1]! >>> 31 === 1 ? 0xffffffff : 0;
    high[row] = words[1]! ^ (flip | 0x80000000);
    low[row] = words[0]! ^ flip;
  }
  return [high, low];
}

/** The order by both words, 16 bits a pass. */
function orderWords(high: Uint32Array, low: Uint32Array, order: Uint32Array): Uint32Array<ArrayBuffer> {
  let [from, to] = [Uint32Array.from(order), new Uint32Array(order.length)];
  for (const words of [low, high]) {
    for (const shift of [0, 16]) if (pass(words, shift, from, to)) [from, to] = [to, from];
  }
  return from;
}

/** Sorts by 16 bits of the words. False, and nothing done, where all rows agree in them. */
function pass(words: Uint32Array, shift: number, from: Uint32Array, to: Uint32Array): boolean {
  const starts = new Uint32Array(65_537);
  for (const word of words) starts[((word >>> shift) & 0xffff) + 1]!++;
  if (starts.includes(words.length)) return false;
  for (let digit = 0; digit < 65_536; digit++) starts[digit + 1]! += starts[digit]!;
  for (const row of from) to[starts[(words[row]! >>> shift) & 0xffff]!++] = row;
  return true;
}
