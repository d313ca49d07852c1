/** Alerts about columns of strings. */
import { alert, percent, quoted, rowsText, type ColumnRule } from "./alert.ts";
import type { ColumnProfile, TextProfile } from "./column-profile.ts";

/** A rule about the texts of a column and the share of its values that a number of them is. */
const ofTexts = (rule: (column: ColumnProfile, texts: TextProfile, part: (count: number) => number) => ReturnType<ColumnRule>): ColumnRule => (column) => {
  const count = column.rows - column.missing;
  return column.texts === undefined || count === 0 ? undefined : rule(column, column.texts, (some) => some / count);
};

const numbersIn = ({ types }: TextProfile): number => types.integer + types.number;

/** 90 % or more read as numbers. */
const numbersAsText = ofTexts((column, texts, part) => {
  const share = part(numbersIn(texts));
  return share >= 0.9 ? alert("numbers-as-text", "warning", column, share, `holds numbers as text in ${percent(share)} of its values`) : undefined;
});

const datesAsText = ofTexts((column, { types }, part) => {
  const share = part(types.date);
  return share >= 0.9 ? alert("dates-as-text", "warning", column, share, `holds dates as text in ${percent(share)} of its values`) : undefined;
});

/** Some values read as a number or a date among others that don't. */
const mixedTypes = ofTexts((column, texts, part) => {
  const odd = numbersIn(texts) + texts.types.date;
  if (odd === 0 || part(odd) >= 0.9) return undefined;
  const noun = texts.types.date === 0 ? "a number" : numbersIn(texts) === 0 ? "a date" : "a number or a date";
  return alert("mixed-types", part(odd) > 0.05 ? "warning" : "info", column, part(odd), `reads as ${noun} in ${odd} of its values, and as text in the others`);
});

const placeholders = ofTexts((column, texts, part) => {
  const count = texts.placeholders;
  return count > 0 ? alert("placeholders", "warning", column, part(count), `stands for a missing value in ${rowsText(count)}, such as "N/A" or "unknown" do`) : undefined;
});

const blank = ofTexts((column, texts, part) => (texts.blank > 0 ? alert("blank", "warning", column, part(texts.blank), `is blank in ${rowsText(texts.blank)}`) : undefined));

const whitespace = ofTexts((column, texts, part) => {
  const count = texts.padded;
  return count > 0 ? alert("whitespace", "warning", column, part(count), `has white space around ${count} of its values`) : undefined;
});

/** Values that differ in case or white space only. */
const spellings = ofTexts((column, { variants }) => {
  if (variants.length === 0) return undefined;
  return alert("spellings", "warning", column, variants.length, `writes ${variants.length} values in several ways, such as ${variants[0]!.slice(0, 3).map(quoted).join(" and ")}`);
});

export const textRules: readonly ColumnRule[] = [blank, placeholders, numbersAsText, datesAsText, mixedTypes, whitespace, spellings];
