/** Losses: how far an answer is from the right one. */
import { ShapeError, ValidationError } from "../errors.ts";
import { asIndices } from "../indices.ts";
import { mul, neg, sub } from "../math/arithmetic.ts";
import { gather } from "../math/indexing.ts";
import { expandDims, squeeze } from "../math/manipulation.ts";
import { mean, sum } from "../math/reduce.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape, shapesEqual } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { asFloats } from "./operands.ts";
import { logSoftmax } from "./softmax.ts";

export interface LossOptions {
  /** What becomes of the losses of the single answers. Default: "mean". */
  readonly reduction?: "mean" | "sum" | "none";
}

/**
 * -log of the probability that softmax(x) gives to the target: x [n, c, ...] or [c] are scores of c classes; `target` are whole numbers [n, ...] or
 * [], or, in the shape of x, probabilities p, for -Σ p log softmax(x). Throws `ShapeError` when the shapes do not go together, `DtypeError`
 * for classes that are not integers, `ValidationError` for a class out of range (on webgpu its loss is NaN).
 */
export function crossEntropy(x: TensorLike, target: TensorLike, { reduction = "mean" }: LossOptions = {}): Tensor {
  return scope(() => {
    const [scores] = asFloats(x);
    if (scores.ndim === 0) throw new ShapeError("crossEntropy", "scores have no axis of classes: []", "x is [n, c, ...] or [c]");
    const axis = scores.ndim === 1 ? 0 : 1;
    const given = asTensor(target);
    const logs = logSoftmax(scores, { axis });
    if (shapesEqual(given.shape, scores.shape)) return reduced("crossEntropy", neg(sum(mul(logs, given), { axis })), reduction);
    if (!shapesEqual(given.shape, scores.shape.toSpliced(axis, 1))) {
      throw new ShapeError("crossEntropy", `target does not fit the scores: ${formatShape(given.shape)} for ${formatShape(scores.shape)}`);
    }
    const classes = expandDims(asIndices("crossEntropy", scores, target), axis);
    return reduced("crossEntropy", neg(squeeze(gather(logs, axis, classes), axis)), reduction);
  });
}

/** (x - target)², which must have one shape. Throws `ShapeError` when they differ. */
export function mseLoss(x: TensorLike, target: TensorLike, { reduction = "mean" }: LossOptions = {}): Tensor {
  return scope(() => {
    const [answer, right] = asFloats(x, target);
    if (!shapesEqual(answer.shape, right.shape)) {
      throw new ShapeError("mseLoss", `shapes differ: ${formatShape(answer.shape)} and ${formatShape(right.shape)}`);
    }
    const distance = sub(answer, right);
    return reduced("mseLoss", mul(distance, distance), reduction);
  });
}

function reduced(op: string, losses: Tensor, reduction: LossOptions["reduction"]): Tensor {
  if (reduction === "mean") return mean(losses);
  if (reduction === "sum") return sum(losses);
  if (reduction === "none") return losses;
  throw new ValidationError(op, `unknown reduction: ${String(reduction)}`, "one of mean, sum, none");
}
