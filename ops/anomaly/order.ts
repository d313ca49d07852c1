/** Numbers in ascending order, and the places that they had. */
import { applyOnHost } from "../operand.ts";
import type { Tensor } from "../tensor.ts";

/** One row. */
export interface Ordered {
  /** Ascending; -0 is 0. */
  readonly sorted: Float64Array<ArrayBuffer>;
  /** `sorted[i]` was number `places[i]` of its row; equals in their order. */
  readonly places: Int32Array<ArrayBuffer>;
}

/** Bytes that the kernel uses beside those of the numbers. */
const tables = 6 * 2048 * 4;

/** Every row of a float64 tensor [rows, length] without NaN. */
export async function orderRows(op: string, x: Tensor): Promise<Ordered[]> {
  const [rows, length] = x.shape as [number, number];
  const [numbers, places] = applyOnHost(
    op,
    [x],
    [{ dtype: "float64", shape: [rows, length] }, { dtype: "int32", shape: [rows, length] }],
    (values) => orderAll(values as Float64Array, rows, length),
    { name: "order_float64", items: rows, grain: Math.ceil(1000 / length), params: [length], scratch: tables + 12 * length },
  );
  const [sorted, whose] = [(await numbers!.data()) as Float64Array<ArrayBuffer>, (await places!.data()) as Int32Array<ArrayBuffer>];
  for (const part of [numbers!, places!]) part.dispose();
  const part = (row: number): [number, number] => [row * length, (row + 1) * length];
  return Array.from({ length: rows }, (_, row) => ({ sorted: sorted.subarray(...part(row)), places: whose.subarray(...part(row)) }));
}

/** The readable form of the kernel. */
function orderAll(values: Float64Array, rows: number, length: number): [Float64Array, Int32Array] {
  const sorted = new Float64Array(rows * length);
  const places = new Int32Array(rows * length);
  for (let start = 0; start < sorted.length; start += length) {
    const row = values.subarray(start, start + length);
    const order = Int32Array.from(row, (_, place) => place).toSorted((a, b) => row[a]! - row[b]!);
    places.set(order, start);
    sorted.set(Float64Array.from(order, (place) => row[place]! + 0), start); // + 0 makes 0 of -0
  }
  return [sorted, places];
}
