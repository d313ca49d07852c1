import { describe, expect, it } from "vitest";
import { toBeAllclose } from "../../allclose.ts";
import { tensor } from "../../creation.ts";
import type { Sample } from "../../sample.ts";
import fixture from "../fixtures/tests.json" with { type: "json" };
import type { TestResult } from "../test-result.ts";
import { anova } from "./anova.ts";
import { chiSquare, chiSquareIndependence } from "./chi-square.ts";
import { fisherExact } from "./fisher-exact.ts";
import { jarqueBera } from "./jarque-bera.ts";
import { kolmogorovSmirnov, kolmogorovSmirnovTwoSample } from "./kolmogorov-smirnov.ts";
import { kruskalWallis } from "./kruskal-wallis.ts";
import { levene } from "./levene.ts";
import { mannWhitney } from "./mann-whitney.ts";
import { shapiroWilk } from "./shapiro-wilk.ts";
import { tTest, tTestOneSample, tTestPaired, welchTest } from "./t-test.ts";
import { wilcoxon } from "./wilcoxon.ts";

interface Case {
  readonly function: string;
  readonly args: readonly (string | number | readonly string[])[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly table?: number[][];
  readonly expected: Readonly<Record<string, number | null>>;
}

const functions: Record<string, (...args: never[]) => Promise<TestResult>> = {
  anova, chiSquare, chiSquareIndependence, fisherExact, jarqueBera, kolmogorovSmirnov, kolmogorovSmirnovTwoSample, kruskalWallis, levene, mannWhitney, shapiroWilk,
  tTest, tTestOneSample, tTestPaired, welchTest,
  wilcoxon: (x: Sample, ...rest: unknown[]) => (rest.length === 1 ? wilcoxon(x, undefined, rest[0] as object) : wilcoxon(x, rest[0] as Sample, rest[1] as object)),
};

const samples: Record<string, number[]> = fixture.samples;
const valueOf = (arg: string | number | readonly string[]): unknown => {
  if (typeof arg === "string") return samples[arg] ?? arg;
  return Array.isArray(arg) ? arg.map((name) => samples[name]) : arg;
};

/** Relative. Other tests agree to what the two distribution functions differ by. */
const tolerances: Record<string, { readonly statistic: number; readonly pValue: number }> = {
  // SciPy takes normal scores from a formula of nine digits
  shapiroWilk: { statistic: 1e-8, pValue: 1e-6 },
  // powers of rounded data: the sums differ in the last digits, and p = exp(-JB / 2) has them JB / 2 times
  jarqueBera: { statistic: 1e-12, pValue: 1e-11 },
};

describe("hypothesis tests agree with SciPy", () => {
  it.each((fixture.cases as unknown as Case[]).map((one, i) => [`${i}: ${one.function} ${JSON.stringify(one.args)} ${JSON.stringify(one.options)}`, one] as const))("%s", async (_, one) => {
    const args = one.table ? [one.table] : one.args.map(valueOf);
    const result = await functions[one.function]!(...([...args, one.options] as never[]));
    const { statistic, pValue } = tolerances[one.function] ?? { statistic: 1e-12, pValue: 2e-12 };
    const { expected } = one;
    if (expected.statistic !== null) toBeAllclose([result.statistic], [expected.statistic!], { rtol: statistic, atol: 1e-15 });
    toBeAllclose([result.pValue], [expected.pValue!], { rtol: pValue });
    if (expected.df !== undefined) toBeAllclose([result.df as number], [expected.df!], { rtol: 1e-12 });
    if (expected.effect !== undefined) toBeAllclose([result.effect!.value], [expected.effect!], { rtol: 1e-12 });
    if (expected.low !== undefined) toBeAllclose([result.interval!.low, result.interval!.high], [expected.low ?? -Infinity, expected.high ?? Infinity], { rtol: 1e-12 });
  });

  it("whatever holds the numbers", async () => {
    const { a, b } = samples as { a: number[]; b: number[] };
    const plain = await welchTest(a, b);
    expect(await welchTest(Float64Array.from(a), tensor(b, { dtype: "float64" }))).toEqual(plain);
    expect(await welchTest([NaN, ...a], b, { nulls: "omit" })).toEqual(plain);
  });
});

describe("a result", () => {
  it("is told in a sentence", async () => {
    const { text } = await welchTest([1, 2, 3, 4], [3, 4, 5, 7]);
    expect(text).toMatchInlineSnapshot(`"Welch's t-test: t(5.585) = -2.102, p = 0.0837, Cohen's d = -1.486, 95 % interval of the difference of means -4.917 to 0.4172, n = 4, 4"`);
  });
});

describe("refused, by name and row:", () => {
  const [a, b] = [[1, 2, 4], [2, 3, 9]];
  const cases: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
    ["NaN", () => tTest([1, NaN, 3], b), /^stats\.tTest: x is not finite in row 1: NaN$/],
    ["an infinity", () => welchTest(a, [1, 2, Infinity]), /^stats\.welchTest: y is not finite in row 2: Infinity$/],
    ["NaN among ranks", () => mannWhitney([NaN, 1], b), /^stats\.mannWhitney: x is not a number in row 0: NaN$/],
    ["strings", () => tTestOneSample(["1", "2"] as never), /element 0 is not a number: "1"/],
    ["nothing", () => mannWhitney([], b), /too few observations in x: 0, at least 1/],
    ["one value", () => tTestOneSample([1]), /too few observations in x: 1, at least 2/],
    ["equal values", () => tTestOneSample([3, 3, 3]), /all values of x are equal/],
    ["equal differences", () => tTestPaired([1, 2, 3], [2, 3, 4]), /all values of the differences are equal/],
    ["unequal lengths", () => tTestPaired([1, 2, 3], [2, 3]), /lengths differ: 3 and 2/],
    ["a wrong alternative", () => tTest(a, b, { alternative: "more" as never }), /unknown alternative: more/],
    ["a level of 1", () => tTest(a, b, { level: 1 }), /level is not between 0 and 1: 1/],
    ["a wrong way with nulls", () => tTest(a, b, { nulls: "drop" as never }), /unknown way with nulls: drop/],
    ["no finite mean", () => tTestOneSample(a, NaN), /mean is not a finite number: NaN/],
    ["equal values everywhere", () => mannWhitney([1, 1], [1, 1]), /all values are equal: 1/],
    ["no difference", () => wilcoxon(a, a), /all differences are 0: 3/],
    ["one group", () => anova([a]), /not two groups or more: 1/],
    ["an empty group", () => anova([a, []]), /too few observations in group 1: 0/],
    ["groups without spread", () => anova([[1, 1], [2, 2]]), /no group has a spread/],
    ["groups of one", () => anova([[1], [2]]), /no group has a spread: 2 values in 2 groups/],
    ["equal ranks", () => kruskalWallis([[1, 1], [1]]), /all values are equal: 1/],
    ["a wrong center", () => levene([a, b], { center: "mode" as never }), /unknown center: mode/],
    ["two values of three", () => shapiroWilk([1, 2]), /too few observations in x: 2, at least 3/],
    ["too many values", () => shapiroWilk(new Float64Array(5001)), /too many observations: 5001, at most 5000/],
    ["a constant", () => shapiroWilk([2, 2, 2, 2]), /all values are equal: 2/],
    ["an unknown distribution", () => kolmogorovSmirnov(a, "cauchy" as never), /unknown distribution: "cauchy"/],
    ["no distribution function", () => kolmogorovSmirnov(a, (x) => x), /not between 0 and 1 at 2: 2/],
    ["a negative count", () => chiSquare([3, -1]), /count 1 is negative: -1/],
    ["another sum", () => chiSquare([3, 4], { expected: [3, 5] }), /sums differ: 7 observed and 8 expected/],
    ["other counts", () => chiSquare([3, 4], { expected: [7] }), /lengths differ: 2 observed and 1 expected/],
    ["no degree of freedom", () => chiSquare([3, 4], { ddof: 1 }), /no degree of freedom is left: 0/],
    ["an empty row", () => chiSquareIndependence([[1, 2], [0, 0]]), /row 1 has no counts/],
    ["a single row", () => chiSquareIndependence([[1, 2]]), /1 x 2/],
    ["half counts", () => fisherExact([[1.5, 2], [3, 4]]), /count 0 is not whole: 1.5/],
    ["a greater table", () => fisherExact([[1, 2, 3], [3, 4, 5]]), /not a table of two rows and two columns: 2 x 3/],
  ];
  it.each(cases)("%s", async (_, run, message) => {
    await expect(run()).rejects.toThrow(message);
  });
});

describe("laws", () => {
  const { a, b } = samples as { a: number[]; b: number[] };

  it("exchanging the samples turns the sides around", async () => {
    for (const test of [tTest, welchTest, mannWhitney, kolmogorovSmirnovTwoSample]) {
      toBeAllclose([(await test(a, b, { alternative: "less" })).pValue], [(await test(b, a, { alternative: "greater" })).pValue], { rtol: 1e-12 });
    }
  });

  it("with two groups F is t squared", async () => {
    const [f, t] = [await anova([a, b]), await tTest(a, b)];
    toBeAllclose([f.statistic, f.pValue], [t.statistic ** 2, t.pValue], { rtol: 1e-12 });
  });

  it("exact and limiting tails of two samples meet", async () => {
    const big = Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i));
    const other = Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i * 1.7) + 0.001);
    const [exact, limit] = [await kolmogorovSmirnovTwoSample(big, other), await kolmogorovSmirnovTwoSample(Float64Array.from([...big, 3]), other)];
    toBeAllclose([limit.pValue], [exact.pValue], { rtol: 0.02 });
  });
});
