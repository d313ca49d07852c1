/** Plain numbers to the stored bits of a dtype, for upload. */
import { bytesOf, integerBounds, isInteger, storageArray, type Dtype, type TypedArray } from "./dtype.ts";
import { MemoryError, ValidationError } from "./errors.ts";
import { encodeBfloat16, encodeFloat16 } from "./half.ts";

/** An empty array of stored bits. Throws `MemoryError` when the host has no room. */
export function newElements(op: string, dtype: Dtype, size: number): TypedArray {
  try {
    return storageArray(dtype, new ArrayBuffer(size * bytesOf(dtype)));
  } catch {
    throw new MemoryError(op, `no room on the host: ${size} elements of ${dtype}`);
  }
}

/** Throws `ValidationError` for a number that an integer dtype cannot hold. */
export function encodeElements(op: string, numbers: ArrayLike<number | boolean>, dtype: Dtype): TypedArray {
  const stored = newElements(op, dtype, numbers.length);
  const encode = encoder(op, dtype);
  for (let i = 0; i < numbers.length; i++) stored[i] = encode(Number(numbers[i]!));
  return stored;
}

function encoder(op: string, dtype: Dtype): (value: number) => number {
  if (dtype === "float16") return encodeFloat16;
  if (dtype === "bfloat16") return encodeBfloat16;
  if (dtype === "bool") return (value) => (value === 0 ? 0 : 1);
  if (!isInteger(dtype)) return (value) => value;
  const [low, high] = integerBounds(dtype);
  return (value) => {
    const whole = Math.trunc(value);
    if (whole >= low && whole <= high) return whole;
    throw new ValidationError(op, `number does not fit ${dtype}: ${value}`);
  };
}
