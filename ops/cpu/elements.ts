/** Between strided windows of stored bits and plain arrays of numbers in a compute dtype. */
import type { Buffer, View } from "../backend.ts";
import { bytesOf, computeDtype, storageArray, type ComputeDtype, type Dtype, type TypedArray } from "../dtype.ts";
import { decodeStored, encodeBfloat16, encodeFloat16 } from "../half.ts";
import { forEachRow, isContiguous, sizeOf } from "../shape.ts";

export interface CpuBuffer extends Buffer {
  readonly bytes: ArrayBuffer;
}

/** An array of `size` numbers of a compute dtype. Storing wraps integers and rounds float32. */
export function computeArray(dtype: ComputeDtype, size: number): TypedArray {
  return storageArray(dtype, new ArrayBuffer(size * bytesOf(dtype)));
}

/** The view's elements in row-major order, in its compute dtype. May share the buffer: not to be written to. */
export function load(view: View): TypedArray {
  const { dtype, shape } = view;
  const stored = gather(view);
  const size = sizeOf(shape);
  if (bytesOf(computeDtype(dtype)) === bytesOf(dtype)) return stored;
  const numbers = computeArray(computeDtype(dtype), size);
  numbers.set(decodeStored(dtype, stored));
  return numbers;
}

function gather({ buffer, dtype, shape, strides, offset }: View): TypedArray {
  const { bytes } = buffer as CpuBuffer;
  const size = sizeOf(shape);
  if (size === 0) return storageArray(dtype, new ArrayBuffer(0));
  if (isContiguous(shape, strides)) return storageArray(dtype, bytes, offset * bytesOf(dtype), size);
  const source = storageArray(dtype, bytes);
  const target = storageArray(dtype, new ArrayBuffer(size * bytesOf(dtype)));
  const [length, stride] = [shape.at(-1) ?? 1, strides.at(-1) ?? 0];
  let to = 0;
  forEachRow(shape, strides, offset, (from) => {
    for (let i = 0; i < length; i++) target[to++] = source[from + i * stride]!;
  });
  return target;
}

/** Writes row-major numbers of the view's compute dtype into the view, narrowing them to its dtype. */
export function store({ buffer, dtype, shape, strides, offset }: View, numbers: TypedArray): void {
  const target = storageArray(dtype, (buffer as CpuBuffer).bytes);
  const stored = encodeStored(dtype, numbers);
  const [length, stride] = [shape.at(-1) ?? 1, strides.at(-1) ?? 0];
  let from = 0;
  if (isContiguous(shape, strides)) return target.set(stored, offset);
  forEachRow(shape, strides, offset, (to) => {
    for (let i = 0; i < length; i++) target[to + i * stride] = stored[from++]!;
  });
}

function encodeStored(dtype: Dtype, numbers: TypedArray): TypedArray {
  if (dtype === "float16") return Uint16Array.from(numbers, encodeFloat16);
  return dtype === "bfloat16" ? Uint16Array.from(numbers, encodeBfloat16) : numbers;
}

/** The same numbers in another compute dtype; the rules are in `backend.ts`. */
export function convert(numbers: TypedArray, from: ComputeDtype, to: ComputeDtype): TypedArray {
  if (from === to) return numbers;
  const result = computeArray(to, numbers.length);
  const [low, high] = to === "int32" ? [-(2 ** 31), 2 ** 31 - 1] : [0, 2 ** 32 - 1];
  const saturates = (from === "float32" || from === "float64") && (to === "int32" || to === "uint32");
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i]!;
    if (to === "bool") result[i] = value === 0 ? 0 : 1;
    else result[i] = saturates ? Math.min(Math.max(value, low), high) : value; // a NaN is stored as 0
  }
  return result;
}
