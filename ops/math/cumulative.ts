/** Running folds along an axis. */
import type { ScanCall } from "../backend.ts";
import { compute } from "../dispatch.ts";
import { sumDtype } from "../dtype.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { normalizeAxis } from "../shape.ts";
import { Tensor, valueOf } from "../tensor.ts";
import { reshape } from "./manipulation.ts";

export interface ScanOptions {
  /** Default: the tensor counts as flat. */
  readonly axis?: number;
}

/** The sums of all elements up to each, in the dtype that `sum` has. Throws `ShapeError` for a wrong axis. */
export function cumsum(x: TensorLike, options: ScanOptions = {}): Tensor {
  return scan("cumsum", "sum", asTensor(x), options);
}

/** The products of all elements up to each, in the dtype that `sum` has. Throws `ShapeError` for a wrong axis. */
export function cumprod(x: TensorLike, options: ScanOptions = {}): Tensor {
  return scan("cumprod", "prod", asTensor(x), options);
}

function scan(op: string, kind: ScanCall["op"], x: Tensor, { axis }: ScanOptions): Tensor {
  return scope(() => {
    const source = axis === undefined ? reshape(x, [x.size]) : x;
    const at = normalizeAxis(op, axis ?? 0, source.ndim);
    const result = compute(op, [valueOf(op, source)], sumDtype(source.dtype), source.shape, (output, input) => ({ kind: "scan", op: kind, axis: at, input: input!, output }));
    return new Tensor(result, [x]);
  });
}
