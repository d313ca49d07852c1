/**
 * The line that opens a cell in a script: `// %% Title [markdown] key="value" other={"json": true}`.
 * Title, kind and metadata may each be absent. As VS Code and jupytext write it.
 */
import type { Json, JsonObject } from "../../json.ts";
import type { CellKind } from "../../notebook.ts";
import { unreported } from "../reading.ts";
import { parseUntrusted } from "../untrusted.ts";

/** What a marker line says. The title stands in `metadata.title`. */
export interface Marker {
  kind: CellKind;
  metadata: JsonObject;
}

const MARKER = /^\/\/ ?%%(?:[ \t](.*))?$/s;
const KINDS = new Map<string, CellKind>([
  ["code", "code"],
  ["markdown", "markdown"],
  ["md", "markdown"],
  ["raw", "raw"],
]);

export function isMarker(line: string): boolean {
  return MARKER.test(line);
}

export function readMarker(line: string): Marker {
  const text = (MARKER.exec(line)?.[1] ?? "").trim();
  const { before, metadata } = splitOptions(text);
  const tag = /(?:^|\s)\[(\w+)\]$/.exec(before);
  const kind = KINDS.get(tag?.[1] ?? "");
  const title = (kind ? before.slice(0, tag?.index) : before).trim();
  return { kind: kind ?? "code", metadata: title ? { title, ...metadata } : metadata };
}

export function writeMarker({ kind, metadata }: Marker): string {
  const { title, ...rest } = metadata;
  if (typeof title === "string" && !/[\r\n]/.test(title)) {
    const line = compose(kind, title, rest);
    if (sayTheSame(readMarker(line), { kind, metadata })) return line;
  }
  return compose(kind, "", metadata);
}

function compose(kind: CellKind, title: string, options: JsonObject): string {
  const tag = kind === "code" ? "" : `[${kind}]`;
  const pairs = Object.entries(options).map(([key, value]) => `${writeKey(key)}=${JSON.stringify(value)}`);
  return ["// %%", title, tag, ...pairs].filter(Boolean).join(" ");
}

function writeKey(key: string): string {
  return /^[\w.-]+$/.test(key) ? key : JSON.stringify(key);
}

function sayTheSame(a: Marker, b: Marker): boolean {
  const sorted = ({ kind, metadata }: Marker) =>
    JSON.stringify([kind, Object.entries(metadata).toSorted(([x], [y]) => (x < y ? -1 : 1))]);
  return sorted(a) === sorted(b);
}

/** The longest end of the line that is wholly `key=json` pairs, and what stands before it. One pass, whatever the line. */
function splitOptions(text: string): { before: string; metadata: JsonObject } {
  let start = 0;
  let pairs: [string, Json][] = [];
  for (let at = 0; at < text.length; ) {
    const { pair, length } = takeWord(text.slice(at));
    at += length;
    if (pair) {
      pairs.push(pair);
    } else {
      pairs = [];
      start = at;
    }
  }
  return { before: text.slice(0, start).trim(), metadata: Object.fromEntries(pairs.filter(([name]) => name !== "__proto__")) };
}

/** What the text begins with, `key=json` or another word, and its length with the space behind it. */
function takeWord(text: string): { pair: [string, Json] | null; length: number } {
  const key = /^(?:([\w.-]+)|("(?:[^"\\]|\\.)*"))=/.exec(text);
  if (!key) return { pair: null, length: /^\S*\s*/.exec(text)?.[0].length ?? 0 };
  const end = key[0].length + findValueEnd(text.slice(key[0].length));
  const name = key[1] ?? parseOrUndefined(key[2] ?? "");
  const json = parseOrUndefined(text.slice(key[0].length, end));
  const space = /^\s*/.exec(text.slice(end))?.[0].length ?? 0;
  return { pair: typeof name === "string" && json !== undefined ? [name, json] : null, length: end + space };
}

/** Where the first space outside quotes and brackets is. */
function findValueEnd(text: string): number {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]|\s/g)) {
    if (token === "[" || token === "{") depth++;
    else if (token === "]" || token === "}") depth--;
    else if (depth <= 0 && !token.startsWith('"')) return index;
  }
  return text.length;
}

function parseOrUndefined(text: string): Json | undefined {
  try {
    return parseUntrusted(text, unreported);
  } catch {
    return undefined;
  }
}
