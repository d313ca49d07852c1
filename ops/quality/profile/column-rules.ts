/** Alerts about single columns. Each rule looks at a profile and finds something, or nothing. */
import { alert, percent, quoted, rowsText, type ColumnRule } from "./alert.ts";
import type { ColumnProfile } from "./column-profile.ts";
import { textRules } from "./text-rules.ts";

const present = ({ rows, missing }: ColumnProfile): number => rows - missing;

/** More than half is an error, more than 5 % a warning. */
const missing: ColumnRule = (column) => {
  if (column.missing === 0) return undefined;
  const lost = 1 - column.completeness;
  if (lost === 1) return alert("missing", "error", column, 1, `has no value in any of ${rowsText(column.rows)}`);
  return alert("missing", lost > 0.5 ? "error" : lost > 0.05 ? "warning" : "info", column, lost, `lacks ${column.missing} of ${column.rows} values (${percent(lost)})`);
};

const constant: ColumnRule = (column) => {
  if (column.distinct !== 1 || present(column) < 2) return undefined;
  return alert("constant", "warning", column, 1, `holds one value only, ${quoted(column.top[0]!.value)}`);
};

/** Every row has its own value: a name or a key, which no statistic is about. Numbers with decimals mostly are so. */
const unique: ColumnRule = (column) => {
  const isKey = (column.type === "string" || column.type === "integer") && column.rows >= 10 && column.distinct === column.rows;
  return isKey ? alert("unique", "info", column, 1, "has another value in every row, as a key has") : undefined;
};

/** Nearly all values of a key-like column differ: those that don't may be entered twice. */
const repeated: ColumnRule = (column) => {
  if (column.type !== "string" || column.rows < 20 || column.distinctness < 0.95 || column.distinctness === 1) return undefined;
  const again = present(column) - column.distinct;
  return alert("repeated", "warning", column, again, `repeats ${again} values although nearly all differ, such as ${quoted(column.top[0]!.value)}`);
};

const highCardinality: ColumnRule = (column) => {
  const isHigh = column.type === "string" && column.distinct > 50 && column.distinctness < 0.95;
  return isHigh ? alert("high-cardinality", "info", column, column.distinct, `has ${column.distinct} different values: many for a category`) : undefined;
};

/** 1 - entropy / ln(distinct) above 0.5, of 2 to 50 different values. */
const imbalance: ColumnRule = (column) => {
  if ((column.type !== "string" && column.type !== "boolean") || column.distinct < 2 || column.distinct > 50) return undefined;
  const lopsided = 1 - column.entropy / Math.log(column.distinct);
  if (lopsided <= 0.5) return undefined;
  const { value, count } = column.top[0]!;
  return alert("imbalance", "warning", column, lopsided, `is ${quoted(value)} in ${percent(count / present(column))} of its values`);
};

const zeros: ColumnRule = (column) => {
  const part = (column.numbers?.zeros ?? 0) / present(column);
  return column.type !== "date" && part > 0.5 && column.distinct > 1 ? alert("zeros", "warning", column, part, `is 0 in ${percent(part)} of its values`) : undefined;
};

const infinite: ColumnRule = (column) => {
  const count = column.numbers?.infinite ?? 0;
  return count > 0 ? alert("infinite", "error", column, count, `is infinite in ${rowsText(count)}`) : undefined;
};

/** A skewness beyond 2 either way. */
const skewed: ColumnRule = (column) => {
  const skewness = column.numbers?.skewness ?? NaN;
  if (!(Math.abs(skewness) > 2) || column.type === "date") return undefined;
  return alert("skewed", "info", column, skewness, `has a long tail of ${skewness > 0 ? "great" : "small"} values: its skewness is ${skewness.toFixed(1)}`);
};

/** More than 5 % beyond Tukey's fences: a normal distribution has 0.7 %. */
const outliers: ColumnRule = (column) => {
  const count = column.numbers?.outliers ?? 0;
  const part = count / present(column);
  return part > 0.05 ? alert("outliers", "info", column, part, `has ${count} values (${percent(part)}) far from the others`) : undefined;
};

const future: ColumnRule = (column) => {
  const count = column.future ?? column.texts?.future ?? 0;
  return count > 0 ? alert("future-dates", "warning", column, count, `holds ${count} ${count === 1 ? "date" : "dates"} in the future`) : undefined;
};

const epoch: ColumnRule = (column) => {
  const count = column.epoch ?? column.texts?.epoch ?? 0;
  return count > 0 ? alert("epoch-dates", "warning", column, count, `says 1 January 1970, or the day before, in ${rowsText(count)}: so a missing date often reads`) : undefined;
};

export const columnRules: readonly ColumnRule[] = [infinite, missing, constant, repeated, ...textRules, future, epoch, zeros, imbalance, skewed, outliers, highCardinality, unique];
