/** Attention. */
import { isFloat } from "../dtype.ts";
import { DtypeError, ShapeError } from "../errors.ts";
import { astype, broadcastTo, reshape } from "../math/manipulation.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape, shapesEqual, sizeOf, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { asFloats, call, wideDtype, type Optional } from "./operands.ts";

export interface AttentionOptions {
  /** Broadcast to [..., h, t, s]. Of bools, true where a query sees a key; floats are added to the scores. Default: all is seen. */
  readonly mask?: Optional;
  /** Query i sees the keys up to i + s - t: the last query sees all, the one before it all but the last. Default: false. */
  readonly causal?: boolean;
  /** The factor of the scores. Default: 1 / √d. */
  readonly scale?: number;
}

/**
 * softmax(scale q kᵀ + mask) v, without the scores ever standing in memory: q [..., h, t, d], k [..., g, s, d], v [..., g, s, e] -> [..., h, t, e].
 * g divides h: each head of k and v serves h / g heads of q, in order (grouped heads). Matrices alone are one head. A query that sees nothing
 * yields 0. Vaswani et al., "Attention is all you need" (2017); Dao et al., "FlashAttention" (2022).
 * Throws `ShapeError` when the shapes do not go together, `DtypeError` for a mask of integers.
 */
export function scaledDotProductAttention(q: TensorLike, k: TensorLike, v: TensorLike, options: AttentionOptions = {}): Tensor {
  const op = "scaledDotProductAttention";
  return scope(() => {
    const [query, key, value] = asFloats(q, k, v);
    checkShapes(op, query, key, value);
    const { causal = false, scale = 1 / Math.sqrt(query.shape.at(-1)!) } = options;
    const scores = [...query.shape.slice(0, -1), key.shape.at(-2)!];
    const mask = options.mask == null ? undefined : maskFor(op, asTensor(options.mask), scores, wideDtype(query.dtype));
    const operands = [query, key, value, mask].map((tensor) => tensor && fourAxes(tensor));
    const shape = [...operands[0]!.shape.slice(0, -1), value.shape.at(-1)!];
    const result = call(op, operands, query.dtype, shape, (output, q, k, v, mask) => ({ kind: "attention", q, k, v, mask, causal, scale, output }));
    return reshape(result, [...query.shape.slice(0, -1), value.shape.at(-1)!]);
  });
}

function checkShapes(op: string, q: Tensor, k: Tensor, v: Tensor): void {
  const refuse = (problem: string): never => {
    const shapes = [q, k, v].map(({ shape }) => formatShape(shape)).join(", ");
    throw new ShapeError(op, `${problem}: ${shapes}`, "q is [..., h, t, d], k is [..., g, s, d], v is [..., g, s, e]");
  };
  if (q.ndim < 2 || k.ndim !== q.ndim || v.ndim !== q.ndim) refuse("q, k and v need the same axes, at least two");
  if (q.shape.at(-1) !== k.shape.at(-1)) refuse("q and k differ in d");
  if (!shapesEqual(k.shape.slice(0, -1), v.shape.slice(0, -1))) refuse("k and v differ beside d");
  if (!shapesEqual(q.shape.slice(0, -3), k.shape.slice(0, -3))) refuse("q and k differ in the leading axes");
  const [heads, groups] = [q.shape.at(-3) ?? 1, k.shape.at(-3) ?? 1];
  if (groups === 0 ? heads > 0 : heads % groups !== 0) refuse("heads of k do not divide those of q");
}

function maskFor(op: string, mask: Tensor, scores: Shape, dtype: "float32" | "float64"): Tensor {
  if (mask.dtype !== "bool" && !isFloat(mask.dtype)) throw new DtypeError(op, `mask is neither bool nor float: ${mask.dtype}`);
  const fits = mask.shape.every((length, axis) => length === 1 || length === scores[scores.length - mask.ndim + axis]);
  if (mask.ndim > scores.length || !fits) {
    throw new ShapeError(op, `mask does not broadcast to the scores: ${formatShape(mask.shape)} to ${formatShape(scores)}`);
  }
  return broadcastTo(mask.dtype === "bool" ? mask : astype(mask, dtype), scores);
}

/** With axes of length 1 in front, or with the leading ones as one. */
function fourAxes(x: Tensor): Tensor {
  if (x.ndim > 4) return reshape(x, [sizeOf(x.shape.slice(0, -3)), ...x.shape.slice(-3)]);
  return broadcastTo(x, [...[1, 1].slice(x.ndim - 2), ...x.shape]);
}
