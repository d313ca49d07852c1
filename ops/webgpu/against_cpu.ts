/** For tests: the same call on the GPU and on the cpu device, whose plain loops are the oracle. */
import type { Backend, Call, View } from "../backend.ts";
import { CpuBackend } from "../cpu/index.ts";
import { bytesOf, type Dtype, storageArray, type TypedArray } from "../dtype.ts";
import { decodeStored } from "../half.ts";
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

/** Repeatable random numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
