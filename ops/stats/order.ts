/** Numbers in ascending order, and the places that they had: by a kernel where there is one, or at once. In time linear in their count. */
import { applyOnHost } from "../operand.ts";
import { reshape } from "../math/manipulation.ts";
import { asSample } from "../sample.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";

/** One row. */
export interface Ordered {
  /** Ascending, NaN last; -0 is 0. */
  readonly sorted: Float64Array<ArrayBuffer>;
  /** `sorted[i]` was number `places[i]` of its row; equals in their order. */
  readonly places: Int32Array<ArrayBuffer>;
}

/** Bytes that kernels which put float64 in order use beside those for each number. */
export const orderTables = 6 * 2048 * 4;

/** Every row of a float64 tensor [rows, length]. */
export async function orderRows(op: string, x: Tensor): Promise<Ordered[]> {
  const [rows, length] = x.shape as [number, number];
  const [numbers, places] = applyOnHost(
    op,
    [x],
    [{ dtype: "float64", shape: [rows, length] }, { dtype: "int32", shape: [rows, length] }],
    (values) => orderAll(values as Float64Array, rows, length),
    { name: "order_float64", items: rows, grain: Math.ceil(1000 / length), params: [length], scratch: orderTables + 12 * length },
  );
  const [sorted, whose] = [(await numbers!.data()) as Float64Array<ArrayBuffer>, (await places!.data()) as Int32Array<ArrayBuffer>];
  for (const part of [numbers!, places!]) part.dispose();
  return rowsIn(sorted, rows, length).map((row, i) => ({ sorted: row, places: whose.subarray(i * length, (i + 1) * length) }));
}

/** The same without the places, which take most of the time. */
export async function sortRows(op: string, x: Tensor): Promise<Float64Array<ArrayBuffer>[]> {
  const [rows, length] = x.shape as [number, number];
  const kernel = { name: "sort_float64", items: rows, grain: Math.ceil(1000 / length), params: [length], scratch: orderTables + 8 * length };
  const [numbers] = applyOnHost(op, [x], [{ dtype: "float64", shape: [rows, length] }], (values) => [sortAll(values as Float64Array, rows, length)], kernel);
  const sorted = (await numbers!.data()) as Float64Array<ArrayBuffer>;
  numbers!.dispose();
  return rowsIn(sorted, rows, length);
}

function sortAll(values: Float64Array, rows: number, length: number): Float64Array {
  const sorted = values.map((value) => value + 0); // + 0 makes 0 of -0
  for (const row of rowsIn(sorted, rows, length)) row.sort();
  return sorted;
}

const rowsIn = (numbers: Float64Array<ArrayBuffer>, rows: number, length: number): Float64Array<ArrayBuffer>[] =>
  Array.from({ length: rows }, (_, row) => numbers.subarray(row * length, (row + 1) * length));

/** The readable form of the kernel. */
function orderAll(values: Float64Array, rows: number, length: number): [Float64Array, Int32Array] {
  const sorted = new Float64Array(rows * length);
  const places = new Int32Array(rows * length);
  for (let start = 0; start < sorted.length; start += length) {
    const row = orderNow(values.subarray(start, start + length));
    sorted.set(row.sorted, start);
    places.set(row.places, start);
  }
  return [sorted, places];
}

/** From here on counting digits is faster than comparing, and a kernel is worth the copies. */
const manyNumbers = 4096;

/** Numbers of the host in ascending order, NaN last; -0 is 0. */
export async function sortedOf(op: string, values: Float64Array): Promise<Float64Array> {
  if (values.length < manyNumbers) return sortAll(values, 1, values.length);
  const [sorted] = await scope(() => sortRows(op, reshape(asSample(op, values), [1, values.length])));
  return sorted!;
}

/** The same with the places. */
export async function orderOf(op: string, values: Float64Array): Promise<Ordered> {
  if (values.length < manyNumbers) return orderNow(values);
  const [ordered] = await scope(() => orderRows(op, reshape(asSample(op, values), [1, values.length])));
  return ordered!;
}

/** The same at once: many numbers are sorted by their bits, 16 at a time, in an order of bits that is the order of the numbers. */
export function orderNow(values: Float64Array): Ordered {
  const start = new Int32Array(values.length).map((_, i) => i);
  const places = values.length < manyNumbers ? start.toSorted((a, b) => compare(values[a]!, values[b]!)) : radixOrder(sortableWords(values), start);
  const sorted = new Float64Array(values.length);
  for (let i = 0; i < sorted.length; i++) sorted[i] = values[places[i]!]! + 0; // + 0 makes 0 of -0
  return { sorted, places };
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Four words of 16 bits a number, the least significant first. A negative number has all bits turned around, another one its sign. */
function sortableWords(values: Float64Array): Uint16Array {
  const numbers = values.map((value) => (value === 0 ? 0 : Number.isNaN(value) ? NaN : value)); // -0 equals 0
  const words = new Uint32Array(numbers.buffer);
  for (let i = 0; i < words.length; i += 2) {
    const high = words[i + 1]!;
    const flip = high >= 2 ** 31 ? 0xffffffff : 0;
    words[i] = words[i]! ^ flip;
    words[i + 1] = high ^ (flip | 0x80000000);
  }
  return new Uint16Array(numbers.buffer);
}

function radixOrder(words: Uint16Array, start: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  let [from, to] = [start, new Int32Array(start.length)];
  const ends = new Uint32Array(65536);
  for (let digit = 0; digit < 4; digit++) {
    ends.fill(0);
    for (let i = digit; i < words.length; i += 4) ends[words[i]!] = ends[words[i]!]! + 1;
    if (ends[words[digit]!] === from.length) continue; // all the same: nothing to do
    for (let i = 1; i < ends.length; i++) ends[i] = ends[i]! + ends[i - 1]!;
    for (let i = from.length - 1; i >= 0; i--) {
      const word = words[4 * from[i]! + digit]!;
      const at = ends[word]! - 1;
      ends[word] = at;
      to[at] = from[i]!;
    }
    [from, to] = [to, from];
  }
  return from;
}
