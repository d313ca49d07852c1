/** Sorting along one axis, row by row, with the engine's own sort, which is stable. */
import type { SortCall } from "../backend.ts";
import { computeDtype, type TypedArray } from "../dtype.ts";
import { axisLast } from "./axes.ts";
import { computeArray, load, store } from "./elements.ts";

export function runSort({ axis, descending, yields, input, output }: SortCall): void {
  const numbers = load(axisLast(input, axis));
  const [length, kept] = [input.shape[axis]!, output.shape[axis]!];
  if (kept === 0) return;
  const rows = numbers.length / length;
  const result = computeArray(computeDtype(output.dtype), rows * kept);
  for (let row = 0; row < rows; row++) {
    const elements = numbers.subarray(row * length, (row + 1) * length);
    const sorted = yields === "values" ? sortedValues(elements, descending) : sortedPlaces(elements, descending);
    result.set(sorted.subarray(0, kept), row * kept);
  }
  store(axisLast(output, axis), result);
}

/** Without a comparison function the engine sorts by value, NaN last, and much faster; equals cannot be told apart. */
function sortedValues(elements: TypedArray, descending: boolean): TypedArray {
  const sorted = elements.toSorted();
  return descending ? sorted.toReversed() : sorted;
}

function sortedPlaces(elements: TypedArray, descending: boolean): TypedArray {
  const sign = descending ? -1 : 1;
  return Int32Array.from(elements.keys()).toSorted((i, j) => sign * compare(elements[i]!, elements[j]!));
}

/** NaN is greater than everything and equal to itself. */
function compare(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}
