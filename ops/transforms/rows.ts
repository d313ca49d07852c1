/** Transforms of numbers that learn nothing. */
import type { TypedArray } from "../dtype.ts";
import { ValidationError } from "../errors.ts";
import { clamp } from "../math/arithmetic.ts";
import { expm1, log1p as logarithm } from "../math/functions.ts";
import { astype } from "../math/manipulation.ts";
import { applyOnHost } from "../operand.ts";
import { scope } from "../scope.ts";
import type { Tensor } from "../tensor.ts";
import { asFloatRows, type Features } from "./feature.ts";
import { applied, expectTensor, plain, type PlainTransform } from "./transform.ts";

/** Which length of a row becomes 1: the sum of magnitudes, the Euclidean, or the greatest magnitude. */
export type RowNorm = "l1" | "l2" | "max";

type Numbers = Float32Array | Float64Array;

const fold = (row: Numbers, step: (so: number, value: number) => number): number => {
  let so = 0;
  for (let i = 0; i < row.length; i++) so = step(so, row[i]!);
  return so;
};

const lengths: Record<RowNorm, (row: Numbers) => number> = {
  l1: (row) => fold(row, (sum, value) => sum + Math.abs(value)),
  l2: (row) => Math.sqrt(fold(row, (sum, value) => sum + value * value)),
  max: (row) => fold(row, (most, value) => Math.max(most, Math.abs(value))),
};

/** Every row divided by its length, as scikit-learn's `Normalizer`; rows of zeros stay. Throws `ValidationError` for rows with NaN or infinite numbers (on webgpu when the result is read). */
export function normalizeRows({ norm = "l2" }: { readonly norm?: RowNorm } = {}): PlainTransform<Features> {
  const op = "transforms.normalizeRows";
  if (!Object.hasOwn(lengths, norm)) throw new ValidationError(op, `unknown norm: ${String(norm)}`, "l1, l2 or max");
  const apply = (x: Features): Tensor =>
    scope(() => {
      const rows = asFloatRows(op, x);
      const arithmetic = rows.dtype === "float64" ? "float64" : "float32";
      const work = (data: TypedArray): TypedArray[] => [divided(op, data as Numbers, rows.shape[1]!, lengths[norm])];
      return astype(applyOnHost(op, [rows], [{ dtype: arithmetic, shape: rows.shape }], work)[0]!, rows.dtype);
    });
  return plain("normalizeRows", { norm }, "rows", apply);
}

function divided(op: string, data: Numbers, width: number, lengthOf: (row: Numbers) => number): Numbers {
  const out = data.slice();
  for (let at = 0; at < data.length; at += width) {
    const row = data.subarray(at, at + width);
    const length = lengthOf(row);
    if (!Number.isFinite(length)) throw new ValidationError(op, `row ${at / width} has a number that is not finite: ${row.find((value: number) => !Number.isFinite(value)) ?? length}`, "impute missing values first");
    if (length > 0) for (let j = 0; j < width; j++) out[at + j] = row[j]! / length;
  }
  return out;
}

export interface ClipOptions {
  /** Default: no bound. */
  readonly min?: number;
  /** Default: no bound. */
  readonly max?: number;
}

/** What lies below `min` becomes it, and so what lies above `max`; NaN stays. Of tensors of any shape. Throws `ValidationError` for min > max and without a bound. */
export function clip({ min, max }: ClipOptions): PlainTransform<Tensor> {
  const op = "transforms.clip";
  for (const bound of [min, max]) if (bound !== undefined && (typeof bound !== "number" || Number.isNaN(bound))) throw new ValidationError(op, `not a bound: ${String(bound)}`);
  if (min === undefined && max === undefined) throw new ValidationError(op, "neither min nor max");
  if (min !== undefined && max !== undefined && min > max) throw new ValidationError(op, `min is above max: ${min} > ${max}`);
  return plain("clip", { min, max }, "numbers", (x: Tensor) => applied(expectTensor(op, x), (source) => clamp(source, min, max)));
}

/** log(1 + x), of tensors of any shape: what spreads over orders of magnitude becomes even. `inverse` is e^x - 1. -Infinity at -1 and NaN below, as NumPy. */
export function log1p(): PlainTransform<Tensor> & { inverse(x: Tensor): Tensor } {
  const op = "transforms.log1p";
  const forward = (x: Tensor): Tensor => applied(expectTensor(op, x), logarithm);
  return { ...plain("log1p", {}, "numbers", forward), inverse: (x) => applied(expectTensor(op, x), expm1) };
}
