/** What must hold for any shape, tried on random ones. The numbers are small and whole, so that every device must give the same. */
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeviceName } from "../backend.ts";
import { add, argsort, concat, cumsum, einsum, flip, gather, pad, permute, reshape, roll, scatter, setDevice, slice, sort, split, sub, sum, tensor, toBeAllclose, uniqueCounts, zeros, type Tensor } from "../index.ts";

const lengths = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });

/** Numbers of a shape, with repetitions. */
const filled = (shape: readonly number[]): fc.Arbitrary<Tensor> => {
  const size = shape.reduce((product, length) => product * length, 1);
  return fc.array(fc.integer({ min: -6, max: 6 }), { minLength: size, maxLength: size }).map((data) => tensor(data, { shape, dtype: "float32" }));
};
const tensors = lengths.chain(filled);
const tensorAndAxis = tensors.chain((x) => fc.tuple(fc.constant(x), fc.nat({ max: x.ndim - 1 })));

const shuffled = (rank: number): fc.Arbitrary<number[]> => fc.shuffledSubarray([...Array.from({ length: rank }).keys()], { minLength: rank });

/** Every index of a shape in row-major order. */
function* indicesOf(shape: readonly number[]): Generator<number[]> {
  if (shape.length === 0) return yield [];
  for (let i = 0; i < shape[0]!; i++) for (const rest of indicesOf(shape.slice(1))) yield [i, ...rest];
}

/** The element of row-major numbers at an index; axes of length 1 repeat, and axes in front of the shape do not matter. */
function elementAt(data: ArrayLike<number>, shape: readonly number[], index: readonly number[]): number {
  const own = index.slice(index.length - shape.length);
  return data[shape.reduce((at, length, axis) => at * length + (length === 1 ? 0 : own[axis]!), 0)]!;
}

async function expectEqual(actual: Tensor, expected: Tensor): Promise<void> {
  expect(actual.shape).toEqual(expected.shape);
  toBeAllclose(await actual.data(), await expected.data(), { rtol: 0 });
}

export function properties(device: DeviceName, numRuns: number): void {
  describe(`${device} keeps for any shape`, () => {
    beforeAll(async () => void (await setDevice(device)));
    afterAll(async () => void (await setDevice("cpu")));

    const holds = <T>(name: string, cases: fc.Arbitrary<T>, check: (one: T) => Promise<void>): void => {
      it(name, () => fc.assert(fc.asyncProperty(cases, check), { numRuns, seed: 7 }));
    };

    holds("that permuted axes go back", tensors.chain((x) => fc.tuple(fc.constant(x), shuffled(x.ndim))), async ([x, order]) => {
      const back = order.map((_, axis) => order.indexOf(axis));
      await expectEqual(permute(reshape(reshape(permute(x, order), [-1]), order.map((axis) => x.shape[axis]!)), back), x);
    });

    holds("that a sum over two axes is a sum of sums", lengths.filter(({ length }) => length > 1).chain(filled).chain((x) => fc.tuple(fc.constant(x), shuffled(x.ndim))), async ([x, [a, b]]) => {
      const [first, last] = [Math.min(a!, b!), Math.max(a!, b!)];
      await expectEqual(sum(x, { axis: [a!, b!] }), sum(sum(x, { axis: last }), { axis: first }));
    });

    const shapePairs = lengths.chain((shape) => {
      const part = fc.tuple(fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }), fc.nat({ max: shape.length }));
      return fc.tuple(part, part).map((parts) => parts.map(([ones, from]) => shape.map((length, axis) => (ones[axis] ? 1 : length)).slice(from)));
    });
    holds("that shapes broadcast as NumPy says", shapePairs.chain(([a, b]) => fc.tuple(filled(a!), filled(b!))), async ([a, b]) => {
      const rank = Math.max(a.ndim, b.ndim);
      const shape = Array.from({ length: rank }, (_, axis) => Math.max(a.shape[axis - rank + a.ndim] ?? 1, b.shape[axis - rank + b.ndim] ?? 1));
      const [left, right] = [await a.data(), await b.data()];
      const expected = [...indicesOf(shape)].map((index) => elementAt(left, a.shape, index) + elementAt(right, b.shape, index));
      await expectEqual(add(a, b), tensor(expected, { shape, dtype: "float32" }));
    });

    holds("that sorting puts the same numbers in order, where argsort says", fc.tuple(tensorAndAxis, fc.boolean()), async ([[x, axis], descending]) => {
      const sorted = sort(x, { axis, descending });
      const rows = reshape(permute(x, [...x.shape.keys()].filter((other) => other !== axis).concat(axis)), [-1, x.shape[axis]!]);
      const byHand = ((await rows.array()) as number[][]).map((row) => row.toSorted((a, b) => (descending ? b - a : a - b))).flat();
      const found = reshape(permute(sorted, [...x.shape.keys()].filter((other) => other !== axis).concat(axis)), [-1]);
      expect(Array.from(await found.data())).toEqual(byHand);
      await expectEqual(gather(x, axis, argsort(x, { axis, descending })), sorted);
    });

    holds("that differences of running sums are the numbers", tensorAndAxis, async ([x, axis]) => {
      const running = cumsum(x, { axis });
      const widths = x.shape.map((_, at): [number, number] => [at === axis ? 1 : 0, 0]);
      const before = slice(pad(running, widths), ...x.shape.map((length) => [0, length]));
      await expectEqual(sub(running, before), x);
    });

    holds("that parts join, and moves have a way back", fc.tuple(tensorAndAxis, fc.integer({ min: 1, max: 3 }), fc.integer({ min: -9, max: 9 })), async ([[x, axis], size, shift]) => {
      await expectEqual(concat(split(x, size, { axis }), { axis }), x);
      await expectEqual(roll(roll(x, shift, { axis }), -shift, { axis }), x);
      await expectEqual(flip(flip(x), [...x.shape.keys()]), x);
      for (const mode of ["constant", "edge", "reflect", "wrap"] as const) {
        await expectEqual(slice(pad(x, [size, 2], { mode }), ...x.shape.map((length) => [size, size + length])), x);
      }
    });

    holds("that what is scattered counts what is unique", filled([40]), async (x) => {
      const counted = scatter(zeros([13], { dtype: "int32" }), 0, x.astype("int32").add(6), 1, { reduce: "add" });
      const { values, counts } = await uniqueCounts(x);
      const expected = scatter(zeros([13], { dtype: "int32" }), 0, values.astype("int32").add(6), counts);
      await expectEqual(counted, expected);
    });

    holds("that einsum is the loops it stands for", products, async ({ text, terms, output, sizes, operands }) => {
      const labels = Object.keys(sizes);
      const data = await Promise.all(operands.map((operand) => operand.data()));
      const totals = new Map<string, number>();
      for (const index of indicesOf(Object.values(sizes))) {
        const pick = (term: string): number[] => [...term].map((label) => index[labels.indexOf(label)]!);
        const product = terms.reduce((factor, term, i) => factor * elementAt(data[i]!, operands[i]!.shape, pick(term)), 1);
        const place = pick(output).join();
        totals.set(place, (totals.get(place) ?? 0) + product);
      }
      const shape = [...output].map((label) => sizes[label]!);
      const expected = [...indicesOf(shape)].map((index) => totals.get(index.join())!);
      await expectEqual(einsum(text, ...operands), tensor(expected, { shape, dtype: "float32" }));
    });
  });
}

/** Products of one to three terms over the letters a to d. Every letter is in some term, and any may be in the result. */
const products = fc
  .tuple(fc.array(fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 3 }), { minLength: 1, maxLength: 3 }), fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }), fc.infiniteStream(fc.boolean()))
  .chain(([drawn, all, chosen]) => {
    const terms = drawn.map((labels) => labels.join(""));
    const used = [...new Set(drawn.flat())];
    const sizes = Object.fromEntries(used.map((label) => [label, all["abcd".indexOf(label)]!]));
    const output = used.filter(() => chosen.next().value).join("");
    const operands = fc.tuple(...terms.map((term) => filled([...term].map((label) => sizes[label]!))));
    return operands.map((operands) => ({ text: `${terms.join(",")}->${output}`, terms, output, sizes, operands }));
  });
