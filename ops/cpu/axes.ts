/** Axes in the order that plain loops want them. */
import type { View } from "../backend.ts";

/** One number for each axis, with that of the given axis last. */
export const movedLast = (values: readonly number[], axis: number): number[] => [...values.toSpliced(axis, 1), values[axis]!];

/** The view with an axis last: what is loaded or stored through it lies row by row along that axis. */
export function axisLast(view: View, axis: number): View {
  return { ...view, shape: movedLast(view.shape, axis), strides: movedLast(view.strides, axis) };
}
