/** The quality of data: measures, checks, suggestions, alerts, drift and reports. */
export { accuracy } from "./accuracy.ts";
export type { AggregateCheck, Check, CheckOptions, RowCheck, Severity } from "./checks/check.ts";
export { check, Checks, checks } from "./checks/checks.ts";
export type { CheckReport } from "./checks/report.ts";
export type { CheckResult, RunOptions, Witness } from "./checks/run.ts";
export { completeness } from "./completeness.ts";
export { consistency, type ConsistencyOptions } from "./consistency.ts";
export { entropy, mutualInformation } from "./entropy.ts";
export type { Data, Series } from "./input.ts";
export { overall, scores, type OverallOptions, type Scores, type Weights } from "./overall.ts";
export { distinctness, uniqueness, uniqueValueRatio } from "./uniqueness.ts";
export { validity, type ValidityRules } from "./validity.ts";
