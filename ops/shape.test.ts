import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contiguousStrides, forEachRow, normalizeAxes, reshapedStrides, type Shape } from "./shape.ts";

/** Where each element of a window lies, in row-major order. */
function places(shape: Shape, strides: readonly number[]): number[] {
  const all: number[] = [];
  const [length, stride] = [shape.at(-1) ?? 1, strides.at(-1) ?? 0];
  forEachRow(shape, strides, 0, (start) => {
    for (let i = 0; i < length; i++) all.push(start + i * stride);
  });
  return all;
}

/** Windows with permuted, repeated and reversed axes, and a shape of the same size made by joining some. */
const windows = fc.array(fc.constantFrom(1, 2, 2, 3), { minLength: 1, maxLength: 6 }).chain((lengths) => {
  const each = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: lengths.length, maxLength: lengths.length });
  const order: fc.Arbitrary<readonly number[]> = fc.oneof(fc.constant([...lengths.keys()]), fc.shuffledSubarray([...lengths.keys()], { minLength: lengths.length }));
  return fc.record({ order, joins: each(fc.boolean()), signs: each(fc.constantFrom(1, 1, 1, 1, -1, 0)) }).map(({ order, joins, signs }) => {
    const shape = order.map((axis) => lengths[axis]!);
    const whole = contiguousStrides(lengths);
    const strides = order.map((axis) => whole[axis]! * signs[axis]!);
    const target = shape.reduce<number[]>((made, length, i) => (i > 0 && joins[i] === true ? [...made.slice(0, -1), made.at(-1)! * length] : [...made, length]), []);
    return { shape, strides, target };
  });
});

describe("a window in another shape", () => {
  it("keeps the order of its elements, and takes them apart again", () => {
    let shown = 0;
    fc.assert(
      fc.property(windows, ({ shape, strides, target }) => {
        expect(places(shape, reshapedStrides(target, contiguousStrides(target), shape)!)).toEqual([...places(shape, contiguousStrides(shape))]);
        const found = reshapedStrides(shape, strides, target);
        if (found === undefined) return;
        shown++;
        expect(places(target, found)).toEqual(places(shape, strides));
      }),
      { numRuns: 300 },
    );
    expect(shown).toBeGreaterThan(100);
  });

  it("shares the elements wherever strides can show them", () => {
    expect(reshapedStrides([4, 6], [6, 1], [2, 2, 3, 2])).toEqual([12, 6, 2, 1]);
    expect(reshapedStrides([6, 4], [1, 6], [2, 3, 4])).toEqual([3, 1, 6]);
    expect(reshapedStrides([3, 4], [8, -2], [3, 2, 2])).toEqual([8, -4, -2]);
    expect(reshapedStrides([2, 3, 4], [0, 4, 1], [2, 12])).toEqual([0, 1]);
    expect(reshapedStrides([1], [5], [])).toEqual([]);
  });

  it("asks for a copy where they cannot", () => {
    expect(reshapedStrides([4, 6], [1, 4], [24])).toBeUndefined();
    expect(reshapedStrides([4, 6], [1, 4], [3, 8])).toBeUndefined();
    expect(reshapedStrides([2, 3], [0, 1], [6])).toBeUndefined();
  });
});

describe("axes", () => {
  it.each([["rows", 'sum: not an axis: "rows"'], [null, "sum: not an axis: null"], [[0, 0], "sum: axis named twice: [0, 0]"]])("refuse %j", (axes, message) => {
    expect(() => normalizeAxes("sum", axes as never, 2)).toThrow(message);
  });
});
