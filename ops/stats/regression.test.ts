import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../allclose.ts";
import { tensor } from "../creation.ts";
import fixture from "./fixtures/regression.json" with { type: "json" };
import { regression, type Regression } from "./regression.ts";

describe("regression agrees with statsmodels", () => {
  it.each(fixture.cases.map((one) => [`${one.columns} features, ${one.intercept ? "with" : "without"} intercept`, one] as const))("%s", async (_, one) => {
    const x = fixture.x.map((row) => row.slice(0, one.columns));
    const result = await regression(x, fixture.y, { intercept: one.intercept, level: 0.9 });
    const found = result.coefficients.flatMap(({ value, standardError, t, pValue, low, high }) => [value, standardError, t, pValue, low, high]);
    toBeAllclose(found, one.coefficients.flat(), { rtol: 1e-10 }); // statsmodels goes through the pseudoinverse
    for (const [name, expected] of Object.entries(one.scalars)) toBeAllclose([result[name as keyof Regression] as number], [expected], { rtol: 1e-12 });
    toBeAllclose([result.f!.statistic, ...result.f!.df, result.f!.pValue], one.f, { rtol: 1e-11 });
    toBeAllclose((await result.residuals.data()).slice(0, 5), one.residuals, { rtol: 1e-10 });
    const ahead = await result.predict(tensor(x.map((row) => row.map((value) => value + 1)), { dtype: "float64" }));
    toBeAllclose((await ahead.data()).slice(0, 5), one.predicted, { rtol: 1e-12 });
  });
});

describe("a regression", () => {
  const x = [1, 2, 3, 4, 6, 7];
  const y = [2.1, 3.9, 6.2, 7.8, 12.3, 13.8];

  it("of one feature needs no rows", async () => {
    const [plain, rows] = [await regression(x, y), await regression(x.map((value) => [value]), y)];
    expect(plain.coefficients).toEqual(rows.coefficients);
    expect(await (await plain.predict([10])).array()).toEqual([plain.coefficients[0]!.value + 10 * plain.coefficients[1]!.value]);
  });

  it("leaves rows with missing values out when asked", async () => {
    const whole = await regression(x, y);
    const holes = await regression([...x, NaN, 3], [...y, 1, NaN], { nulls: "omit" });
    expect([holes.n, holes.coefficients]).toEqual([6, whole.coefficients]);
  });

  it("fits residuals that are at right angles to every feature", async () => {
    const { fitted, residuals } = await regression(x, y);
    const [line, rest] = [await fitted.data(), await residuals.data()];
    toBeAllclose(line.map((value, i) => value + rest[i]!), y, { rtol: 1e-14 });
    toBeAllclose([x.reduce((sum, value, i) => sum + value * rest[i]!, 0)], [0], { atol: 1e-13 });
  });

  it("is a table to read", async () => {
    expect(String(await regression(x, y, { names: ["speed"] }))).toMatchInlineSnapshot(`
      "Linear regression of 6 rows, 4 degrees of freedom
      R² 0.99788, adjusted 0.99735, F(1, 4) = 1885.2, p = 0.0000016823
      residual std 0.23735, AIC 1.3359, BIC 0.9194, Durbin-Watson 3.5285, condition number 9.4301

                 coefficient  std error        t             p  95 % from       to
      intercept     0.057143     0.2006  0.28486       0.78989   -0.49981  0.61409
      speed           1.9894    0.04582   43.419  0.0000016823     1.8622   2.1167"
    `);
  });

  it("of features of very different sizes loses no digits", async () => {
    const { coefficients } = await regression(x.map((value, i) => [value * 1e-150, (i % 3) * 1e150]), y);
    const plain = await regression(x.map((value, i) => [value, i % 3]), y);
    toBeAllclose(coefficients.map(({ t }) => t), plain.coefficients.map(({ t }) => t), { rtol: 1e-12 });
  });
});

describe("refused:", () => {
  const rows = [[1, 2], [2, 4], [3, 6], [4, 8]];
  const y = [1, 3, 2, 5];
  const cases: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
    ["a feature that is a multiple of another", () => regression(rows, y), /^stats\.regression: column is a combination of others: x1 of x0$/],
    ["one that the intercept holds", () => regression([[1, 1], [0, 1], [3, 1], [1, 1]], y, { names: ["a", "one"] }), /column is a combination of others: one of intercept$/],
    ["shares that add up to one", () => regression([[0.25, 0.75], [0.5, 0.5], [0.125, 0.875], [1, 0]], y), /x1 of intercept, x0$/],
    ["zeros", () => regression([[1, 0], [2, 0], [4, 0], [3, 0]], y), /column is 0 everywhere: x1/],
    ["unequal lengths", () => regression(rows, [1, 2]), /lengths differ: 4 rows of x and 2 of y/],
    ["as few rows as coefficients", () => regression([1, 2], [3, 5]), /too few rows: 2 for 2 coefficients/],
    ["NaN", () => regression([1, 2, NaN, 4], y), /feature 0 is not finite in row 2: NaN/],
    ["an infinite y", () => regression([1, 2, 3, 5], [1, 2, -Infinity, 4]), /y is not finite in row 2: -Infinity/],
    ["too few names", () => regression(rows, y, { names: ["a"] }), /names are not as many as features: 1 and 2/],
    ["a level of 95", () => regression([1, 2, 4, 3], y, { level: 95 }), /level is not between 0 and 1: 95/],
    ["other features to predict", async () => (await regression([1, 2, 4, 3], y)).predict([[1, 2]]), /features are not as many as in the fit: 2 and 1/],
    ["strings", () => regression(["1"] as never, y), /not rows of numbers|is not a number/],
  ];
  it.each(cases)("%s", async (_, run, message) => {
    await expect(run()).rejects.toThrow(message);
  });
});
