/** Sums of products over named axes. Operands are contracted two at a time, the cheapest pair first. */
import { promote, type Dtype } from "../dtype.ts";
import { ValidationError } from "../errors.ts";
import { apply, asTensor, type TensorLike } from "../operand.ts";
import { scope } from "../scope.ts";
import { sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { mul } from "./arithmetic.ts";
import { astype, permute, reshape } from "./manipulation.ts";
import { matmul } from "./matmul.ts";
import { sum } from "./reduce.ts";
import { parseSubscripts, type Label } from "./subscripts.ts";

/** A tensor with the label of each axis, no two alike. */
interface Term {
  readonly x: Tensor;
  readonly labels: readonly Label[];
}

/**
 * Einstein's summation: axes with the same letter run together, and what the result does not name is summed up. `einsum("bhqd,bhkd->bhqk", q, k)`.
 * A letter twice in one term is a diagonal; "..." stands for all other axes, which broadcast; without "->" the result has the axes of the ellipsis,
 * then the letters that occur once, in alphabetical order. Dtypes promote, bools count as int32. Throws `ValidationError` for subscripts that
 * make no sense, `ShapeError` when a tensor does not fit them.
 */
export function einsum(subscripts: string, ...tensors: readonly TensorLike[]): Tensor {
  if (tensors.length === 0) throw new ValidationError("einsum", "no tensors");
  const sources = tensors.map(asTensor);
  const { inputs, output, lengths } = parseSubscripts(subscripts, sources.map(({ shape }) => shape));
  const promoted = sources.map(({ dtype }) => dtype).reduce(promote);
  const dtype = promoted === "bool" ? "int32" : promoted;
  return scope(() => {
    const terms = sources.map((source, i) => withoutRepeats(astype(source, dtype), inputs[i]!, lengths));
    while (terms.length > 1) contractCheapest(terms, output, lengths, dtype);
    const { x, labels } = sumOthers(terms[0]!, output, dtype);
    return permute(x, output.map((label) => labels.indexOf(label)));
  });
}

/** One axis for each label: the diagonal of axes that share it. An axis of length 1 that goes along with a longer one is dropped. Shares the elements. */
function withoutRepeats(source: Tensor, all: readonly Label[], lengths: ReadonlyMap<Label, number>): Term {
  const long = (label: Label, axis: number): boolean => source.shape[axis] === lengths.get(label);
  const labels = [...new Set(all.filter(long))];
  const x = apply("einsum", source, (value) => ({
    ...value,
    shape: labels.map((label) => lengths.get(label)!),
    strides: labels.map((label) => all.reduce((stride, other, axis) => (other === label && long(other, axis) ? stride + value.strides[axis]! : stride), 0)),
  }));
  return { x, labels };
}

/** Sums over the labels that are not wanted. */
function sumOthers({ x, labels }: Term, wanted: readonly Label[], dtype: Dtype): Term {
  const axes = [...labels.keys()].filter((axis) => !wanted.includes(labels[axis]!));
  if (axes.length === 0) return { x, labels };
  return { x: astype(sum(x, { axis: axes }), dtype), labels: labels.filter((label) => wanted.includes(label)) };
}

/** Takes the pair with the least work out of the list and puts its product in. */
function contractCheapest(terms: Term[], output: readonly Label[], lengths: ReadonlyMap<Label, number>, dtype: Dtype): void {
  const pairs = terms.flatMap((a, i) => terms.slice(i + 1).map((b) => ({ a, b, work: workOf(a, b, lengths) })));
  const { a, b } = pairs.reduce((best, pair) => (pair.work < best.work ? pair : best));
  const others = terms.filter((term) => term !== a && term !== b);
  const wanted = [...output, ...others.flatMap(({ labels }) => labels)];
  const [left, right] = [sumOthers(a, [...wanted, ...b.labels], dtype), sumOthers(b, [...wanted, ...a.labels], dtype)];
  terms.splice(0, terms.length, ...others, product(left, right, wanted, dtype));
}

function workOf(a: Term, b: Term, lengths: ReadonlyMap<Label, number>): number {
  return sizeOf([...new Set([...a.labels, ...b.labels])].map((label) => lengths.get(label)!));
}

/** By a matrix product when both have axes of their own and some to sum over, otherwise element by element. */
function product(a: Term, b: Term, wanted: readonly Label[], dtype: Dtype): Term {
  const shared = a.labels.filter((label) => b.labels.includes(label));
  const batch = shared.filter((label) => wanted.includes(label));
  const summed = shared.filter((label) => !wanted.includes(label));
  const [rows, columns] = [a, b].map((term) => term.labels.filter((label) => !shared.includes(label))) as [Label[], Label[]];
  const labels = [...batch, ...rows, ...columns];
  if (summed.length === 0 || (rows.length === 0 && columns.length === 0)) {
    const order = [...labels, ...summed];
    return sumOthers({ x: mul(aligned(a, order), aligned(b, order)), labels: order }, wanted, dtype);
  }
  const left = grouped(a, batch, rows, summed);
  const right = grouped(b, batch, summed, columns);
  const shape = labels.map((label) => (a.labels.includes(label) ? a.x.shape[a.labels.indexOf(label)]! : b.x.shape[b.labels.indexOf(label)]!));
  return { x: reshape(matmul(left, right), shape), labels };
}

/** The axes in the given order, with length 1 where the term has none. */
function aligned({ x, labels }: Term, order: readonly Label[]): Tensor {
  const own = order.filter((label) => labels.includes(label));
  const sorted = permute(x, own.map((label) => labels.indexOf(label)));
  return reshape(sorted, order.map((label) => (labels.includes(label) ? x.shape[labels.indexOf(label)]! : 1)));
}

/** A stack of matrices: all rows as one axis, all columns as one. */
function grouped({ x, labels }: Term, batch: readonly Label[], rows: readonly Label[], columns: readonly Label[]): Tensor {
  const lengths = (some: readonly Label[]): number[] => some.map((label) => x.shape[labels.indexOf(label)]!);
  const sorted = permute(x, [...batch, ...rows, ...columns].map((label) => labels.indexOf(label)));
  return reshape(sorted, [...lengths(batch), sizeOf(lengths(rows)), sizeOf(lengths(columns))]);
}
