/** Statistics: what a sample, a table's column or a tensor says in a few numbers, and how sure that is. */
export { autocorrelation } from "./autocorrelation.ts";
export type { NullOptions, NullPolicy } from "./nulls.ts";
export * from "./summary.ts";
export { cohensD, hedgesG, type EffectOptions } from "./effect-size.ts";
export type { ObservationOptions, TestOptions } from "./observations.ts";
export type { Alternative, ConfidenceInterval, EffectSize, TestResult } from "./test-result.ts";
export { anova, type AnovaResult } from "./tests/anova.ts";
export { chiSquare, chiSquareIndependence, type GoodnessOptions, type IndependenceOptions, type IndependenceResult } from "./tests/chi-square.ts";
export { fisherExact } from "./tests/fisher-exact.ts";
export { jarqueBera } from "./tests/jarque-bera.ts";
export { kolmogorovSmirnov, kolmogorovSmirnovTwoSample, type Distribution } from "./tests/kolmogorov-smirnov.ts";
export { kruskalWallis } from "./tests/kruskal-wallis.ts";
export { levene, type LeveneOptions } from "./tests/levene.ts";
export { mannWhitney } from "./tests/mann-whitney.ts";
export { shapiroWilk } from "./tests/shapiro-wilk.ts";
export { tTest, tTestOneSample, tTestPaired, welchTest } from "./tests/t-test.ts";
export { wilcoxon } from "./tests/wilcoxon.ts";
