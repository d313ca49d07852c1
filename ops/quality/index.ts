/** The quality of data: measures, checks, suggestions, alerts, drift and reports. */
import "../methods.ts"; // for the tensors that come from here

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
export type { Alert, AlertKind } from "./profile/alert.ts";
export type { ColumnProfile, NumberProfile, TextProfile } from "./profile/column-profile.ts";
export type { ProfileOptions, TableProfile } from "./profile/table-profile.ts";
export { QualityReport, report, type ReportOptions, type SavedReport } from "./report/report.ts";
export { suggest, type Suggestion } from "./suggest.ts";
export type { ColumnDrift, DriftThresholds, Verdict } from "./drift/column-drift.ts";
export { Drift, drift } from "./drift/drift.ts";
export type { StreamedColumn } from "./stream/column-state.ts";
export { Profile, type SavedProfile } from "./stream/profile.ts";
