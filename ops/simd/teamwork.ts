/** For tests: the same call by one thread, by a team, and on the cpu device, whose plain loops are the oracle. */
import type { Backend, Call, View } from "../backend.ts";
import { configure } from "../configure.ts";
import { CpuBackend } from "../cpu/index.ts";
import { bytesOf, storageArray, type Dtype, type TypedArray } from "../dtype.ts";
import { decodeStored } from "../half.ts";
import { contiguousStrides, sizeOf } from "../shape.ts";
import { createBackend } from "./index.ts";

/** A window on host data that becomes a view on each device. */
export interface HostView extends Omit<View, "buffer"> {
  readonly stored: TypedArray;
}

/** Random numbers from -1 to 1 as an array of that shape; with an order, of the axes permuted so, which lie as the shape says. */
export function randomView(shape: readonly number[], { dtype = "float32" as Dtype, order = shape.map((_, axis) => axis), seed = 1 } = {}): HostView {
  let state = seed * 2654435761;
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 31 - 1;
  const stored = storageArray(dtype, new ArrayBuffer(sizeOf(shape) * bytesOf(dtype)));
  const scale = dtype.startsWith("float") ? 1 : 100;
  for (let i = 0; i < stored.length; i++) stored[i] = next() * scale;
  const strides = contiguousStrides(shape);
  return { stored, dtype, shape: order.map((axis) => shape[axis]!), strides: order.map((axis) => strides[axis]!), offset: 0 };
}

type Build = (output: View, ...inputs: View[]) => Call;

function runOn(backend: Backend, inputs: readonly HostView[], dtype: Dtype, shape: readonly number[], build: Build): TypedArray {
  const views = inputs.map(({ stored, ...view }): View => {
    const buffer = backend.allocate(stored.byteLength);
    backend.write(buffer, stored);
    return { ...view, buffer };
  });
  const buffer = backend.allocate(sizeOf(shape) * bytesOf(dtype));
  backend.run(build({ buffer, dtype, shape, strides: contiguousStrides(shape), offset: 0 }, ...views));
  const bytes = backend.readSync!(buffer, 0, sizeOf(shape) * bytesOf(dtype));
  for (const view of views) backend.release(view.buffer);
  backend.release(buffer);
  return decodeStored(dtype, storageArray(dtype, bytes));
}

interface Results {
  readonly alone: TypedArray;
  readonly shared: TypedArray;
  readonly expected: TypedArray;
}

export type Comparison = (inputs: readonly HostView[], dtype: Dtype, shape: readonly number[], build: Build) => Results;

/** Makes the devices and calls the team together. */
export async function makeComparison(): Promise<Comparison> {
  const backend = async (threads: number): Promise<Backend> => {
    configure({ threads });
    const made = await createBackend();
    configure({ threads: undefined });
    return made;
  };
  const [alone, team, cpu] = [await backend(1), await backend(3), new CpuBackend()];
  const large = randomView([256, 256]);
  const product: Build = (output, a) => ({ kind: "matmul", a: a!, b: a!, output });
  for (let i = 0; i < 2; i++) runOn(team, [large], "float32", [256, 256], product);
  await new Promise((resolve) => setTimeout(resolve, 500)); // that they have come is not checked: they may be late, never wrong
  return (inputs, dtype, shape, build) => ({
    alone: runOn(alone, inputs, dtype, shape, build),
    shared: runOn(team, inputs, dtype, shape, build),
    expected: runOn(cpu, inputs, dtype, shape, build),
  });
}

/** The largest difference between two arrays, infinite where only one holds a NaN. */
export function distance(actual: TypedArray, expected: TypedArray): number {
  let most = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [actual[i]!, expected[i]!];
    if (!Object.is(a, b) && a !== b) most = Math.max(most, Number.isNaN(a - b) ? Infinity : Math.abs(a - b));
  }
  return most;
}
