import { describe, expect, it } from "vitest";
import { autocorrelate, fft, inverseFft } from "./fft.ts";
import fixture from "./fixtures/fft.json" with { type: "json" };

const expectNear = (actual: Float64Array, expected: readonly number[]): void => {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => expect(Math.abs(actual[i]! - value)).toBeLessThan(1e-12)); // sums of at most 100 numbers of the size of 1
};

describe("the Fourier transform", () => {
  for (const { x, re, im } of fixture.transforms) {
    it(`agrees with NumPy for ${x.length} numbers`, () => {
      const spectrum = fft(Float64Array.from(x));
      expectNear(spectrum.re, re);
      expectNear(spectrum.im, im);
    });

    it(`comes back from ${x.length} frequencies`, () => {
      const back = inverseFft(fft(Float64Array.from(x)));
      expectNear(back.re, x);
      expectNear(back.im, x.map(() => 0));
    });
  }

  it("changes no argument", () => {
    const x = Float64Array.of(1, 2, 3, 4);
    fft(x);
    expect([...x]).toEqual([1, 2, 3, 4]);
  });
});

it("correlates a series with itself as NumPy does", () => {
  const { x, products } = fixture.autocorrelation;
  expectNear(autocorrelate(Float64Array.from(x)), products);
});
