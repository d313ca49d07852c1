import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { tensor } from "../creation.ts";
import { setDevice } from "../device.ts";
import { ShapeError, ValidationError } from "../errors.ts";
import { mul } from "../math/index.ts";
import { table } from "../table/create.ts";
import { accuracy, completeness, consistency, distinctness, entropy, mutualInformation, overall, scores, uniqueness, uniqueValueRatio, validity } from "./index.ts";
import fixture from "./fixtures/measures.json" with { type: "json" };

afterAll(() => setDevice("cpu"));

describe("completeness", () => {
  it("is the share of values that are there, of any kind of data", async () => {
    expect(await completeness(tensor([[1, NaN], [3, 4]]))).toBe(0.75);
    expect(await completeness(["a", null, undefined, ""])).toBe(0.5);
    expect(await completeness([true, null])).toBe(0.5);
    expect(await completeness([new Date(0), new Date(NaN)])).toBe(0.5);
    expect(await completeness(table({ a: [1, null], b: ["x", "y"] }))).toBe(0.75);
    expect(await completeness([{ a: 1, b: null }, { a: 2 }])).toBe(0.5);
  });

  it("of data in two parts is the mean weighted by their lengths", async () => {
    const part = fc.array(fc.option(fc.integer()), { minLength: 1, maxLength: 30 });
    await fc.assert(fc.asyncProperty(part, part, async (a, b) => {
      const [ofA, ofB] = [await completeness(a), await completeness(b)];
      expect(await completeness([...a, ...b])).toBeCloseTo((ofA * a.length + ofB * b.length) / (a.length + b.length), 14);
    }), { numRuns: 50 });
  });
});

describe.each(["cpu", "wasm"] as const)("counts on %s", (device) => {
  it.each(fixture.facts)("are those of pandas and SciPy (%#)", async ({ values, ...expected }) => {
    await setDevice(device);
    const inputs = typeof values[0] === "number" ? [values as number[], tensor(values as number[], { dtype: "float64" })] : [values as string[]];
    for (const x of inputs) {
      expect(await uniqueness(x)).toBe(expected.uniqueness);
      expect(await distinctness(x)).toBe(expected.distinctness);
      expect(await uniqueValueRatio(x)).toBe(expected.uniqueValueRatio);
      expect(await entropy(x)).toBeCloseTo(expected.entropy, 12); // sums in another order
    }
  });

  it("take NaN as missing and -0 as 0", async () => {
    await setDevice(device);
    const x = tensor([0, -0, NaN, NaN, 5]);
    expect([await uniqueness(x), await distinctness(x), await uniqueValueRatio(x)]).toEqual([1 / 3, 2 / 3, 1 / 2]);
  });

  it("are those of rows for a table", async () => {
    await setDevice(device);
    const rows = table({ a: [1, 1, 1, null], b: ["x", "x", null, null] });
    expect([await uniqueness(rows), await distinctness(rows)]).toEqual([1 / 3, 2 / 3]); // the last row is missing
    expect(await entropy(rows)).toBeCloseTo(-(2 / 3) * Math.log(2 / 3) - (1 / 3) * Math.log(1 / 3), 14);
  });

  it("see what bytes and whole numbers hold, and booleans", async () => {
    await setDevice(device);
    expect(await distinctness(tensor([16777216, 16777217], { dtype: "int32" }))).toBe(1);
    expect(await distinctness(tensor([1, 1, 2, 3], { dtype: "uint8" }))).toBe(0.75);
    expect(await distinctness(tensor([true, false, true, true]))).toBe(0.5);
  });
});

describe("mutual information", () => {
  it("is that of scikit-learn", async () => {
    const { a, b, expected } = fixture.mutual;
    expect(await mutualInformation(a, b)).toBeCloseTo(expected, 12);
  });

  it("of a column with itself is its entropy, counted where both are there", async () => {
    expect(await mutualInformation(["a", "b", "b", null], ["a", "b", "b", "c"])).toBeCloseTo(await entropy(["a", "b", "b"]), 14);
  });

  it("refuses unequal lengths", async () => {
    await expect(mutualInformation([1], [1, 2])).rejects.toThrow(ShapeError);
  });
});

describe("accuracy and validity", () => {
  it("are shares of the values that are there", async () => {
    expect(await accuracy([1, 2, NaN, 10], 1, 2)).toBe(2 / 3);
    expect(await accuracy([true, false, null], 1, 1)).toBe(1 / 2);
    expect(await accuracy([new Date("2020-05-05"), new Date("1999-01-01")], new Date("2000-01-01"), new Date("2030-01-01"))).toBe(0.5);
    expect(await validity(["a1", "b", null], { pattern: /^\w\d$/g })).toBe(0.5);
    expect(await validity(["12", "1.5", "no", "Jul 4 1999"], { type: "number" })).toBe(0.5);
    expect(await validity([1, 2, 3, 4], { range: [2, 4], set: [1, 2, 3] })).toBe(0.5);
    expect(await validity([new Date(5), new Date(6)], { set: [new Date(6)] })).toBe(0.5);
  });

  it("without rules ask for finite numbers and for text that is not blank", async () => {
    expect(await validity(tensor([1, Infinity, NaN]))).toBe(0.5);
    expect(await validity(["a", "  "])).toBe(0.5);
  });

  it("refuse bounds and rules that make no sense", async () => {
    await expect(accuracy([1], 2, 1)).rejects.toThrow("quality.accuracy: min is not at most max: 2 and 1");
    await expect(accuracy([1], NaN, 1)).rejects.toThrow(ValidationError);
    await expect(accuracy(["a"], 0, 1)).rejects.toThrow(/strings have no range/);
    await expect(validity(["a"], { pattern: "(" })).rejects.toThrow(/no regular expression: \(/);
    await expect(validity(["a"], { type: "text" as "string" })).rejects.toThrow(/no such type: "text"/);
    await expect(completeness(7 as unknown as number[])).rejects.toThrow("quality.completeness: no data: 7");
    await expect(consistency([1], { fence: -1 })).rejects.toThrow(/fence is not a number from 0 on: -1/);
  });
});

describe("consistency", () => {
  it("is the share of numbers within Tukey's fences, as NumPy's quartiles draw them", async () => {
    expect(await consistency(fixture.consistency.values)).toBe(fixture.consistency.expected);
  });

  it("is the same in any unit and from any origin", async () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 });
    const factor = fc.double({ min: 1e-6, max: 1e6, noNaN: true }).chain((size) => fc.constantFrom(size, -size));
    await fc.assert(fc.asyncProperty(values, factor, fc.integer({ min: -500, max: 500 }), async (x, scale, shift) => {
      const score = await consistency(x);
      expect(await consistency(x.map((value) => value * scale))).toBe(score);
      expect(await consistency(x.map((value) => value + shift))).toBe(score);
      expect(await consistency(mul(tensor(x, { dtype: "float32" }), Math.fround(scale)))).toBe(score);
    }), { numRuns: 100 });
  });

  it.each([[[3, 8, 1, 4, 5], 0.1], [[2, 7, 1, 4, 3], 0.3], [[2, 2, 7, 4, 0], 0.3]])("leaves a value on the fence within, though %j times %f is rounded", async (values, scale) => {
    for (const device of ["cpu", "wasm"] as const) {
      await setDevice(device);
      expect(await consistency(values)).toBe(1);
      expect(await consistency(values.map((value) => value * scale))).toBe(1);
    }
  });

  it("is 1 for equal values, and counts infinities as outside", async () => {
    expect(await consistency([4, 4, 4])).toBe(1);
    expect(await consistency([1, 2, 3, Infinity])).toBe(0.75);
  });

  it("of strings is the share written as most of their like", async () => {
    expect(await consistency(["CA", "CA", "ca ", "NY"])).toBe(0.75);
  });
});

describe("every measure", () => {
  it("is a fraction, with uniqueness at most distinctness", async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.option(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double())), { maxLength: 40 }), async (x) => {
      const all = [await completeness(x), await validity(x), await consistency(x), await uniqueness(x), await distinctness(x), await uniqueValueRatio(x), await overall(x)];
      for (const score of all) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }
      expect(all[3]).toBeLessThanOrEqual(all[4]!);
    }), { numRuns: 60 });
  });

  it("is 0 of nothing, and of nothing but missing values", async () => {
    for (const x of [[], [null], tensor([NaN, NaN])]) {
      expect([await completeness(x), await validity(x), await consistency(x), await uniqueness(x), await distinctness(x), await uniqueValueRatio(x), await entropy(x), await overall(x)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    }
  });
});

describe("the overall score", () => {
  it("is the weighted mean of its parts, which stand beside it", async () => {
    const x = [1, 2, 3, 4, NaN];
    expect(await scores(x)).toEqual({ completeness: 0.8, validity: 1, consistency: 1, overall: expect.closeTo(0.92, 14) });
    expect(await overall(x, { weights: { completeness: 1, validity: 0, consistency: 0 } })).toBe(0.8);
    expect(await scores(x, { range: [1, 2] })).toMatchObject({ accuracy: 0.5, overall: expect.closeTo((0.32 + 0.3 + 0.3 + 0.15) / 1.3, 14) });
  });

  it("of a table is that of the mean parts of its columns", async () => {
    expect(await scores({ a: [1, NaN], b: ["x", "y"] })).toMatchObject({ completeness: 0.75, overall: expect.closeTo(0.9, 14) });
  });

  it("refuses weights that are negative or all 0", async () => {
    await expect(overall([1], { weights: { validity: -1 } })).rejects.toThrow(/weight of validity/);
    await expect(overall([1], { weights: { completeness: 0, validity: 0, consistency: 0 } })).rejects.toThrow(/all weights are 0/);
  });
});
