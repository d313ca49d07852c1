/** nbformat's multiline text: one string or a list of strings that are joined with nothing between. */
import type { Json } from "../../json.ts";

/** How text is laid out: lists of lines read well in a diff, single strings are shorter in a link. */
export interface Layout {
  compact: boolean;
}

/** The text, or null when the value is neither a string nor a list of strings. */
export function readText(value: Json | undefined): string | null {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((part) => typeof part === "string")) return value.join("");
  return null;
}

export function writeText(text: string, { compact }: Layout): Json {
  if (compact || !text.includes("\n")) return text;
  const lines = text.split("\n");
  const last = lines.pop();
  const terminated = lines.map((line) => `${line}\n`);
  return last ? [...terminated, last] : terminated;
}
