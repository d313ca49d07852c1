/** Windows as the gather and scatter kernels want them. */
import type { View } from "../backend.ts";
import type { Context } from "./kernel.ts";

export interface Window {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** The same elements in the same order with as few axes as can be, at least one. */
export function coalesce({ shape, strides }: Window): Window {
  const lengths: number[] = [];
  const steps: number[] = [];
  for (let axis = 0; axis < shape.length; axis++) {
    const [length, stride] = [shape[axis]!, strides[axis]!];
    if (length === 1) continue;
    const last = lengths.length - 1;
    if (last >= 0 && steps[last] === length * stride) {
      lengths[last]! *= length;
      steps[last] = stride;
    } else {
      lengths.push(length);
      steps.push(stride);
    }
  }
  return lengths.length === 0 ? { shape: [1], strides: [1] } : { shape: lengths, strides: steps };
}

/** Lengths and strides in the memory, with room for the coordinates; as often as there are workers. */
export function writeWindow({ heap, scratch }: Context, { shape, strides }: Window, workers = 1): number {
  const bytes = shape.length * 12;
  const { pointer } = scratch.take(bytes * workers);
  for (let i = 0; i < workers; i++) heap.views.write(pointer + i * bytes, shape, strides);
  return pointer;
}

/** Whether every element is the same one. */
export function isRepeated({ shape, strides }: View): boolean {
  return strides.every((stride, axis) => stride === 0 || shape[axis] === 1);
}
