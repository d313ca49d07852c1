import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ValidationError } from "../../errors.ts";
import { completeness, distinctness } from "../index.ts";
import { Profile, type SavedProfile } from "./profile.ts";

const rowsOf = fc.array(fc.record({ x: fc.option(fc.integer({ min: -50, max: 50 })), name: fc.option(fc.constantFrom("a", "b", "c")) }), { minLength: 1, maxLength: 60 });

describe("a profile", () => {
  it("of parts that are merged is that of the whole: exactly, while the sketches keep every value", async () => {
    await fc.assert(fc.asyncProperty(rowsOf, rowsOf, async (a, b) => {
      const whole = (await new Profile().push([...a, ...b])).columns();
      const merged = (await new Profile().push(a)).merge(await new Profile().push(b)).columns();
      const batches = (await (await new Profile().push(a)).push(b)).columns();
      for (const parts of [merged, batches]) {
        parts.forEach((part, i) => {
          const { numbers, ...counts } = whole[i]!;
          expect({ ...part, numbers: undefined }).toEqual({ ...counts, numbers: undefined });
          for (const key of ["min", "q1", "median", "q3", "max"] as const) expect(part.numbers?.[key]).toEqual(numbers?.[key]);
          for (const key of ["mean", "std"] as const) if (numbers !== undefined) expect(part.numbers![key]).toBeCloseTo(numbers[key], 10); // sums in another order
        });
      }
    }), { numRuns: 40 });
  });

  it("has the exact completeness, and distinctness within the sketch's error", async () => {
    const x = Array.from({ length: 30_000 }, (_, i) => (i % 10 === 0 ? NaN : (i * 7919) % 20_011));
    const profile = new Profile();
    for (let first = 0; first < x.length; first += 1000) await profile.push({ x: x.slice(first, first + 1000) });
    const [column] = profile.columns();
    expect(column!.completeness).toBe(await completeness(x));
    expect(column!.distinctness / (await distinctness(x))).toBeGreaterThan(0.97);
    expect(column!.distinctness / (await distinctness(x))).toBeLessThan(1.03); // four standard errors
    const sorted = Float64Array.from(x.filter((value) => !Number.isNaN(value))).toSorted();
    const rank = sorted.findIndex((value) => value >= column!.numbers!.median) / sorted.length;
    expect(Math.abs(rank - 0.5)).toBeLessThan(0.03);
  });

  it("of merged parts stays within the errors of the sketches", async () => {
    const part = async (from: number): Promise<Profile> => new Profile().push({ x: Array.from({ length: 20_000 }, (_, i) => ((from + i) * 7919) % 39_989) });
    const [column] = (await part(0)).merge(await part(20_000)).columns();
    expect(column).toMatchObject({ rows: 40_000, missing: 0 });
    expect(Math.abs(column!.distinct / 39_989 - 1)).toBeLessThan(0.03);
    expect(Math.abs(column!.numbers!.q1 / 39_989 - 0.25)).toBeLessThan(0.03); // the values are spread evenly
    expect(column!.numbers!.min).toBe(0);
  });

  it("counts a column that a batch lacks as missing there", async () => {
    const profile = await (await new Profile().push({ a: [1, 2] })).push({ b: ["x", "y", "z"] });
    expect(profile.columns().map(({ name, type, rows, missing }) => [name, type, rows, missing])).toEqual([["a", "integer", 5, 3], ["b", "string", 5, 2]]);
    expect(profile.completeness()).toBe(0.5);
  });

  it("goes on after JSON as if nothing had happened", async () => {
    const profile = await new Profile().push({ x: [1, NaN, Infinity], name: ["a", null, "b"] });
    const again = Profile.fromJSON(JSON.parse(JSON.stringify(profile)) as SavedProfile);
    await again.push({ x: [4], name: ["c"] });
    await profile.push({ x: [4], name: ["c"] });
    expect(again.columns()).toEqual(profile.columns());
    expect(again.columns()[0]).toMatchObject({ missing: 1, validity: 2 / 3, distinct: 3 });
  });

  it("refuses a column that changes its type, but takes batches without a value", async () => {
    const profile = await (await new Profile().push({ x: ["a"] })).push({ x: [null, null] });
    expect(profile.columns()[0]).toMatchObject({ rows: 3, missing: 2, type: "string" });
    await expect(profile.push({ x: [1] })).rejects.toThrow('quality.Profile: column "x" was of type string and is now of type integer');
    expect(() => Profile.fromJSON({} as SavedProfile)).toThrow(ValidationError);
  });
});
