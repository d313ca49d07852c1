/** Whole numbers as vectors: rows of a table, or zeros with a one. */
import type { Dtype } from "../dtype.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import { asIndices, onDeviceOf } from "../indices.ts";
import { eq } from "../math/comparison.ts";
import { take } from "../math/indexing.ts";
import { astype, expandDims } from "../math/manipulation.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The rows of a table that the indices name: weight [n, d], indices [...] of whole numbers -> [..., d]. Negative indices count from the end.
 * Throws `ShapeError` for a weight that is no table, `DtypeError` for indices that are not integers, `ValidationError` for an index out of
 * range (on webgpu, which cannot tell in time, its row is NaN).
 */
export function embedding(weight: TensorLike, indices: TensorLike): Tensor {
  return scope(() => {
    const table = asTensor(weight);
    if (table.ndim !== 2) throw new ShapeError("embedding", `weight is not [n, d]: ${formatShape(table.shape)}`);
    return take(table, asIndices("embedding", table, indices), { axis: 0 });
  });
}

export interface OneHotOptions {
  /** Default: float32. */
  readonly dtype?: Dtype;
}

/**
 * Vectors of zeros with a one at the index: indices [...] -> [..., classes]. An index out of range gives zeros alone.
 * Throws `DtypeError` for indices that are not integers, `ValidationError` for a wrong number of classes.
 */
export function oneHot(indices: TensorLike, classes: number, { dtype = "float32" }: OneHotOptions = {}): Tensor {
  if (!Number.isInteger(classes) || classes < 0) throw new ValidationError("oneHot", `invalid number of classes: ${classes}`);
  return scope(() => {
    const given = asTensor(indices);
    const places = asIndices("oneHot", given, indices);
    const numbers = onDeviceOf("oneHot", given, Int32Array.from({ length: classes }, (_, i) => i), "int32");
    return astype(eq(expandDims(places, -1), numbers), dtype);
  });
}
