import { describe, expect, it } from "vitest";
import { regression } from "../regression.ts";
import sets from "./linear.json" with { type: "json" };
import { lre } from "./lre.ts";

/** Digits reached where it is not 9 in all. */
const reached: Record<string, { readonly coefficients: number; readonly standardErrors: number; readonly residualStd: number }> = {
  // Rounding the powers of x to double leaves 7.66 digits of the coefficients, whatever is done with them afterwards, and 8.2 of their errors
  Filip: { coefficients: 7.6, standardErrors: 7, residualStd: 8 },
};

describe("linear regression of NIST's data sets", () => {
  it.each(sets.map((one) => [one.name, one] as const))("%s", async (name, one) => {
    const result = await regression(one.x, one.y, { intercept: one.intercept });
    const least = reached[name] ?? { coefficients: 9, standardErrors: 9, residualStd: 9 };
    const worst = (found: readonly number[], certified: readonly number[]): number => Math.min(...found.map((value, j) => lre(value, certified[j]!)));
    expect(worst(result.coefficients.map(({ value }) => value), one.coefficients)).toBeGreaterThanOrEqual(least.coefficients);
    expect(worst(result.coefficients.map(({ standardError }) => standardError), one.standardErrors)).toBeGreaterThanOrEqual(least.standardErrors);
    expect(lre(result.residualStd, one.residualStd)).toBeGreaterThanOrEqual(least.residualStd);
    expect(lre(result.rSquared, one.rSquared)).toBeGreaterThanOrEqual(9);
  });
});
