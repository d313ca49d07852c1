/**
 * Metadata is the author's: every key is kept. The few keys to which nbformat gives a type must have it, or other
 * programs refuse the file; a value of another type there is left out, and that is reported.
 */
import type { Json, JsonObject } from "../../json.ts";
import type { CellKind } from "../../notebook.ts";
import type { Note } from "../reading.ts";
import { isObject } from "../untrusted.ts";

/** The value to keep, or undefined when nothing of it can stay. */
type Rule = (value: Json) => Json | undefined;

const text: Rule = (value) => (typeof value === "string" ? value : undefined);
const flag: Rule = (value) => (typeof value === "boolean" ? value : undefined);
const list: Rule = (value) => (Array.isArray(value) ? value : undefined);
const object: Rule = (value) => (isObject(value) ? value : undefined);
const named: Rule = (value) => (typeof value === "string" && /^.+$/.test(value) ? value : undefined);
const scroll: Rule = (value) => (value === "auto" ? value : flag(value));
const mode: Rule = (value) => text(value) ?? object(value);
const format: Rule = (value) => (Number.isSafeInteger(value) && (value as number) >= 1 ? value : undefined);
const texts: Rule = (value) =>
  isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, entry]) => typeof entry === "string")) : undefined;

/** Unique, not empty, without a comma. */
const tags: Rule = (value) =>
  Array.isArray(value) ? [...new Set(value.filter((tag) => typeof tag === "string" && /^[^,]+$/.test(tag)))] : undefined;

const kernelspec: Rule = (value) => {
  if (!isObject(value) || typeof value.name !== "string") return undefined;
  return typeof value.display_name === "string" ? value : { ...value, display_name: value.name };
};

const LANGUAGE_RULES = new Map([
  ["codemirror_mode", mode],
  ["file_extension", text],
  ["mimetype", text],
  ["pygments_lexer", text],
]);
const languageInfo: Rule = (value) =>
  isObject(value) && typeof value.name === "string"
    ? applyRules(value, LANGUAGE_RULES)
    : undefined;

const NOTEBOOK_RULES = new Map<string, Rule>([
  ["title", text],
  ["authors", list],
  ["kernelspec", kernelspec],
  ["language_info", languageInfo],
  ["orig_nbformat", format],
]);

const EVERY_CELL: [string, Rule][] = [
  ["name", named],
  ["tags", tags],
  ["jupyter", object],
];
const CELL_RULES: Record<CellKind, Map<string, Rule>> = {
  raw: new Map([...EVERY_CELL, ["format", text]]),
  markdown: new Map(EVERY_CELL),
  code: new Map([...EVERY_CELL, ["execution", texts], ["collapsed", flag], ["scrolled", scroll]]),
};

export function validNotebookMetadata(metadata: Json | undefined, note: Note): JsonObject {
  return validMetadata(metadata, NOTEBOOK_RULES, note);
}

export function validCellMetadata(metadata: Json | undefined, kind: CellKind, note: Note): JsonObject {
  return validMetadata(metadata, CELL_RULES[kind], note);
}

function validMetadata(metadata: Json | undefined, rules: Map<string, Rule>, note: Note): JsonObject {
  if (!isObject(metadata)) {
    if (metadata !== undefined) note("metadata that is not an object: left out");
    return {};
  }
  return applyRules(metadata, rules, note);
}

function applyRules(metadata: JsonObject, rules: Map<string, Rule>, note?: Note): JsonObject {
  const kept: [string, Json][] = [];
  for (const [key, value] of Object.entries(metadata)) {
    const rule = rules.get(key);
    const valid = rule ? rule(value) : value;
    if (valid !== undefined) kept.push([key, valid]);
    if (rule && !sameJson(valid, value)) note?.(`metadata "${key}" of the wrong type: put right or left out`);
  }
  return Object.fromEntries(kept);
}

function sameJson(a: Json | undefined, b: Json): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
