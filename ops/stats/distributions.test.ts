import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { binomialProbability, hypergeometricProbability } from "./binomial.ts";
import { chiSquareTail, fTail, normalCdf, normalQuantile, tCdf, tP, tQuantile } from "./distributions.ts";
import fixture from "./fixtures/distributions.json" with { type: "json" };
import { kolmogorovTail, smirnovTail } from "./kolmogorov.ts";

const functions: Record<string, (...args: number[]) => number> = {
  binomialProbability, chiSquareTail, fTail, hypergeometricProbability, kolmogorovTail, normalCdf, normalQuantile, smirnovTail, tCdf, tQuantile,
};

describe("distributions agree with SciPy, in their tails too", () => {
  it.each(Object.keys(functions))("%s", (name) => {
    const cases = (fixture as unknown as [string, number[], number][]).filter(([of]) => of === name);
    expect(cases.length).toBeGreaterThan(5);
    for (const [, args, expected] of cases) {
      try {
        toBeAllclose([functions[name]!(...args)], [expected], { rtol: 1e-12 });
      } catch (error) {
        throw new Error(`${name}(${args.join(", ")})`, { cause: error });
      }
    }
  });

  it("reach their ends", () => {
    expect([fTail(Infinity, 2, 3), fTail(0, 2, 3), chiSquareTail(Infinity, 2), chiSquareTail(0, 2), tP(Infinity, 3, "two-sided"), tP(0, 3, "two-sided")]).toEqual([0, 1, 0, 1, 0, 1]);
    expect([kolmogorovTail(10, 1), kolmogorovTail(10, 0), smirnovTail(10, 0), smirnovTail(10, 1)]).toEqual([0, 1, 1, 0]);
  });

  it("probabilities of counts add up to 1", () => {
    const sum = (count: number, of: (k: number) => number): number => Array.from({ length: count + 1 }, (_, k) => of(k)).reduce((total, p) => total + p, 0);
    toBeAllclose([sum(500, (k) => binomialProbability(k, 500, 0.37)), sum(40, (k) => hypergeometricProbability(k, 70, 90, 40))], [1, 1], { rtol: 1e-14 });
  });
});
