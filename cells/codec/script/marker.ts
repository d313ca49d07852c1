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

/** The longest end of the line that is wholly `key=json` pairs, and what stands before it. */
function splitOptions(text: string): { before: string; metadata: JsonObject } {
  for (const { index } of text.matchAll(/(?:^|(?<=\s))(?:[\w.-]+|")/g)) {
    const pairs = readPairs(text.slice(index));
    if (pairs) return { before: text.slice(0, index).trim(), metadata: Object.fromEntries(pairs) };
  }
  return { before: text, metadata: {} };
}

/** All of the text as pairs, or null when some of it is something else. */
function readPairs(text: string): [string, Json][] | null {
  const pairs: [string, Json][] = [];
  for (let rest = text; rest; ) {
    const key = /^(?:([\w.-]+)|("(?:[^"\\]|\\.)*"))=/.exec(rest);
    if (!key) return null;
    const value = takeJson(rest.slice(key[0].length));
    const name = key[1] ?? parseOrNull(key[2] ?? "");
    if (!value || typeof name !== "string") return null;
    if (name !== "__proto__") pairs.push([name, value.json]);
    rest = value.rest;
  }
  return pairs;
}

/** The JSON value that the text begins with, up to a space outside quotes and brackets; null when it is none. */
function takeJson(text: string): { json: Json; rest: string } | null {
  const end = findValueEnd(text);
  const json = parseOrNull(text.slice(0, end));
  return json === undefined ? null : { json, rest: text.slice(end).trimStart() };
}

function findValueEnd(text: string): number {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]|\s/g)) {
    if (token === "[" || token === "{") depth++;
    else if (token === "]" || token === "}") depth--;
    else if (depth === 0 && !token.startsWith('"')) return index;
  }
  return text.length;
}

function parseOrNull(text: string): Json | undefined {
  try {
    return parseUntrusted(text, unreported);
  } catch {
    return undefined;
  }
}
