import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import fixture from "./fixtures/quantile.json" with { type: "json" };
import { quantileInPlace, quantileMethods, quantileSorted, type QuantileMethod } from "./quantile.ts";

describe("quantiles of sorted numbers", () => {
  for (const method of quantileMethods) {
    it(`agree with NumPy by ${method}`, () => {
      const cases = fixture.cases.filter((each) => each.method === method);
      expect(cases.length).toBeGreaterThan(5);
      for (const { values, expected } of cases) {
        const sorted = Float64Array.from(values).toSorted();
        toBeAllclose(fixture.qs.map((q) => quantileSorted(sorted, q, method as QuantileMethod)), expected, { rtol: 1e-15, atol: 1e-15 }); // the same steps
      }
    });
  }

  it("are the same of numbers in any order", () => {
    const numbers = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -2, max: 2 })), { maxLength: 200 }).map((list) => Float64Array.from(list, (x) => x + 0));
    fc.assert(fc.property(numbers, fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.5, 1)), (values, q) => {
      expect(quantileInPlace(values.slice(), q)).toBe(quantileSorted(values.toSorted(), q));
    }));
  });

  it("lie between the least and the greatest and never fall as q grows", () => {
    const numbers = fc.array(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), { minLength: 1 });
    fc.assert(
      fc.property(numbers, fc.double({ noNaN: true, min: 0, max: 1 }), fc.double({ noNaN: true, min: 0, max: 1 }), fc.constantFrom(...quantileMethods), (values, p, q, method) => {
        const sorted = Float64Array.from(values).toSorted();
        const [low, high] = [quantileSorted(sorted, Math.min(p, q), method), quantileSorted(sorted, Math.max(p, q), method)];
        expect(low).toBeGreaterThanOrEqual(sorted[0]!);
        expect(high).toBeLessThanOrEqual(sorted.at(-1)!);
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });

  it("are NaN of nothing", () => {
    expect(quantileSorted(new Float64Array(), 0.5)).toBeNaN();
  });
});
