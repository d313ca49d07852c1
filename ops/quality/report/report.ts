/** The report on a table: what its profile, its alerts and its checks say, as data, as text and as a page. */
import { scope } from "../../scope.ts";
import { Checks } from "../checks/checks.ts";
import type { Check } from "../checks/check.ts";
import type { CheckReport } from "../checks/report.ts";
import type { Data } from "../input.ts";
import type { Scores } from "../overall.ts";
import type { Alert } from "../profile/alert.ts";
import { alertsOf } from "../profile/alerts.ts";
import type { ColumnProfile } from "../profile/column-profile.ts";
import type { CorrelatedPair } from "../profile/correlated.ts";
import { profileTable, type ProfileOptions, type TableProfile } from "../profile/table-profile.ts";
import { suggestionsFor, type Suggestion } from "../suggest.ts";
import { reportHtml } from "./html.ts";
import { reportText } from "./text.ts";

export interface ReportOptions extends ProfileOptions {
  /** Checks to run; their results stand in the report. Default: none. */
  readonly checks?: Checks | readonly Check[];
}

/** What a report says, as JSON keeps it. */
export interface SavedReport extends TableProfile {
  readonly alerts: readonly Alert[];
  readonly suggestions: readonly Suggestion[];
  readonly checks?: ReturnType<CheckReport["toJSON"]>;
}

/** Shown by a notebook as a page; `String(report)` is a summary, `JSON.stringify(report)` all of it. */
export class QualityReport {
  readonly rows: number;
  /** A profile of each column, in their order. */
  readonly columns: readonly ColumnProfile[];
  /** The means of the columns' scores. */
  readonly scores: Scores;
  /** Rows that are equal to an earlier one; null for a single column, and for more than 500,000 rows, where nobody looks. */
  readonly duplicates: number | null;
  readonly correlated: readonly CorrelatedPair[];
  /** What to look at first, the gravest at the head. */
  readonly alerts: readonly Alert[];
  /** Constraints that the data keeps. */
  readonly suggestions: readonly Suggestion[];
  readonly checks: CheckReport | undefined;

  constructor({ rows, columns, scores, duplicates, correlated }: TableProfile, suggestions: readonly Suggestion[], checks?: CheckReport) {
    this.rows = rows;
    this.columns = columns;
    this.scores = scores;
    this.duplicates = duplicates;
    this.correlated = correlated;
    this.alerts = alertsOf({ rows, columns, scores, duplicates, correlated });
    this.suggestions = suggestions;
    this.checks = checks;
  }

  /** For `JSON.stringify`: the same text for the same data. What is NaN becomes null. */
  toJSON(): SavedReport {
    const { rows, columns, scores, duplicates, correlated, alerts, suggestions, checks } = this;
    return { rows, columns, scores, duplicates, correlated, alerts, suggestions, ...(checks && { checks: checks.toJSON() }) };
  }

  toString(): string {
    return reportText(this);
  }

  /** How notebooks show it: HTML that stands alone, and text. */
  [Symbol.for("Jupyter.display")](): Record<"text/html" | "text/plain", string> {
    return { "text/html": reportHtml(this), "text/plain": reportText(this) };
  }
}

/**
 * Looks at every column of the data: what is missing, how values repeat and are distributed, scores, alerts, suggestions and, when asked for, checks.
 * Numbers are summed up exactly; correlations are those of 10,000 rows evenly spread. Throws as `table` does for what is no table.
 */
export function report(data: Data, { checks, ...options }: ReportOptions = {}): Promise<QualityReport> {
  return scope(async () => {
    const { table, profile } = await profileTable(data, options);
    const results = checks && (await (checks instanceof Checks ? checks : new Checks(checks)).run(table));
    return new QualityReport(profile, profile.columns.flatMap((column) => suggestionsFor(column, table)), results);
  });
}
