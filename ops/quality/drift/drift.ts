/** Drift: whether data of today still looks like the data that somebody checked, trained on, or trusts. */
import { ValidationError } from "../../errors.ts";
import type { Column } from "../../table/column.ts";
import type { Table } from "../../table/table.ts";
import { tableOf, type Data } from "../input.ts";
import { columnDrift, type ColumnDrift, type DriftThresholds, type Verdict } from "./column-drift.ts";
import { driftHtml } from "./html.ts";

/** Shown by a notebook as a table; `String(drift)` is its text. */
export class Drift {
  /** The gravest verdict on a column; "drifted" when columns came, went, changed their type or have no value. */
  readonly verdict: Verdict;
  /** The columns that both have, the most changed first. */
  readonly columns: readonly ColumnDrift[];
  /** Columns that only the current data, or only the reference, has; and those that became numbers or ceased to be. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly retyped: readonly string[];
  /** Columns that have no value in one of the two: nothing to compare. */
  readonly empty: readonly string[];

  constructor(columns: readonly ColumnDrift[], { added, removed, retyped, empty }: Pick<Drift, "added" | "removed" | "retyped" | "empty">) {
    const isOther = added.length + removed.length + retyped.length + empty.length > 0;
    this.verdict = isOther ? "drifted" : columns[0]!.verdict;
    this.columns = columns;
    this.empty = empty;
    this.added = added;
    this.removed = removed;
    this.retyped = retyped;
  }

  /** The columns that could not be compared, by the reason. */
  changes(): { what: string; names: readonly string[] }[] {
    const { added, removed, retyped, empty } = this;
    const all = [["new columns", added], ["columns that are gone", removed], ["columns of another type", retyped], ["columns without a value in one of the two", empty]] as const;
    return all.filter(([, names]) => names.length > 0).map(([what, names]) => ({ what, names }));
  }

  /** A line for each column. */
  toString(): string {
    return [...this.changes().map(({ what, names }) => `${what}: ${names.join(", ")}`), ...this.columns.map(({ text }) => text)].join("\n");
  }

  /** How notebooks show it. */
  [Symbol.for("Jupyter.display")](): Record<"text/html" | "text/plain", string> {
    return { "text/html": driftHtml(this), "text/plain": String(this) };
  }
}

const usual: DriftThresholds = { moderate: 0.1, drifted: 0.25, alpha: 0.05 };

/**
 * Compares current data with reference data, column by column, by the values that are not missing. Numbers and dates: the Kolmogorov-Smirnov test, the
 * population stability index and the Jensen-Shannon distance over the reference's deciles, and Wasserstein's distance. Strings and booleans: the index,
 * the distance and the χ² test over their values.
 *
 * A column is "moderate" from an index of 0.1 on and "drifted" from 0.25 on, as credit scoring has it, provided that the test's p-value is at most
 * `alpha`; or when the share that is missing changed by as much. Throws `ValidationError` for data without rows, and when no column is in both.
 */
export async function drift(reference: Data, current: Data, thresholds: Partial<DriftThresholds> = {}): Promise<Drift> {
  const op = "quality.drift";
  const limits = { ...usual, ...thresholds };
  for (const [name, limit] of Object.entries(limits)) if (typeof limit !== "number" || !(limit >= 0)) throw new ValidationError(op, `${name} is not a number from 0 on: ${String(limit)}`);
  const [before, now] = [await tableOf(op, reference), await tableOf(op, current)];
  for (const [name, table] of [["reference", before], ["current", now]] as const) if (table.numRows() === 0) throw new ValidationError(op, `the ${name} data has no rows: ${table.numRows()}`);
  const shared = before.columnNames().filter((name) => now.columnNames().includes(name));
  if (shared.length === 0) throw new ValidationError(op, `no column is in both: ${before.columnNames().join(", ")} and ${now.columnNames().join(", ")}`);
  const empty = shared.filter((name) => isEmpty(before.column(name)) || isEmpty(now.column(name)));
  const retyped = shared.filter((name) => !empty.includes(name) && kindOf(before.column(name)) !== kindOf(now.column(name)));
  const compared = shared.filter((name) => !empty.includes(name) && !retyped.includes(name));
  const drifts = await Promise.all(compared.map((name) => columnDrift(op, before.column(name), now.column(name), limits)));
  const columns = drifts.toSorted((a, b) => rank(b.verdict) - rank(a.verdict) || b.psi - a.psi);
  return new Drift(columns, { added: missingFrom(before, now), removed: missingFrom(now, before), retyped, empty });
}

const isEmpty = ({ length, nullCount }: Column): boolean => length === nullCount;

const rank = (verdict: Verdict): number => ["stable", "moderate", "drifted"].indexOf(verdict);

const missingFrom = (table: Table, other: Table): string[] => other.columnNames().filter((name) => !table.columnNames().includes(name));

/** Whole numbers and others are compared alike. */
const kindOf = ({ type }: Column): string => (type === "integer" ? "number" : type);
