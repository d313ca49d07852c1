/** Products of features. */
import * as shaders from "../../shaders/data.ts";
import type { TypedArray } from "../dtype.ts";
import { newElements } from "../elements.ts";
import { MemoryError, ValidationError } from "../errors.ts";
import { onDeviceOf } from "../indices.ts";
import { astype } from "../math/manipulation.ts";
import { applyOnHost } from "../operand.ts";
import { scope } from "../scope.ts";
import { asFloatRows, type Features } from "./feature.ts";
import { plain, type PlainTransform } from "./transform.ts";

export interface PolynomialOptions {
  /** The most factors of a product. Default: 2. */
  readonly degree?: number;
  /** Without powers of one feature. Default: false. */
  readonly interactionOnly?: boolean;
  /** A column of ones first. Default: true. */
  readonly includeBias?: boolean;
}

/** A column for every product of up to `degree` features, in the order of scikit-learn's `PolynomialFeatures`: 1, a, b, a², ab, b² of (a, b). NaN makes its products NaN. Those of float32 numbers are rounded once, on webgpu with each factor. Throws `ValidationError` for a degree below 1. */
export function polynomial({ degree = 2, interactionOnly = false, includeBias = true }: PolynomialOptions = {}): PlainTransform<Features> {
  const op = "transforms.polynomial";
  if (!Number.isSafeInteger(degree) || degree < 1) throw new ValidationError(op, `degree is not a whole number above 0: ${String(degree)}`);
  return plain("polynomial", { degree, interactionOnly, includeBias }, "rows", (x: Features) =>
    scope(() => {
      const rows = asFloatRows(op, x);
      const [count, width] = rows.shape as [number, number];
      const terms = [...(includeBias ? [[]] : []), ...productsOf(op, width, degree, interactionOnly)];
      const dtype = rows.dtype === "float64" ? "float64" : "float32";
      const result = { dtype, shape: [count, terms.length] } as const;
      const work = (data: TypedArray): TypedArray[] => [products(data, width, terms, newElements(op, dtype, count * terms.length))];
      const factors = rows.device === "webgpu" ? factorsOf(terms) : undefined;
      if (factors === undefined) return astype(applyOnHost(op, [rows], [result], work)[0]!, rows.dtype);
      const shader = { code: shaders.products, items: count * terms.length, params: { width, products: terms.length, degree: factors.length / terms.length } };
      return astype(applyOnHost(op, [rows, onDeviceOf(op, rows, factors, "int32")], [result], work, undefined, shader)[0]!, rows.dtype);
    }),
  );
}

const mostProducts = 2 ** 16;

/** The factors of every product, those with fewer factors first. */
function productsOf(op: string, width: number, degree: number, interactionOnly: boolean): number[][] {
  const all: number[][] = [];
  let longest: number[][] = [[]];
  for (let factors = 1; factors <= degree && longest.length > 0; factors++) {
    longest = longest.flatMap((product) => {
      const first = product.length === 0 ? 0 : product.at(-1)! + (interactionOnly ? 1 : 0);
      return Array.from({ length: Math.max(0, width - first) }, (_, i) => [...product, first + i]);
    });
    if (all.length + longest.length > mostProducts) throw new MemoryError(op, `too many products of ${width} features: more than ${mostProducts}`, "choose a lower degree");
    all.push(...longest);
  }
  return all;
}

/** More are not worth a table. */
const mostFactors = 2 ** 20;

/** The factors of all products in rows of equal length, -1 where there are no more. Undefined for too many, or none. */
function factorsOf(terms: readonly (readonly number[])[]): Int32Array | undefined {
  const degree = terms.at(-1)?.length ?? 0; // the last one is the longest
  const size = terms.length * degree;
  if (size === 0 || size > mostFactors) return undefined;
  const factors = new Int32Array(size).fill(-1);
  terms.forEach((term, i) => factors.set(term, i * degree));
  return factors;
}

function products(data: TypedArray, width: number, terms: readonly (readonly number[])[], out: TypedArray): TypedArray {
  let at = 0;
  for (let row = 0; at < out.length; row += width) {
    for (const factors of terms) {
      let product = 1;
      for (const feature of factors) product *= data[row + feature]!;
      out[at++] = product;
    }
  }
  return out;
}
