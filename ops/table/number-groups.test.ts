import { array, assert, constantFrom, double, integer, oneof, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { table } from "./create.ts";
import { numberNumbers } from "./number-groups.ts";

/** By `Map`, to which NaN is equal to itself, and 0 to -0. */
function numbered(values: Float64Array): { codes: number[]; firsts: number[] } {
  const known = new Map<number, number>();
  const firsts: number[] = [];
  const codes = Array.from(values, (value, row) => {
    if (!known.has(value)) known.set(value, firsts.push(row) - 1);
    return known.get(value)!;
  });
  return { codes, firsts };
}

describe("groups of equal numbers", () => {
  it("are numbered in the order of their first rows", () => {
    const number = oneof(double(), integer({ min: -5, max: 5 }), constantFrom(NaN, -0, 0, Infinity, -Infinity, 2 ** 40, 2 ** -40));
    assert(property(array(number, { maxLength: 200 }), (list) => {
      const values = Float64Array.from(list);
      const { codes, firsts } = numberNumbers(values);
      expect({ codes: Array.from(codes), firsts: Array.from(firsts) }).toEqual(numbered(values));
    }));
  });

  it("may be many", () => {
    const values = Float64Array.from({ length: 20_000 }, (_, i) => (i % 3 === 0 ? i % 700 : i * 1.5 - 9000));
    const { codes, firsts } = numberNumbers(values);
    expect({ codes: Array.from(codes), firsts: Array.from(firsts) }).toEqual(numbered(values));
  });

  it("are summed without losing small numbers beside great ones, and without those that are missing", () => {
    const rows = table({ key: [1, 2, 1, 1, 2, 2, 3], value: [1e100, 1, 1, -1e100, NaN, Infinity, NaN] });
    const sums = rows.groupBy("key").aggregate({ sum: ["sum", "value"], mean: ["mean", "value"], values: ["count", "value"], rows: "count" });
    expect(sums.rows().map(({ sum, mean, values, rows: all }) => [sum, mean, values, all])).toEqual([[1, 1 / 3, 3, 3], [Infinity, Infinity, 2, 3], [0, null, 0, 1]]);
  });
});
