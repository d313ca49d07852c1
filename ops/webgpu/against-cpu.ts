/** For tests: the same call on the GPU and on the cpu device, whose plain loops are the oracle. */
import type { Backend, Call, View } from "../backend.ts";
import { CpuBackend } from "../cpu/index.ts";
import { bytesOf, type Dtype, isFloat, storageArray, type TypedArray } from "../dtype.ts";
import { decodeStored, encodeBfloat16, encodeFloat16 } from "../half.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";

/** A window on host data that becomes a view on each device. */
export interface HostView extends Omit<View, "buffer"> {
  readonly stored: TypedArray;
}

export function hostView(stored: TypedArray, dtype: Dtype, shape: readonly number[], strides = contiguousStrides(shape), offset = 0): HostView {
  return { stored, dtype, shape, strides, offset };
}

/** An output of undefined contents; the pattern shows whether neighbours were spoiled. */
export function blank(dtype: Dtype, shape: readonly number[], length = sizeOf(shape), strides = contiguousStrides(shape), offset = 0): HostView {
  const stored = storageArray(dtype, new ArrayBuffer(length * bytesOf(dtype)));
  return hostView(stored.fill(dtype === "bool" ? 1 : 85), dtype, shape, strides, offset);
}

export class Comparison {
  readonly gpu: Backend;
  readonly #cpu = new CpuBackend();

  constructor(gpu: Backend) {
    this.gpu = gpu;
  }

  /** The whole output buffer as numbers, from the GPU and from the cpu. */
  async run(inputs: readonly HostView[], output: HostView, call: (inputs: readonly View[], output: View) => Call): Promise<{ actual: TypedArray; expected: TypedArray }> {
    const on = async (backend: Backend): Promise<TypedArray> => {
      const views = [...inputs, output].map(({ stored, ...view }) => {
        const buffer = backend.allocate(stored.byteLength);
        backend.write(buffer, stored);
        return { ...view, buffer };
      });
      backend.run(call(views.slice(0, -1), views.at(-1)!));
      const { buffer, dtype } = views.at(-1)!;
      const bytes = await backend.read(buffer, 0, buffer.byteLength);
      for (const view of views) backend.release(view.buffer);
      return decodeStored(dtype, storageArray(dtype, bytes));
    };
    return { actual: await on(this.gpu), expected: await on(this.#cpu) };
  }
}

const float = new Float32Array(1);
const int = new Int32Array(float.buffer);

function ordinal(value: number): number {
  float[0] = value;
  return int[0]! < 0 ? -(int[0]! & 0x7fffffff) : int[0]!;
}

const leastNormal = 2 ** -126;

/**
 * How many float32 numbers apart; NaN is 0 from NaN and infinitely far from everything else. Shaders may take subnormal
 * numbers for 0, so all below the least normal number are one.
 */
export function ulps(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Infinity;
  if (Math.abs(a) <= leastNormal && Math.abs(b) <= leastNormal) return 0;
  return Math.abs(ordinal(a) - ordinal(b));
}

/** The worst pair of two arrays, with its index. */
export function worst(actual: TypedArray, expected: TypedArray): { ulps: number; index: number } {
  let found = { ulps: 0, index: -1 };
  for (let index = 0; index < expected.length; index++) {
    const distance = ulps(actual[index]!, expected[index]!);
    if (distance > found.ulps) found = { ulps: distance, index };
  }
  return found;
}

/** Stored bits of random elements; whole numbers small enough for every dtype. */
export function randomStored(dtype: Dtype, length: number, random: () => number): TypedArray {
  const stored = storageArray(dtype, new ArrayBuffer(length * bytesOf(dtype)));
  const number = (): number => Math.floor(random() * 100) - (/^int|float/.test(dtype) ? 50 : 0);
  for (let i = 0; i < length; i++) stored[i] = encode(dtype, number() / (isFloat(dtype) ? 8 : 1));
  return stored;
}

function encode(dtype: Dtype, number: number): number {
  if (dtype === "float16") return encodeFloat16(number);
  if (dtype === "bfloat16") return encodeBfloat16(number);
  return dtype === "bool" ? Number(number > 50) : number;
}

/** A random window with this shape: axes in any order, steps, reversed, repeated, offset. */
export function randomView(dtype: Dtype, shape: readonly number[], random: () => number, repeat = true): HostView {
  const order = shape.map((_, axis) => axis).toSorted(() => random() - 0.5);
  const strides = shape.map(() => 0);
  let span = 1;
  for (const axis of order) {
    if (repeat && random() < 0.2) continue;
    const step = random() < 0.6 ? 1 : 2;
    strides[axis] = span * step;
    span *= Math.max(1, shape[axis]!) * step;
  }
  let offset = Math.floor(random() * 5);
  const length = offset + span + 3;
  for (const [axis, stride] of strides.entries()) {
    if (random() > 0.2) continue;
    strides[axis] = -stride;
    offset += stride * Math.max(0, shape[axis]! - 1);
  }
  const straight = random() < 0.3;
  const stored = randomStored(dtype, straight ? sizeOf(shape) : length, random);
  return straight ? hostView(stored, dtype, shape) : hostView(stored, dtype, shape, strides, offset);
}

export function randomShape(random: () => number, rank = Math.floor(random() * 5), longest = 12): number[] {
  return Array.from({ length: rank }, () => 1 + Math.floor(random() * longest));
}

/** Repeatable random numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
