/**
 * The comment at the top of a script that holds the notebook's own metadata, in the shape that jupytext reads:
 *
 *     // ---
 *     // jupyter:
 *     //   title: "Rain"
 *     //   kernelspec: {"name":"tessera","display_name":"Tessera"}
 *     // ---
 *
 * Values are written as JSON, which is YAML too. Read are nested mappings with JSON or plain words as values, as
 * jupytext writes them; a header with more of YAML in it is left to the first cell as text.
 */
import type { Json, JsonObject } from "../../json.ts";
import { unreported } from "../reading.ts";
import { isObject, parseUntrusted } from "../untrusted.ts";

const FENCE = "// ---";
/** Deeper than any header goes, far from the depth at which recursion fails. */
const MAX_DEPTH = 50;

/** Nothing for empty metadata: most scripts are written by hand and need no header. */
export function writeHeader(metadata: JsonObject): string[] {
  const entries = Object.entries(metadata);
  if (entries.length === 0) return [];
  const lines = entries.map(([key, value]) => `//   ${writeKey(key)}: ${JSON.stringify(value)}`);
  return [FENCE, "// jupyter:", ...lines, FENCE, ""];
}

/** The metadata and how many lines it takes at the top; none of both when there is no header that we can read. */
export function readHeader(lines: string[]): { metadata: JsonObject; length: number } {
  const none = { metadata: {}, length: 0 };
  if (lines[0]?.trimEnd() !== FENCE) return none;
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === FENCE);
  const mapping = end < 0 ? null : readMapping(lines.slice(1, end));
  if (!mapping || !isObject(mapping.jupyter)) return none;
  const { jupyter, ...others } = mapping;
  return { metadata: { ...others, ...jupyter }, length: lines[end + 1] === "" ? end + 2 : end + 1 };
}

interface Level {
  indent: number;
  entries: Map<string, Json | Map<string, unknown>>;
}

/** Indented `key: value` lines as nested objects, or null when a line is something else. */
function readMapping(lines: string[]): JsonObject | null {
  const root: Level = { indent: -1, entries: new Map() };
  let open = [root];
  for (const line of lines) {
    const match = /^\/\/( *)(?:("(?:[^"\\]|\\.)*")|([^\s":#&*!|>%@`{}[\],-][^:]*)):(?: (.*))?$/s.exec(line.trimEnd());
    const key = match?.[2] ? parseScalar(match[2]) : match?.[3];
    if (!match || typeof key !== "string") return null;
    const indent = match[1]?.length ?? 0;
    open = open.filter((level) => level.indent < indent);
    if (open.length > MAX_DEPTH) return null;
    const value = match[4] ? parseScalar(match[4].trim()) : new Map<string, unknown>();
    open.at(-1)?.entries.set(key, value);
    if (value instanceof Map) open.push({ indent, entries: value as Level["entries"] });
  }
  return toObject(root.entries);
}

function toObject(entries: Map<string, unknown>): JsonObject {
  return Object.fromEntries(
    Array.from(entries)
      .filter(([key]) => key !== "__proto__")
      .map(([key, value]) => [key, value instanceof Map ? toObject(value) : (value as Json)]),
  );
}

/** JSON where it is JSON, else the words themselves. */
function parseScalar(text: string): Json {
  try {
    return parseUntrusted(text, unreported);
  } catch {
    return /^'.*'$/s.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text;
  }
}

function writeKey(key: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(key) ? key : JSON.stringify(key);
}
