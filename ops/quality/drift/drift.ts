/** Drift: whether data of today still looks like the data that somebody checked, trained on, or trusts. */
import { ValidationError } from "../../errors.ts";
import type { Column } from "../../table/column.ts";
import type { Table } from "../../table/table.ts";
import { tableOf, type Data } from "../input.ts";
import { columnDrift, type ColumnDrift, type DriftThresholds, type Verdict } from "./column-drift.ts";

export interface Drift {
  /** The gravest verdict on a column; "drifted" when columns came, went, or changed their type. */
  readonly verdict: Verdict;
  /** The columns that both have, the most changed first. */
  readonly columns: readonly ColumnDrift[];
  /** Columns that only the current data, or only the reference, has; and those that became numbers or ceased to be. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly retyped: readonly string[];
  /** A line for each. */
  readonly text: string;
}

const usual: DriftThresholds = { moderate: 0.1, drifted: 0.25, alpha: 0.05 };

/**
 * Compares current data with reference data, column by column, by the values that are not missing. Numbers and dates: the Kolmogorov-Smirnov test, the
 * population stability index and the Jensen-Shannon distance over the reference's deciles, and Wasserstein's distance. Strings and booleans: the index,
 * the distance and the χ² test over their values.
 *
 * A column is "moderate" from an index of 0.1 on and "drifted" from 0.25 on, as credit scoring has it, provided that the test's p-value is at most
 * `alpha`; or when the share that is missing changed by as much. Throws `ValidationError` for columns without a value, and when no column is in both.
 */
export async function drift(reference: Data, current: Data, thresholds: Partial<DriftThresholds> = {}): Promise<Drift> {
  const op = "quality.drift";
  const [before, now] = [await tableOf(op, reference), await tableOf(op, current)];
  const shared = before.columnNames().filter((name) => now.columnNames().includes(name));
  if (shared.length === 0) throw new ValidationError(op, `no column is in both: ${before.columnNames().join(", ")} and ${now.columnNames().join(", ")}`);
  const [added, removed] = [missingFrom(before, now), missingFrom(now, before)];
  const retyped = shared.filter((name) => kindOf(before.column(name)) !== kindOf(now.column(name)));
  const compared = shared.filter((name) => !retyped.includes(name));
  const limits = { ...usual, ...thresholds };
  const columns = compared.map((name) => columnDrift(op, before.column(name), now.column(name), limits)).toSorted((a, b) => rank(b.verdict) - rank(a.verdict) || b.psi - a.psi);
  const isOther = added.length + removed.length + retyped.length > 0;
  const verdict = isOther ? "drifted" : columns[0]!.verdict;
  const lines = [lineOf("new columns", added), lineOf("columns that are gone", removed), lineOf("columns of another type", retyped), ...columns.map(({ text }) => text)];
  return { verdict, columns, added, removed, retyped, text: lines.filter((line) => line !== "").join("\n") };
}

const rank = (verdict: Verdict): number => ["stable", "moderate", "drifted"].indexOf(verdict);

const missingFrom = (table: Table, other: Table): string[] => other.columnNames().filter((name) => !table.columnNames().includes(name));

/** Whole numbers and others are compared alike. */
const kindOf = ({ type }: Column): string => (type === "integer" ? "number" : type);

const lineOf = (what: string, names: readonly string[]): string => (names.length === 0 ? "" : `${what}: ${names.join(", ")}`);
