/** Samples as rows: what is calculated over some axes of a tensor is calculated for every row of one. */
import { moveaxis, reshape } from "../math/manipulation.ts";
import { asSample, type Sample } from "../sample.ts";
import { scope } from "../scope.ts";
import { normalizeAxes, sizeOf, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { exactSample, isHostArray } from "./exact.ts";

export type Axis = number | readonly number[];

/**
 * Works on the elements along the axes as rows [rows, length] in float32 or float64, all of them as one row when no axis is named; `shape` is that of one result a
 * row. What is made for it is disposed.
 */
export async function withRows<T>(op: string, x: Sample, axis: Axis | undefined, work: (rows: Tensor, shape: Shape) => Promise<T>): Promise<T> {
  const given = isHostArray(x) ? undefined : asSample(op, x);
  const source = await exactSample(op, given ?? x);
  const axes = normalizeAxes(op, axis, source.ndim);
  const shape = source.shape.filter((_, at) => !axes.includes(at));
  const rows = scope(() => {
    const last = moveaxis(source, axes, axes.map((_, i) => shape.length + i));
    return reshape(last, [sizeOf(shape), sizeOf(axes.map((at) => source.shape[at]!))]);
  });
  try {
    return await work(rows, shape);
  } finally {
    rows.dispose();
    if (source !== given) source.dispose();
  }
}
