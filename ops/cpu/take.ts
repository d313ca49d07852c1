/** Elements by index: whole slices (take), one by one (gather), and the way back (scatter). */
import type { GatherCall, ScatterCall, TakeCall, View } from "../backend.ts";
import { computeDtype, isFloat, type TypedArray } from "../dtype.ts";
import { ValidationError } from "../errors.ts";
import { contiguousStrides, formatShape, forEachRow, sizeOf, type Shape } from "../shape.ts";
import { axisLast, movedLast } from "./axes.ts";
import { computeArray, load, store } from "./elements.ts";

export function runTake({ axis, input, indices, output }: TakeCall): void {
  const numbers = load(input);
  const places = readPlaces("take", indices, input.shape, axis);
  const length = input.shape[axis]!;
  const after = sizeOf(input.shape.slice(axis + 1));
  const result = computeArray(computeDtype(output.dtype), sizeOf(output.shape));
  let to = 0;
  for (let block = 0; to < result.length; block += length) {
    for (const place of places) {
      const from = (block + place) * after;
      for (let i = 0; i < after; i++) result[to++] = numbers[from + i]!;
    }
  }
  store(output, result);
}

export function runGather({ axis, input, indices, output }: GatherCall): void {
  const numbers = load(input);
  const places = readPlaces("gather", axisLast(indices, axis), input.shape, axis);
  const result = computeArray(computeDtype(output.dtype), places.length);
  forEachPlace(input.shape, axis, indices.shape, places, (at, i) => void (result[i] = numbers[at]!));
  store(axisLast(output, axis), result);
}

export function runScatter({ op, axis, input, indices, updates, output }: ScatterCall): void {
  const places = readPlaces("scatter", axisLast(indices, axis), input.shape, axis);
  const numbers = load(axisLast(updates, axis));
  // Floats are added up in float64.
  const result: TypedArray = op === "add" && isFloat(input.dtype) ? Float64Array.from(load(input)) : load(input).slice();
  forEachPlace(input.shape, axis, indices.shape, places, (at, i) => {
    result[at] = op === "add" ? result[at]! + numbers[i]! : numbers[i]!;
  });
  store(output, result);
}

/** The indices, counted from the front. Throws `ValidationError` for one out of range. */
function readPlaces(op: string, indices: View, shape: Shape, axis: number): TypedArray {
  const length = shape[axis]!;
  return load(indices).map((index) => {
    if (index >= -length && index < length) return index < 0 ? index + length : index;
    throw new ValidationError(op, `index out of range: ${index} for axis ${axis} of ${formatShape(shape)}`);
  });
}

/** Where in row-major numbers of `shape` each place lies; places run along the axis first. */
function forEachPlace(shape: Shape, axis: number, counts: Shape, places: TypedArray, visit: (at: number, i: number) => void): void {
  const all = contiguousStrides(shape);
  const [length, stride] = [counts[axis]!, all[axis]!];
  let i = 0;
  forEachRow(movedLast(counts, axis), movedLast(all, axis), 0, (start) => {
    for (const end = i + length; i < end; i++) visit(start + places[i]! * stride, i);
  });
}
