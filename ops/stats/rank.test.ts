import { describe, expect, it } from "vitest";
import { orderOf, ranksOf } from "./rank.ts";

/** Long enough to be sorted by bits. */
const many = Float64Array.from({ length: 6000 }, (_, i) => [Math.sin(i) * 1e3, -0, 0, Infinity, -Infinity, NaN, -NaN, 5e-324, (i % 5) - 2][i % 9]!);

describe("order and ranks", () => {
  it("are stable, -0 equal to 0 and NaN last, however many numbers there are", () => {
    const key = (i: number): number => (Number.isNaN(many[i]!) ? Infinity : many[i]!);
    const expected = Array.from(many.keys()).toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : Number(Number.isNaN(many[a]!)) - Number(Number.isNaN(many[b]!)) || a - b));
    expect(Array.from(orderOf(many))).toEqual(expected);
    expect(Array.from(orderOf(many.subarray(0, 100)))).toEqual(expected.filter((i) => i < 100));
  });

  it("keep the order that was there among equal numbers", () => {
    const start = Uint32Array.from(many, (_, i) => many.length - 1 - i);
    const zeros = Array.from(orderOf(many, start)).filter((i) => many[i] === 0);
    expect(zeros).toEqual(zeros.toSorted((a, b) => b - a));
  });

  it("share the mean of the places of equal values", () => {
    const { ranks, ties } = ranksOf(Float64Array.of(3, 1, 3, -0, 0, 3));
    expect(Array.from(ranks)).toEqual([5, 3, 5, 1.5, 1.5, 5]);
    expect(ties).toEqual([2, 3]);
  });
});
