/** The affine map of a layer. */
import { ShapeError } from "../errors.ts";
import { add } from "../math/arithmetic.ts";
import { transpose } from "../math/manipulation.ts";
import { matmul } from "../math/matmul.ts";
import { asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { expectShape, type Optional } from "./operands.ts";

export interface LinearOptions {
  /** A function of each element, such as `relu` or `gelu`, which runs inside the product. Default: none. */
  readonly activation?: (x: Tensor) => Tensor;
}

/**
 * x weightᵀ + bias: x [..., in], weight [out, in], bias [out] -> [..., out]. Throws `ShapeError` when the lengths do not match.
 */
export function linear(x: TensorLike, weight: TensorLike, bias?: Optional, { activation = (y) => y }: LinearOptions = {}): Tensor {
  return scope(() => {
    const [source, factors, terms] = [asTensor(x), asTensor(weight), bias == null ? undefined : asTensor(bias)];
    if (factors.ndim !== 2 || source.ndim === 0 || source.shape.at(-1) !== factors.shape[1]) {
      const shapes = `${formatShape(source.shape)} and ${formatShape(factors.shape)}`;
      throw new ShapeError("linear", `lengths of x and weight do not match: ${shapes}`, "x is [..., in], weight is [out, in]");
    }
    expectShape("linear", "bias", terms, [factors.shape[0]!]);
    const product = matmul(source, transpose(factors));
    return activation(terms === undefined ? product : add(product, terms));
  });
}
