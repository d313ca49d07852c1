/** Sorting. NaN counts as greater than everything. Equal elements keep their order. */
import { compute } from "../dispatch.ts";
import { ValidationError } from "../errors.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { normalizeAxis } from "../shape.ts";
import { Tensor, valueOf } from "../tensor.ts";
import { gather } from "./indexing.ts";

export interface SortOptions {
  /** Default: the last. */
  readonly axis?: number;
  /** Default: false. */
  readonly descending?: boolean;
}

/** The elements along an axis in order. Throws `ShapeError` for a wrong axis. */
export function sort(x: TensorLike, options: SortOptions = {}): Tensor {
  return order("sort", asTensor(x), "values", options);
}

/** The indices, int32, that put the elements along an axis in order. Throws `ShapeError` for a wrong axis. */
export function argsort(x: TensorLike, options: SortOptions = {}): Tensor {
  return order("argsort", asTensor(x), "indices", options);
}

export interface TopkOptions {
  /** Default: the last. */
  readonly axis?: number;
  /** Whether the greatest are asked for, or the least. Default: true. */
  readonly largest?: boolean;
}

/** The `k` greatest elements along an axis, the greatest first, and their indices (int32). Throws `ValidationError` unless there are so many. */
export function topk(x: TensorLike, k: number, { axis = -1, largest = true }: TopkOptions = {}): { values: Tensor; indices: Tensor } {
  const source = asTensor(x);
  const at = normalizeAxis("topk", axis, source.ndim);
  const length = source.shape[at]!;
  if (!Number.isInteger(k) || k < 0 || k > length) throw new ValidationError("topk", `invalid count: ${k} of ${length} elements`);
  return scope(() => {
    const indices = order("topk", source, "indices", { axis, descending: largest }, k);
    return { values: gather(source, at, indices), indices };
  });
}

function order(op: string, source: Tensor, yields: "values" | "indices", { axis = -1, descending = false }: SortOptions, count?: number): Tensor {
  const value = valueOf(op, source);
  const at = normalizeAxis(op, axis, source.ndim);
  const shape = source.shape.with(at, count ?? source.shape[at]!);
  const dtype = yields === "values" ? source.dtype : "int32";
  return new Tensor(compute(op, [value], dtype, shape, (output, input) => ({ kind: "sort", axis: at, descending, yields, input: input!, output })), [source]);
}
