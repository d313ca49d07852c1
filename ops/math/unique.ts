/** The different elements of a tensor, in order. How many there are depends on the data, so these read it and return promises. */
import type { TypedArray } from "../dtype.ts";
import { onDeviceOf } from "../indices.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import type { Tensor } from "../tensor.ts";

/** Every value once, in ascending order, NaN last and once. */
export async function unique(x: TensorLike): Promise<Tensor> {
  const source = asTensor(x);
  return onDeviceOf("unique", source, runsOf(await source.data()).values, source.dtype);
}

/** The same, with how often each occurs (int32). */
export async function uniqueCounts(x: TensorLike): Promise<{ values: Tensor; counts: Tensor }> {
  const source = asTensor(x);
  const { values, counts } = runsOf(await source.data());
  return { values: onDeviceOf("uniqueCounts", source, values, source.dtype), counts: onDeviceOf("uniqueCounts", source, counts, "int32") };
}

/** The same, with the place among the values (int32) of every element of x, in its shape. */
export async function uniqueInverse(x: TensorLike): Promise<{ values: Tensor; inverse: Tensor }> {
  const source = asTensor(x);
  const elements = await source.data();
  const { values } = runsOf(elements);
  const places = new Map(values.map((value, place) => [value, place])); // for a Map, NaN equals itself and -0 equals 0
  const inverse = Int32Array.from(elements, (element) => places.get(element)!);
  return { values: onDeviceOf("uniqueInverse", source, values, source.dtype), inverse: onDeviceOf("uniqueInverse", source, inverse, "int32", source.shape) };
}

function runsOf(elements: TypedArray): { values: number[]; counts: number[] } {
  const [values, counts]: [number[], number[]] = [[], []];
  for (const element of elements.toSorted()) {
    const last = values.at(-1);
    if (element === last || (Number.isNaN(element) && Number.isNaN(last))) counts[counts.length - 1]!++;
    else counts[values.push(element) - 1] = 1;
  }
  return { values, counts };
}
