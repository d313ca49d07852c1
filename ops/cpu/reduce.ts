/** Reductions: the folded axes are brought last, then every run of them is folded to one number. */
import type { ReduceCall, ReduceOp, View } from "../backend.ts";
import { computeDtype, isFloat, type ComputeDtype, type TypedArray } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { computeArray, convert, load, store } from "./elements.ts";

/** Folds `numbers[start]` to `numbers[end - 1]`. */
type Fold = (numbers: TypedArray, start: number, end: number) => number;

export function runReduce({ op, axes, input, output }: ReduceCall): void {
  const folds = op === "sum" || op === "prod";
  const dtype = folds ? computeDtype(output.dtype) : computeDtype(input.dtype);
  const numbers = convert(load(foldedLast(input, axes)), computeDtype(input.dtype), dtype);
  const length = axes.reduce((product, axis) => product * input.shape[axis]!, 1);
  const result = computeArray(computeDtype(output.dtype), sizeOf(output.shape));
  const fold = foldFor(op, dtype);
  for (let i = 0; i < result.length; i++) result[i] = fold(numbers, i * length, (i + 1) * length);
  store(output, result);
}

function foldedLast(view: View, axes: readonly number[]): View {
  const kept = view.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...kept, ...axes];
  return { ...view, shape: order.map((axis) => view.shape[axis]!), strides: order.map((axis) => view.strides[axis]!) };
}

function foldFor(op: ReduceOp, dtype: ComputeDtype): Fold {
  if (op === "sum") return isFloat(dtype) ? pairwiseSum : intSum;
  if (op === "prod") return isFloat(dtype) ? floatProduct : intProduct;
  return { max: greatest, min: least, argmax: indexOfGreatest, argmin: indexOfLeast, any: anyTrue, all: allTrue }[op];
}

/** Halves until short, so that the error grows with the logarithm of the length. Accumulates in float64. */
function pairwiseSum(numbers: TypedArray, start: number, end: number): number {
  if (end - start > 128) {
    const middle = (start + end) >>> 1;
    return pairwiseSum(numbers, start, middle) + pairwiseSum(numbers, middle, end);
  }
  let sum = 0;
  for (let i = start; i < end; i++) sum += numbers[i]!;
  return sum;
}

const intSum: Fold = (numbers, start, end) => {
  let sum = 0;
  for (let i = start; i < end; i++) sum = (sum + numbers[i]!) | 0;
  return sum;
};

const floatProduct: Fold = (numbers, start, end) => {
  let product = 1;
  for (let i = start; i < end; i++) product *= numbers[i]!;
  return product;
};

const intProduct: Fold = (numbers, start, end) => {
  let product = 1;
  for (let i = start; i < end; i++) product = Math.imul(product, numbers[i]!);
  return product;
};

/** The first NaN, or else the first of the greatest. */
const indexOfGreatest: Fold = (numbers, start, end) => {
  let best = start;
  for (let i = start; i < end; i++) {
    if (Number.isNaN(numbers[i])) return i - start;
    if (numbers[i]! > numbers[best]!) best = i;
  }
  return best - start;
};

const indexOfLeast: Fold = (numbers, start, end) => {
  let best = start;
  for (let i = start; i < end; i++) {
    if (Number.isNaN(numbers[i])) return i - start;
    if (numbers[i]! < numbers[best]!) best = i;
  }
  return best - start;
};

const greatest: Fold = (numbers, start, end) => numbers[start + indexOfGreatest(numbers, start, end)]!;
const least: Fold = (numbers, start, end) => numbers[start + indexOfLeast(numbers, start, end)]!;

const anyTrue: Fold = (numbers, start, end) => {
  for (let i = start; i < end; i++) if (numbers[i] !== 0) return 1;
  return 0;
};

const allTrue: Fold = (numbers, start, end) => {
  for (let i = start; i < end; i++) if (numbers[i] === 0) return 0;
  return 1;
};
