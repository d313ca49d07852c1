/** The different elements of a tensor, in order. How many there are depends on the data, so these read it and return promises. */
import type { TypedArray } from "../dtype.ts";
import { onDeviceOf } from "../indices.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import { reshape } from "./manipulation.ts";
import { sort } from "./order.ts";

/** Every value once, in ascending order, NaN last and once. */
export async function unique(x: TensorLike): Promise<Tensor> {
  const source = asTensor(x);
  return onDeviceOf("unique", source, (await runsOf(source)).values, source.dtype);
}

/** The same, with how often each occurs (int32). */
export async function uniqueCounts(x: TensorLike): Promise<{ values: Tensor; counts: Tensor }> {
  const source = asTensor(x);
  const { values, starts } = await runsOf(source);
  const counts = starts.map((start, run) => (starts[run + 1] ?? source.size) - start);
  return { values: onDeviceOf("uniqueCounts", source, values, source.dtype), counts: onDeviceOf("uniqueCounts", source, counts, "int32") };
}

/** The same, with the place among the values (int32) of every element of x, in its shape. */
export async function uniqueInverse(x: TensorLike): Promise<{ values: Tensor; inverse: Tensor }> {
  const source = asTensor(x);
  const { values } = await runsOf(source);
  const places = new Map(Array.from(values, (value, place) => [value, place])); // for a Map, NaN equals itself and -0 equals 0
  const inverse = Int32Array.from(await source.data(), (element) => places.get(element)!);
  return { values: onDeviceOf("uniqueInverse", source, values, source.dtype), inverse: onDeviceOf("uniqueInverse", source, inverse, "int32", source.shape) };
}

/** The different values of the sorted elements, and where the run of each begins. */
async function runsOf(source: Tensor): Promise<{ values: TypedArray; starts: Int32Array }> {
  const ordered = scope(() => sort(reshape(source, [source.size])));
  const sorted = await ordered.data();
  ordered.dispose();
  const starts = new Int32Array(sorted.length);
  let runs = 0;
  for (let i = 0; i < sorted.length; i++) {
    const [element, last] = [sorted[i]!, sorted[i - 1]];
    if (element !== last && !(Number.isNaN(element) && Number.isNaN(last))) starts[runs++] = i;
  }
  const begun = starts.subarray(0, runs);
  const values = sorted.slice(0, runs);
  begun.forEach((start, run) => (values[run] = sorted[start]!));
  return { values, starts: begun };
}
