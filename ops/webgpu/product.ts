/** A matrix product reduced to what its kernels need: sizes, and the strides of both factors. */
import type { View } from "../backend.ts";
import { joinAxes } from "./layout.ts";
import { inputBinding, perWord, wgslType } from "./source.ts";

/** One factor: strides of its batch axes, of its outer axis (m or n) and along k. */
export interface Factor {
  readonly view: View;
  readonly batchStrides: readonly number[];
  readonly outer: number;
  readonly inner: number;
}

export interface Product {
  readonly a: Factor;
  readonly b: Factor;
  readonly batch: readonly number[];
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

export function toProduct(a: View, b: View): Product {
  const { shape, strides: batches } = joinAxes(a.shape.slice(0, -2), [a.strides.slice(0, -2), b.strides.slice(0, -2)]);
  return joinBatch({
    a: { view: a, batchStrides: batches[0]!, outer: a.strides.at(-2)!, inner: a.strides.at(-1)! },
    b: { view: b, batchStrides: batches[1]!, outer: b.strides.at(-1)!, inner: b.strides.at(-2)! },
    batch: shape,
    m: a.shape.at(-2)!,
    n: b.shape.at(-1)!,
    k: a.shape.at(-1)!,
  });
}

/** A batch that shares its second factor is one tall product. */
function joinBatch(product: Product): Product {
  const { a, b, batch, m } = product;
  const tall = batch.length === 1 && b.batchStrides[0] === 0 && (m === 1 || a.batchStrides[0] === m * a.outer);
  if (!tall) return product;
  const outer = m === 1 ? a.batchStrides[0]! : a.outer;
  return { ...product, a: { ...a, outer, batchStrides: [] }, b: { ...b, batchStrides: [] }, batch: [], m: m * batch[0]! };
}

/** The binding of a factor: words, or vectors of four of its numbers. */
export function factorBinding(index: number, name: string, { dtype }: View, fours = false): string {
  return inputBinding(index, name, fours ? `vec4<${wgslType(dtype)}>` : "u32");
}

/**
 * `fn NAME_at(at: u32)`: the element of a binding of words. Places are u32 throughout, and what is negative wraps round: SwiftShader's
 * kernels for products take a seventh less time than with i32.
 */
export function factorFunction(name: string, { dtype }: View): string {
  const per = perWord(dtype);
  const [word, lane] = per === 1 ? ["at", "0u"] : [`at / ${per}u`, `at % ${per}u`];
  return `fn ${name}_at(at: u32) -> ${wgslType(dtype)} { return read_${dtype}(${name}[${word}], ${lane}); }`;
}
