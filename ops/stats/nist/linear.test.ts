import { describe, expect, it } from "vitest";
import { regression, type Regression } from "../regression.ts";
import sets from "./linear.json" with { type: "json" };
import { lre } from "./lre.ts";

/** Digits reached where it is not 9 in all. */
const reached: Record<string, { readonly coefficients: number; readonly standardErrors: number; readonly residualStd: number }> = {
  // Rounding the powers of x to double leaves 7.66 digits of the coefficients, whatever is done with them afterwards, and 8.2 of their errors
  Filip: { coefficients: 7.6, standardErrors: 7, residualStd: 8 },
};

describe("linear regression of NIST's data sets", () => {
  it.each(sets.map((one) => [one.name, one] as const))("%s", async (name, one) => {
    check(await regression(one.x, one.y, { intercept: one.intercept }), name, one);
  });

  it.each(sets.map((one) => [one.name, one] as const))("%s, thousands of rows of it", async (name, one) => {
    const [times, n, k] = [Math.ceil(5000 / one.y.length), one.y.length, one.coefficients.length];
    const [x, y] = [Array.from({ length: times }, () => one.x).flat(), Array.from({ length: times }, () => one.y).flat()];
    // the same line with the same residuals, from more rows
    const grown = Math.sqrt((times * (n - k)) / (times * n - k));
    const standardErrors = one.standardErrors.map((value) => (value * grown) / Math.sqrt(times));
    check(await regression(x, y, { intercept: one.intercept }), name, { ...one, standardErrors, residualStd: one.residualStd * grown });
  });
});

function check(result: Regression, name: string, one: Pick<(typeof sets)[number], "coefficients" | "standardErrors" | "residualStd" | "rSquared">): void {
  const least = reached[name] ?? { coefficients: 9, standardErrors: 9, residualStd: 9 };
  const worst = (found: readonly number[], certified: readonly number[]): number => Math.min(...found.map((value, j) => lre(value, certified[j]!)));
  expect(worst(result.coefficients.map(({ value }) => value), one.coefficients)).toBeGreaterThanOrEqual(least.coefficients);
  expect(worst(result.coefficients.map(({ standardError }) => standardError), one.standardErrors)).toBeGreaterThanOrEqual(least.standardErrors);
  expect(lre(result.residualStd, one.residualStd)).toBeGreaterThanOrEqual(least.residualStd);
  expect(lre(result.rSquared, one.rSquared)).toBeGreaterThanOrEqual(9);
}
