/** What a reader of a profile should look at first. */
import type { ColumnProfile } from "./column-profile.ts";

export type AlertKind =
  | "empty" | "missing" | "placeholders" | "constant" | "unique" | "repeated" | "high-cardinality" | "imbalance" | "zeros" | "infinite" | "skewed" | "outliers"
  | "numbers-as-text" | "dates-as-text" | "mixed-types" | "future-dates" | "epoch-dates" | "blank" | "whitespace" | "spellings" | "correlated" | "duplicate-rows";

export interface Alert {
  readonly kind: AlertKind;
  /** "error": hardly usable as it is; "warning": look before using it; "info": good to know. */
  readonly severity: "error" | "warning" | "info";
  /** None for what concerns the rows. */
  readonly columns: readonly string[];
  /** The number that gave rise to it: a share, a count, a coefficient. */
  readonly measured: number;
  /** One sentence. */
  readonly text: string;
}

/** A share for people, in percent: never 0 or 100 for what is neither. The space does not break. */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return "less than 0.1\u00a0%";
  if (share < 1 && share > 0.999) return "more than 99.9\u00a0%";
  return `${Math.round(share * 1000) / 10}\u00a0%`;
}

/** A name in a sentence. */
export const quoted = (name: string | number | boolean): string => JSON.stringify(name);

/** What is known of a column: finds something worth an alert, or nothing. */
export type ColumnRule = (column: ColumnProfile) => Alert | undefined;

/** An alert about a column; its name begins the sentence. */
export function alert(kind: AlertKind, severity: Alert["severity"], { name }: ColumnProfile, measured: number, says: string): Alert {
  return { kind, severity, columns: [name], measured, text: `${quoted(name)} ${says}.` };
}

/** `1 row`, `2 rows`. */
export const rowsText = (count: number): string => `${count} ${count === 1 ? "row" : "rows"}`;
