/**
 * Constraints that data seems to keep, proposed by the rules of Deequ (Schelter et al., 2018): to be read by somebody who knows the data, then run on
 * the data that comes next.
 */
import { scope } from "../scope.ts";
import type { Table } from "../table/table.ts";
import { nameOf, type Check } from "./checks/check.ts";
import { countsOf, textsOf } from "./frequencies.ts";
import type { Data } from "./input.ts";
import type { ColumnProfile } from "./profile/column-profile.ts";
import { profileTable } from "./profile/table-profile.ts";
import type { TextType } from "./text-type.ts";

export interface Suggestion {
  readonly column: string;
  /** For `quality.checks`. */
  readonly check: Check;
  /** What in the data speaks for it. */
  readonly reason: string;
  /** The call that adds it: `.isComplete("title")`. */
  readonly code: string;
}

type Found = { readonly check: Check; readonly reason: string };
type Rule = (column: ColumnProfile, table: Table) => Found | undefined;

/** Constraints that the data keeps, column by column. Rows from 1 on are enough, but say little. */
export function suggest(data: Data): Promise<Suggestion[]> {
  return scope(async () => {
    const { table, profile } = await profileTable(data);
    return profile.columns.flatMap((column) => suggestionsFor(column, table));
  });
}

export function suggestionsFor(column: ColumnProfile, table: Table): Suggestion[] {
  if (column.rows === column.missing) return [];
  const found = rules.map((rule) => rule(column, table)).filter((one) => one !== undefined);
  return found.map((one) => ({ column: column.name, ...one, code: `.${nameOf(one.check)}` }));
}

const complete: Rule = ({ name, missing, rows }) => {
  if (missing > 0) return undefined;
  return { check: { check: "isComplete", column: name }, reason: `no value of ${rows} is missing` };
};

/** Deequ's bounds: a completeness above 0.2 is worth keeping. */
const retainCompleteness: Rule = ({ name, missing, rows, completeness }) => {
  const mostly = lowerBound(completeness, rows);
  if (missing === 0 || completeness <= 0.2 || mostly <= 0) return undefined;
  return { check: { check: "isComplete", column: name, mostly }, reason: `${missing} of ${rows} values are missing; the 95 % interval of the completeness begins at ${mostly}` };
};

/** The lower end of the 95 % interval of a fraction (normal approximation), rounded down to hundredths. */
function lowerBound(fraction: number, n: number): number {
  return Math.max(0, Math.floor((fraction - 1.96 * Math.sqrt((fraction * (1 - fraction)) / n)) * 100) / 100);
}

/** Strings that all read as numbers, booleans or dates. */
const retainType: Rule = ({ name, rows, missing, texts }) => {
  if (texts === undefined) return undefined;
  const { integer, number, boolean, date } = texts.types;
  const candidates: readonly [Exclude<TextType, "string">, number][] = [["integer", integer], ["number", integer + number], ["boolean", boolean], ["date", date]];
  const fitting = candidates.find(([, count]) => count === rows - missing);
  return fitting && { check: { check: "hasType", column: name, type: fitting[0] }, reason: `all ${rows - missing} strings read as ${fitting[0]}` };
};

/** Few values, of which at most a tenth occurs once. */
const categories: Rule = (column, table) => {
  if (!isCategory(column, 0.1)) return undefined;
  const set = [...countsOf(textsOf(table.column(column.name))).keys()].toSorted();
  return { check: { check: "isIn", column: column.name, set }, reason: `${column.rows - column.missing} values are ${set.length} categories` };
};

/** The most frequent values make up 90 %, where up to 40 % occur once. */
const mostCategories: Rule = (column, table) => {
  if (isCategory(column, 0.1) || !isCategory(column, 0.4)) return undefined;
  const present = column.rows - column.missing;
  const set: string[] = [];
  let covered = 0;
  for (const [text, count] of [...countsOf(textsOf(table.column(column.name)))].toSorted(([, a], [, b]) => b - a)) {
    if (covered >= 0.9 * present) break;
    set.push(text);
    covered += count;
  }
  if (set.length > mostCategoriesListed) return undefined;
  const mostly = lowerBound(covered / present, present);
  return { check: { check: "isIn", column: column.name, set, mostly }, reason: `${set.length} of ${column.distinct} categories make up ${covered} of ${present} values` };
};

/** More are no list that somebody would read. */
const mostCategoriesListed = 100;

const isCategory = ({ type, uniqueValueRatio, distinct }: ColumnProfile, most: number): boolean => type === "string" && uniqueValueRatio <= most && distinct <= mostCategoriesListed;

const nonNegative: Rule = ({ name, type, numbers, rows, missing }) => {
  if (numbers === undefined || type === "date" || numbers.negative > 0) return undefined;
  return { check: { check: "isNonNegative", column: name }, reason: `none of ${rows - missing} values is negative; the least is ${numbers.min}` };
};

const unique: Rule = ({ name, type, rows, missing, uniqueness }) => {
  if (uniqueness < 1 || rows < 2 || type === "boolean") return undefined;
  return { check: { check: "isUnique", columns: [name] }, reason: `all ${rows - missing} values differ` };
};

const rules: readonly Rule[] = [complete, retainCompleteness, retainType, categories, mostCategories, nonNegative, unique];
