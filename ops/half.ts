/** float16 and bfloat16 on the host: between their bits and numbers, rounding to nearest even. */
import type { Dtype, TypedArray } from "./dtype.ts";

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

/** Adds half of the last kept bit, less one when that bit is even, so that ties go to even. */
function roundBits(bits: number, dropped: number): number {
  const odd = (bits >>> dropped) & 1;
  return (bits + (1 << (dropped - 1)) - 1 + odd) >>> dropped;
}

export function encodeBfloat16(value: number): number {
  float[0] = value;
  const bits = word[0]!;
  if (Number.isNaN(value)) return (bits >>> 16) | 0x40;
  return roundBits(bits, 16);
}

export function decodeBfloat16(bits: number): number {
  word[0] = bits << 16;
  return float[0]!;
}

export function encodeFloat16(value: number): number {
  float[0] = value;
  const bits = word[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // 65520 and above round to infinity
  if (magnitude >= 0x38800000) return sign | roundBits(magnitude - 0x38000000, 13);
  // Subnormal: adding 0.5 lets the float32 adder round at 2^-24, and leaves the result in the low bits.
  float[0] = Math.abs(value) + 0.5;
  return sign | (word[0]! - 0x3f000000);
}

export function decodeFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Stored bits as numbers; arrays of other dtypes are numbers already and are returned as they are. */
export function decodeStored(dtype: Dtype, stored: TypedArray): TypedArray {
  if (dtype !== "float16" && dtype !== "bfloat16") return stored;
  const decode = dtype === "float16" ? decodeFloat16 : decodeBfloat16;
  return Float32Array.from(stored, decode);
}
