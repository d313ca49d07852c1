/** Order statistics of tensors without sorting them: a kernel finds the numbers at the places that are asked for. */
import { onDeviceOf } from "../indices.ts";
import { applyOnHost } from "../operand.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import type { Moments } from "./moments.ts";

/** Bytes that the kernel uses beside the keys of a row: two tables of counts. */
const tables = 2 ** 19 + 64;

/**
 * The numbers at places of the order of every row, row after row: `x` [rows, length] is float32 or float64, `places` lists as many for each row, ascending, counted
 * from 0 among the values that are not NaN; -1 yields NaN. `moments` are those of the rows.
 */
export async function selectPlaces(op: string, x: Tensor, moments: readonly Moments[], places: Int32Array): Promise<Float64Array> {
  const [rows, length] = x.shape as [number, number];
  const asked = places.length / rows;
  const bounds = moments.flatMap(({ min, max }) => [min, max]);
  const digits = Math.min(16, Math.max(6, Math.ceil(Math.log2(length + 1)))); // counts of digits that are hardly used take longer to clear than the numbers to read
  const found = scope(() => {
    const [selected] = applyOnHost(
      op,
      [x, onDeviceOf(op, x, bounds, "float64", [rows, 2]), onDeviceOf(op, x, places, "int32", [rows, asked])],
      [{ dtype: "float64", shape: [rows, asked] }],
      (numbers, _, wanted) => [pickPlaces(numbers!, rows, length, wanted!)],
      { name: `select_${x.dtype}`, items: rows, grain: Math.ceil(4096 / (length + 1)), params: [length, asked, digits], scratch: tables + length * 8 },
    );
    return selected!;
  });
  const numbers = (await found.data()) as Float64Array;
  found.dispose();
  return numbers;
}

/** By sorting. */
function pickPlaces(numbers: ArrayLike<number>, rows: number, length: number, places: ArrayLike<number>): Float64Array {
  const asked = places.length / rows;
  const picked = new Float64Array(places.length).fill(NaN);
  for (let row = 0; row < rows; row++) {
    const sorted = Float64Array.from({ length }, (_, i) => numbers[row * length + i]!).toSorted();
    for (let i = row * asked; i < (row + 1) * asked; i++) if (places[i]! >= 0) picked[i] = sorted[places[i]!]!;
  }
  return picked;
}
