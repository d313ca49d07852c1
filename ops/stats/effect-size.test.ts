import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { cohensD, hedgesG } from "./effect-size.ts";

describe("effect sizes", () => {
  const x = [3, 5, 6, 8, 9, 11];
  const y = [1, 2, 4, 4, 6, 7];

  it("are differences of means in units of the pooled spread", async () => {
    const { name, value, low, high } = await cohensD(x, y);
    expect(name).toBe("Cohen's d");
    toBeAllclose([value], [3 / Math.sqrt((42 + 26) / 10)], { rtol: 1e-14 });
    const error = Math.sqrt(12 / 36 + value ** 2 / 24);
    toBeAllclose([low!, high!], [value - 1.959963984540054 * error, value + 1.959963984540054 * error], { rtol: 1e-13 });
  });

  it("are freed of bias by Hedges' factor, Γ(5) / (√5 Γ(4.5)) for ten degrees of freedom", async () => {
    const factor = 24 / (Math.sqrt(5) * (105 / 16) * Math.sqrt(Math.PI));
    const [d, g] = [await cohensD(x, y), await hedgesG(x, y)];
    toBeAllclose([g.value, g.low!, g.high!], [d.value * factor, d.low! * factor, d.high! * factor], { rtol: 1e-13 });
  });

  it("do not change with the units, and turn with the samples", async () => {
    const [d, scaled, turned] = [await cohensD(x, y), await cohensD(x.map((v) => 1000 * v + 7), y.map((v) => 1000 * v + 7)), await cohensD(y, x)];
    toBeAllclose([scaled.value, -turned.value], [d.value, d.value], { rtol: 1e-13 });
  });

  it.each([
    ["one value", () => cohensD([1], y), /^stats\.cohensD: too few observations in x: 1, at least 2$/],
    ["a constant", () => hedgesG(x, [2, 2, 2]), /^stats\.hedgesG: all values of y are equal: 2$/],
    ["NaN", () => cohensD(x, [1, NaN]), /y is not finite in row 1: NaN/],
    ["a level of 0", () => hedgesG(x, y, { level: 0 }), /level is not between 0 and 1: 0/],
  ] as const)("are refused for %s", async (_, run, message) => {
    await expect(run()).rejects.toThrow(message);
  });
});
