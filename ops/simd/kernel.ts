/** What every call on the WASM device works with. */
import type { View } from "../backend.ts";
import { bytesOf, computeDtype, type ComputeDtype, type Dtype } from "../dtype.ts";
import { contiguousStrides } from "../shape.ts";
import type { Heap, Scratch, WasmBuffer } from "./heap.ts";
import type { Kernels } from "./load.ts";
import type { Team } from "./threads.ts";

export interface Context {
  readonly heap: Heap;
  readonly kernels: Kernels;
  /** Absent where there is one thread only. */
  readonly team: Team | undefined;
  /** Given back when the call is over. */
  readonly scratch: Scratch;
}

/** The kernel of that name. All names are known to the sources, so a missing one is a mistake in them. */
export function kernel({ kernels }: Context, name: string): (...args: number[]) => void {
  const found = kernels[name];
  if (found === undefined) throw new Error(`no such kernel: ${name}`);
  return found;
}

const names = new Map<string, Record<string, string>>();

/** The name of an operation's kernel. Remembered: putting it together takes longer than running it on a few numbers. */
export function kernelName(op: string, dtype: Dtype): string {
  let known = names.get(op);
  if (known === undefined) names.set(op, (known = {}));
  return (known[dtype] ??= `${op}_${dtype}`);
}

/** The address of a view's first element. */
export function addressOf({ buffer, dtype, offset }: View): number {
  return (buffer as WasmBuffer).pointer + offset * bytesOf(dtype);
}

/** Whether the stored bits are numbers of a compute dtype already. */
export const isComputed = (dtype: Dtype): dtype is ComputeDtype => computeDtype(dtype) === dtype;

/** Room for a packed array, as a view. */
export function scratchView({ scratch }: Context, dtype: Dtype, shape: readonly number[]): View {
  const size = shape.reduce((product, length) => product * length, 1);
  return { buffer: scratch.take(size * bytesOf(dtype)), dtype, shape, strides: contiguousStrides(shape), offset: 0 };
}
