/** Matrices in the leading axes of views: runs of them that lie at even distances, so that a job can count through them. */
import type { View } from "../backend.ts";
import { bytesOf } from "../dtype.ts";
import { forEachRow } from "../shape.ts";
import { addressOf } from "./kernel.ts";

/** One matrix: the address of its first element and its strides in bytes. */
export interface Matrix {
  readonly address: number;
  readonly strides: readonly [row: number, column: number];
}

/** Of a product [m, k] x [k, n]. */
export interface Sizes {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

export const moved = ({ address, strides }: Matrix, bytes: number): Matrix => ({ address: address + bytes, strides });

/** `count` matrices of each view, the first of them, and how many bytes lie from one to the next. */
export interface Run {
  readonly count: number;
  readonly first: readonly Matrix[];
  readonly steps: readonly number[];
}

/** The matrices of views with equal leading axes, in order, in as few runs as can be. */
export function runsOf(views: readonly View[]): Run[] {
  const { shape, strides } = coalesceTogether(
    views[0]!.shape.slice(0, -2),
    views.map((view) => view.strides.slice(0, -2)),
  );
  const offsets = strides.map((steps) => offsetsOf(shape, steps));
  const steps = views.map(({ dtype }, i) => strides[i]!.at(-1)! * bytesOf(dtype));
  return offsets[0]!.map((_, run) => ({ count: shape.at(-1)!, steps, first: views.map((view, i) => matrixAt(view, offsets[i]![run]!)) }));
}

function matrixAt(view: View, offset: number): Matrix {
  const bytes = bytesOf(view.dtype);
  return { address: addressOf(view) + offset * bytes, strides: [view.strides.at(-2)! * bytes, view.strides.at(-1)! * bytes] };
}

function offsetsOf(shape: readonly number[], strides: readonly number[]): number[] {
  const found: number[] = [];
  forEachRow(shape, strides, 0, (offset) => void found.push(offset));
  return found;
}

/** The same places in the same order with as few axes as all of them allow, at least one. */
function coalesceTogether(shape: readonly number[], strides: readonly (readonly number[])[]): { shape: number[]; strides: number[][] } {
  const lengths = [1];
  const steps = strides.map(() => [0]);
  shape.forEach((length, axis) => {
    if (length === 1) return;
    const last = lengths.length - 1;
    const follows = strides.every((all, i) => lengths[last] === 1 || steps[i]![last] === length * all[axis]!);
    lengths[follows ? last : last + 1] = follows ? lengths[last]! * length : length;
    strides.forEach((all, i) => (steps[i]![lengths.length - 1] = all[axis]!));
  });
  return { shape: lengths, strides: steps };
}
