import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { table } from "../table/create.ts";
import { codesOf } from "./codes.ts";

const number = fc.option(fc.constantFrom(0, -0, 1, 2.5, -1, Infinity), { freq: 4 });
const text = fc.option(fc.constantFrom("", "a", "b"), { freq: 4 });
const flag = fc.option(fc.boolean(), { freq: 4 });

describe("codes of rows", () => {
  it("are equal where the rows are, in the order they are met, and -1 where all is missing", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ number, text, flag }), { minLength: 1, maxLength: 60 }), (rows) => {
        const all = [{ number: 1, text: "a", flag: true }, ...rows]; // so that every column has its type
        const found = codesOf(table(all).columns());
        const seen: string[] = [];
        const expected = all.map(({ number: x, text: y, flag: z }) => {
          if (x === null && y === null && z === null) return -1;
          const key = JSON.stringify([x === Infinity ? "inf" : x, y, z]); // -0 reads as 0
          if (!seen.includes(key)) seen.push(key);
          return seen.indexOf(key);
        });
        expect(Array.from(found.codes)).toEqual(expected);
        expect(found.count).toBe(seen.length);
      }),
    );
  });

  it("tell many rows apart that differ little", () => {
    const rows = 20_000;
    const columns = table({ a: Float64Array.from({ length: rows }, (_, i) => i % 100), b: Float64Array.from({ length: rows }, (_, i) => Math.floor(i / 100) / 1024) }).columns();
    expect(codesOf(columns)).toEqual({ codes: Int32Array.from({ length: rows }, (_, i) => i), count: rows });
  });
});
