/** `html`, `svg`, `md` and `tex`: text in a markup language, as a template or as a plain string. The page sanitises what it shows. */
import { MIME } from "../../cells/mime.ts";
import type { Markup, MarkupTag } from "../globals/given.ts";
import type { Said } from "./kind.ts";
import { SHOW } from "./shown.ts";

class MarkupText implements Markup {
  readonly [SHOW]: Said;
  readonly #text: string;

  constructor(mime: string, text: string) {
    this.#text = text;
    this[SHOW] = { data: { [mime]: text, [MIME.text]: text } };
  }

  toString(): string {
    return this.#text;
  }
}

/** @param write how a value stands inside a template @param raw whether backslashes are kept as they are typed */
function tag(mime: string, write: (value: unknown) => string, raw = false): MarkupTag {
  return (first: TemplateStringsArray | string, ...values: unknown[]) => {
    if (typeof first === "string") return new MarkupText(mime, first);
    const parts = raw ? first.raw.map(asTyped) : first;
    return new MarkupText(mime, parts.map((part, index) => part + (index < values.length ? write(values[index]) : "")).join(""));
  };
}

/** Text as it was typed, but for the backslashes without which a template cannot hold a backtick or `${`. */
function asTyped(raw: string): string {
  return raw.replaceAll(/\\(`|\$\{)/g, "$1");
}

/** Values are escaped, lists joined, markup taken as it is. */
function escaped(value: unknown): string {
  if (value instanceof MarkupText) return String(value);
  if (Array.isArray(value)) return value.map(escaped).join("");
  return String(value).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export const html: MarkupTag = tag(MIME.html, escaped);
export const svg: MarkupTag = tag(MIME.svg, escaped);
export const md: MarkupTag = tag(MIME.markdown, String, true);
export const tex: MarkupTag = tag(MIME.latex, String, true);
