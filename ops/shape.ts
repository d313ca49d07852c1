/** Shapes, strides and axes: arithmetic on small arrays of numbers. Knows nothing of dtypes, buffers or devices. */
import { MemoryError, ShapeError } from "./errors.ts";

/** The length of each axis; `[]` for a single number. */
export type Shape = readonly number[];

/** How shapes are written in messages: `[2, 3]`. */
export const formatShape = (shape: Shape): string => `[${shape.join(", ")}]`;

export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** Throws `ShapeError` for lengths that are not whole or negative, `MemoryError` for more elements than can be counted. */
export function checkShape(op: string, shape: Shape): Shape {
  if (!Array.isArray(shape)) throw new ShapeError(op, `shape is not an array: ${String(shape)}`, "write a shape as [2, 3]");
  for (const length of shape) {
    if (!Number.isInteger(length) || length < 0) throw new ShapeError(op, `invalid shape: ${formatShape(shape)}`);
  }
  if (!Number.isSafeInteger(sizeOf(shape))) throw new MemoryError(op, `too many elements: ${formatShape(shape)}`);
  return shape;
}

/** Row-major strides, in elements. */
export function contiguousStrides(shape: Shape): number[] {
  if (shape.length === 1) return [1]; // every operation asks for them, so the common ranks are quick
  if (shape.length === 2) return [shape[1]!, 1];
  const strides = [...shape];
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** Whether the elements lie one after the other in row-major order. Axes of length 1 may have any stride. */
export function isContiguous(shape: Shape, strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis]!;
    if (length === 0) return true;
    if (length !== 1 && strides[axis] !== expected) return false;
    expected *= length;
  }
  return true;
}

/**
 * Strides that show the elements of a window in another shape of the same size, in the same row-major order; undefined when none do and a copy
 * is needed. From the end, axes of both shapes that hold equally many elements form a run; the old axes of one must lie one after the other.
 */
export function reshapedStrides(shape: Shape, strides: readonly number[], target: Shape): number[] | undefined {
  const result = contiguousStrides(target);
  if (sizeOf(target) === 0) return result;
  let from = longAxisBefore(shape, shape.length);
  let to = longAxisBefore(target, target.length);
  while (to >= 0) {
    const step = strides[from]!;
    let held = shape[from]!;
    let shown = 1;
    do {
      result[to] = step * shown;
      shown *= target[to]!;
      to = longAxisBefore(target, to);
      while (held < shown) {
        from = longAxisBefore(shape, from);
        if (strides[from] !== step * held) return undefined;
        held *= shape[from]!;
      }
    } while (shown < held);
    from = longAxisBefore(shape, from);
  }
  return result;
}

/** The next axis towards the front that is not of length 1, whose stride would say nothing; -1 for none. */
function longAxisBefore(shape: Shape, axis: number): number {
  let before = axis - 1;
  while (shape[before] === 1) before--;
  return before;
}

export function shapesEqual(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** The common shape by NumPy's rule: aligned at the right, lengths equal or 1. Throws `ShapeError`. */
export function broadcastShapes(op: string, ...shapes: readonly Shape[]): Shape {
  return shapes.reduce((a, b) => {
    if (shapesEqual(a, b)) return a;
    const rank = Math.max(a.length, b.length);
    return Array.from({ length: rank }, (_, axis) => {
      const x = a[axis - rank + a.length] ?? 1;
      const y = b[axis - rank + b.length] ?? 1;
      if (x === y || y === 1) return x;
      if (x === 1) return y;
      throw new ShapeError(op, `shapes do not broadcast: ${shapes.map(formatShape).join(" and ")}`);
    });
  });
}

/** Strides that repeat `shape` over `target`, to which it broadcasts. */
export function broadcastStrides(shape: Shape, strides: readonly number[], target: Shape): number[] {
  const missing = target.length - shape.length;
  return target.map((length, axis) => {
    const own = axis - missing;
    return own < 0 || (shape[own] === 1 && length !== 1) ? 0 : strides[own]!;
  });
}

/** An axis counted from the front. Negative axes count from the end. Throws `ShapeError` when there is no such axis. */
export function normalizeAxis(op: string, axis: number, rank: number): number {
  const normal = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(axis) && normal >= 0 && normal < rank) return normal;
  throw new ShapeError(op, `axis out of range: ${axis} for ${rank} ${rank === 1 ? "dimension" : "dimensions"}`);
}

/** Axes sorted and counted from the front; all of them when none are named. Throws `ShapeError` when one is named twice. */
export function normalizeAxes(op: string, axes: number | readonly number[] | undefined, rank: number): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const named = typeof axes === "number" ? [axes] : axes;
  if (!Array.isArray(named)) throw new ShapeError(op, `not an axis: ${typeof axes === "string" ? JSON.stringify(axes) : String(axes)}`, "a whole number, or a list of them");
  const normal = named.map((axis) => normalizeAxis(op, axis, rank)).toSorted((a, b) => a - b);
  if (new Set(normal).size !== normal.length) throw new ShapeError(op, `axis named twice: ${formatShape(named)}`);
  return normal;
}

/**
 * Calls `visit` once for each row (run along the last axis) of a strided window, in row-major order, with the offset of
 * its first element. An array without axes is one row of one element.
 */
export function forEachRow(shape: Shape, strides: readonly number[], start: number, visit: (offset: number) => void): void {
  if (sizeOf(shape) === 0) return;
  const walk = (axis: number, offset: number): void => {
    if (axis >= shape.length - 1) return visit(offset);
    for (let i = 0; i < shape[axis]!; i++) walk(axis + 1, offset + i * strides[axis]!);
  };
  walk(0, start);
}
