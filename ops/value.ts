/** A window on a storage: what the dispatcher computes with and tensors wrap. Operations here only change the window. */
import type { Buffer, View } from "./backend.ts";
import { bytesOf, type Dtype } from "./dtype.ts";
import { broadcastStrides, contiguousStrides, type Shape } from "./shape.ts";
import type { Storage } from "./storage.ts";

export interface Value {
  readonly storage: Storage;
  readonly dtype: Dtype;
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
}

/** A new window over a whole contiguous storage. */
export function wholeValue(storage: Storage, dtype: Dtype, shape: Shape): Value {
  return { storage, dtype, shape, strides: contiguousStrides(shape), offset: 0 };
}

/** Gets every storage whose bytes a call is given. */
type ViewObserver = (buffer: Buffer, storage: Storage) => void;

let observer: ViewObserver | undefined;

/** Sets who sees the storages that calls use; undefined for nobody. */
export function setViewObserver(next: ViewObserver | undefined): void {
  observer = next;
}

/** What a call gets to see of a value, which is computed now if it waits. */
export function viewOf({ storage, dtype, shape, strides, offset }: Value): View {
  const { buffer } = storage;
  observer?.(buffer, storage);
  return { buffer, dtype, shape, strides, offset };
}

/** Repeats axes of length 1, and new axes in front, to the shape; nothing is copied. */
export function broadcastValue(value: Value, shape: Shape): Value {
  if (value.shape === shape) return value;
  return { ...value, shape, strides: broadcastStrides(value.shape, value.strides, shape) };
}

/** The axes in another order. */
export function permuteValue(value: Value, order: readonly number[]): Value {
  return { ...value, shape: order.map((axis) => value.shape[axis]!), strides: order.map((axis) => value.strides[axis]!) };
}

/** `length` elements along an axis, from `start` on, `step` apart. */
export function sliceValue(value: Value, axis: number, start: number, step: number, length: number): Value {
  const stride = value.strides[axis]!;
  return {
    ...value,
    shape: value.shape.with(axis, length),
    strides: value.strides.with(axis, stride * step),
    offset: length === 0 ? 0 : value.offset + start * stride,
  };
}

export function byteRange({ dtype, offset }: Value, size: number): [offset: number, length: number] {
  return [offset * bytesOf(dtype), size * bytesOf(dtype)];
}

/** Without the given axes, whose length is 1. */
export function dropAxes(value: Value, axes: readonly number[]): Value {
  if (axes.length === 0) return value;
  const kept = (_: number, axis: number): boolean => !axes.includes(axis);
  return { ...value, shape: value.shape.filter(kept), strides: value.strides.filter(kept) };
}

/** With a new axis of length 1 before the given one. */
export function insertAxis(value: Value, axis: number): Value {
  return { ...value, shape: value.shape.toSpliced(axis, 0, 1), strides: value.strides.toSpliced(axis, 0, 0) };
}
