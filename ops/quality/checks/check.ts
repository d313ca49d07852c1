/** What can be asked of data: plain objects, which JSON keeps, but for `satisfies`, which holds a function. */
import type { ColumnType } from "../../table/column.ts";
import type { RowObject } from "../../table/table.ts";
import type { PlainValue, Range } from "../predicates.ts";

export type Severity = "error" | "warning";

export interface CheckOptions {
  /** The share of the rows that must pass, from 0 to 1. Default: 1. */
  readonly mostly?: number;
  /** Whether a failure makes the whole run fail, or is only told. Default: error. */
  readonly severity?: Severity;
  /** What the check is called in results. Default: its call as text. */
  readonly name?: string;
}

/** Asked of every row whose value is not missing (`isComplete`: of every row): `mostly` of them must pass. */
export type RowCheck = CheckOptions &
  (
    | { readonly check: "isComplete"; readonly column: string }
    /** The values, or the rows of several columns, occur once. */
    | { readonly check: "isUnique"; readonly columns: readonly string[] }
    | ({ readonly check: "hasRange"; readonly column: string } & Range)
    | { readonly check: "isNonNegative"; readonly column: string }
    | { readonly check: "isIn"; readonly column: string; readonly set: readonly PlainValue[] }
    | { readonly check: "matches"; readonly column: string; readonly pattern: string; readonly flags?: string }
    | { readonly check: "hasType"; readonly column: string; readonly type: ColumnType }
    /** No value is less than the one before it; none is equal to it when `strictly`. */
    | { readonly check: "isIncreasing"; readonly column: string; readonly strictly?: boolean }
    /** Every value occurs in another column of the table. */
    | { readonly check: "references"; readonly column: string; readonly to: string }
    /** A function that is true for a good row. */
    | { readonly check: "satisfies"; readonly predicate: (row: RowObject, index: number) => boolean }
  );

/** Asked of a number that sums the data up: it must lie from `min` to `max`. */
export type AggregateCheck = Omit<CheckOptions, "mostly"> & { readonly min?: number; readonly max?: number } & (
    | { readonly check: "hasSize" }
    | { readonly check: "hasMean" | "hasStd" | "hasDistinctness" | "hasEntropy"; readonly column: string }
    | { readonly check: "hasQuantile"; readonly column: string; readonly q: number }
  );

export type Check = RowCheck | AggregateCheck;

const aggregates = ["hasSize", "hasMean", "hasStd", "hasDistinctness", "hasEntropy", "hasQuantile"];

export const isAggregate = (check: Check): check is AggregateCheck => aggregates.includes(check.check);

/** The names of the columns that a check looks at. */
export function columnsOf(check: Check): readonly string[] {
  if ("columns" in check) return check.columns;
  if (!("column" in check)) return [];
  return "to" in check ? [check.column, check.to] : [check.column];
}

/** What a check can't do without, in the order of the arguments of its method. */
export const leading: Record<Check["check"], readonly string[]> = {
  isComplete: ["column"], isUnique: ["columns"], hasRange: ["column"], isNonNegative: ["column"], isIn: ["column", "set"], matches: ["column", "pattern"],
  hasType: ["column", "type"], isIncreasing: ["column"], references: ["column", "to"], satisfies: ["predicate", "name"], hasSize: [], hasMean: ["column"],
  hasStd: ["column"], hasQuantile: ["column", "q"], hasDistinctness: ["column"], hasEntropy: ["column"],
};

const quiet = new Set(["check", "name", "severity", "flags"]);

/** The name of a check, or the call that adds it: `hasRange("age", { min: 0 })`. */
export function nameOf(check: Check): string {
  if (check.name !== undefined) return check.name;
  const given = Object.entries(check).filter(([key, value]) => !quiet.has(key) && value !== undefined);
  const first = leading[check.check];
  const args = first.map((key) => argumentText(check, key));
  const rest = given.filter(([key]) => !first.includes(key)).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  if (rest.length > 0) args.push(`{ ${rest.join(", ")} }`);
  return `${check.check}(${args.join(", ")})`;
}

function argumentText(check: Check, key: string): string {
  if (key === "pattern" && check.check === "matches") return `/${check.pattern}/${check.flags ?? ""}`;
  if (key === "columns" && check.check === "isUnique" && check.columns.length === 1) return JSON.stringify(check.columns[0]);
  return JSON.stringify((check as unknown as Record<string, unknown>)[key]);
}
