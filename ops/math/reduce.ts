/** Reductions over any axes: all of them by default. Empty ones are as in NumPy: 0 for sum, 1 for prod, an error for max and min. */
import type { ReduceOp } from "../backend.ts";
import { elementwise, reduce } from "../dispatch.ts";
import { isFloat, sumDtype, type Dtype } from "../dtype.ts";
import { ShapeError } from "../errors.ts";
import { apply, type TensorLike } from "../operand.ts";
import { formatShape, normalizeAxes } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { dropAxes, type Value } from "../value.ts";

export interface ReduceOptions {
  /** The axis or axes to fold; negative ones count from the end. Default: all. */
  readonly axis?: number | readonly number[];
  /** Keeps the folded axes with length 1. Default: false. */
  readonly keepdims?: boolean;
}

export interface ArgOptions {
  /** The axis to search; a negative one counts from the end. Default: all, counted in row-major order. */
  readonly axis?: number;
  readonly keepdims?: boolean;
}

/** The sum. Integers and bools are summed as int32 (unsigned ones as uint32), floats with pairwise or wider accumulators. */
export function sum(x: TensorLike, options: ReduceOptions = {}): Tensor {
  return fold("sum", "sum", x, options, (value) => sumDtype(value.dtype));
}

/** The product, in the dtype that `sum` has. */
export function prod(x: TensorLike, options: ReduceOptions = {}): Tensor {
  return fold("prod", "prod", x, options, (value) => sumDtype(value.dtype));
}

/** The greatest element; NaN where there is one. Throws `ShapeError` when there is none at all. */
export function max(x: TensorLike, options: ReduceOptions = {}): Tensor {
  return fold("max", "max", x, options, sameDtype);
}

/** The least element; NaN where there is one. Throws `ShapeError` when there is none at all. */
export function min(x: TensorLike, options: ReduceOptions = {}): Tensor {
  return fold("min", "min", x, options, sameDtype);
}

/** The index, int32, of the first greatest element, or of the first NaN. Throws `ShapeError` when there is none at all. */
export function argmax(x: TensorLike, options: ArgOptions = {}): Tensor {
  return fold("argmax", "argmax", x, options, () => "int32");
}

/** The index, int32, of the first least element, or of the first NaN. Throws `ShapeError` when there is none at all. */
export function argmin(x: TensorLike, options: ArgOptions = {}): Tensor {
  return fold("argmin", "argmin", x, options, () => "int32");
}

/** Whether any element is true. Numbers count as true unless they are 0. */
export function any(x: TensorLike, options: ReduceOptions = {}): Tensor {
  return fold("any", "any", x, options, () => "bool");
}

/** Whether every element is true. */
export function all(x: TensorLike, options: ReduceOptions = {}): Tensor {
  return fold("all", "all", x, options, () => "bool");
}

/** The arithmetic mean, a float; NaN of nothing. */
export function mean(x: TensorLike, options: ReduceOptions = {}): Tensor {
  const { axis, keepdims = false } = options;
  return apply("mean", x, (value) => {
    const axes = normalizeAxes("mean", axis, value.shape.length);
    const count = axes.reduce((product, axis) => product * value.shape[axis]!, 1);
    const dtype = isFloat(value.dtype) ? value.dtype : "float32";
    const total = reduce("mean", "sum", value, axes, dtype === "float64" ? "float64" : "float32");
    try {
      const quotient = elementwise("div", [total, count]);
      return keepdims ? quotient : dropAxes(quotient, axes);
    } finally {
      total.storage.freeUnused();
    }
  });
}

const sameDtype = (value: Value): Dtype => value.dtype;

function fold(op: string, kind: ReduceOp, x: TensorLike, options: ReduceOptions, dtypeOf: (value: Value) => Dtype): Tensor {
  return apply(op, x, (value) => {
    const axes = normalizeAxes(op, options.axis, value.shape.length);
    if (!["sum", "prod", "any", "all"].includes(kind)) refuseEmpty(op, value, axes);
    const result = reduce(op, kind, value, axes, dtypeOf(value));
    return options.keepdims === true ? result : dropAxes(result, axes);
  });
}

/** Nothing to choose from is an error, unless nothing is asked for either. */
function refuseEmpty(op: string, { shape }: Value, axes: readonly number[]): void {
  if (axes.some((axis) => shape[axis] === 0) && shape.every((length, axis) => length > 0 || axes.includes(axis))) {
    throw new ShapeError(op, `no elements to choose from: ${formatShape(shape)}`);
  }
}
