/** Samples as rows: what is calculated over some axes of a tensor is calculated for every row of one. */
import { moveaxis, reshape } from "../math/manipulation.ts";
import type { Sample } from "../sample.ts";
import { normalizeAxes, sizeOf, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { exactSample } from "./exact.ts";

export type Axis = number | readonly number[];

/** A sample in float32 or float64 as rows [rows, length], and the shape of one result a row. */
export interface RowsOf {
  readonly rows: Tensor;
  readonly shape: Shape;
}

/** The elements along the axes as rows; all of them as one row when no axis is named. */
export async function rowsAlong(op: string, x: Sample, axis?: Axis): Promise<RowsOf> {
  const source = await exactSample(op, x);
  const axes = normalizeAxes(op, axis, source.ndim);
  const shape = source.shape.filter((_, at) => !axes.includes(at));
  const last = moveaxis(source, axes, axes.map((_, i) => shape.length + i));
  return { rows: reshape(last, [sizeOf(shape), sizeOf(axes.map((at) => source.shape[at]!))]), shape };
}
