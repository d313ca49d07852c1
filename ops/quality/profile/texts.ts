/** The profile of a column of strings, from its different values and their counts. */
import type { Column } from "../../table/column.ts";
import { spellings, usuallySpelt } from "../consistency.ts";
import { countsOf, frequenciesIn, textsOf } from "../frequencies.ts";
import type { Weights } from "../overall.ts";
import { textTypeOf, type TextType } from "../text-type.ts";
import { commonProfile, type ColumnProfile, type TextProfile } from "./column-profile.ts";

const placeholder = /^(n\/?a|null|none|nil|nan|unknown|undefined|missing|not available|tbd|tba|\?+|-+)$/i;

/** The zero of computers' clocks, as it reads east and west of Greenwich: a missing date that was taken for a number. */
const epoch = new Set(["1970-1-1", "1969-12-31"]);

export function profileTexts(column: Column, now: number, weights?: Partial<Weights>): ColumnProfile {
  const counts = countsOf(textsOf(column));
  const groups = spellings(counts);
  const texts = textProfile(counts, groups, now);
  const frequencies = frequenciesIn(counts, column.length);
  const valid = frequencies.length - frequencies.nulls - texts.blank;
  return { ...commonProfile(column.name, "string", frequencies, valid, usuallySpelt(groups), weights), texts };
}

function textProfile(counts: ReadonlyMap<string, number>, groups: ReadonlyMap<string, ReadonlyMap<string, number>>, now: number): TextProfile {
  const types: Record<TextType, number> = { integer: 0, number: 0, boolean: 0, date: 0, string: 0 };
  const found = { blank: 0, padded: 0, placeholders: 0, future: 0, epoch: 0 };
  let [shortest, longest] = [Infinity, 0];
  for (const [text, count] of counts) {
    const plain = text.trim();
    const type = textTypeOf(plain);
    types[type] += count;
    shortest = Math.min(shortest, text.length);
    longest = Math.max(longest, text.length);
    if (plain === "") found.blank += count;
    if (plain !== text) found.padded += count;
    if (placeholder.test(plain)) found.placeholders += count;
    if (type !== "date") continue;
    const date = new Date(plain);
    if (Number(date) > now) found.future += count;
    if (epoch.has(`${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`)) found.epoch += count;
  }
  return { shortest: counts.size === 0 ? 0 : shortest, longest, ...found, types, variants: variantsOf(groups) };
}

function variantsOf(groups: ReadonlyMap<string, ReadonlyMap<string, number>>): string[][] {
  const found: { texts: string[]; count: number }[] = [];
  for (const group of groups.values()) {
    if (group.size < 2) continue;
    const ways = [...group].toSorted(([, a], [, b]) => b - a);
    found.push({ texts: ways.map(([text]) => text), count: ways.reduce((sum, [, count]) => sum + count, 0) });
  }
  return found.toSorted((a, b) => b.count - a.count).map(({ texts }) => texts);
}
