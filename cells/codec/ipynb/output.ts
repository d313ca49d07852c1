/**
 * Outputs in files, and back.
 *
 * An error's `location` stays out of the file, for nbformat allows no key more in an error: its traceback says the
 * place, and a mark in the text would be wrong as soon as the file is edited elsewhere. `displayId` belongs to a
 * running kernel and stays out too.
 */
import type { Json, JsonObject } from "../../json.ts";
import type { Output } from "../../output.ts";
import { unreported, type Note } from "../reading.ts";
import { isObject } from "../untrusted.ts";
import { readBundle, writeBundle } from "./bundle.ts";
import { readText, writeText, type Layout } from "./text.ts";

const KNOWN_KEYS = new Map([
  ["stream", ["output_type", "name", "text"]],
  ["display_data", ["output_type", "data", "metadata"]],
  ["execute_result", ["output_type", "data", "metadata", "execution_count"]],
  ["error", ["output_type", "ename", "evalue", "traceback"]],
]);

/** The output, or null when there is nothing to keep. */
export function readOutput(raw: Json, note: Note): Output | null {
  if (!isObject(raw)) {
    note("an output that is not an object: left out");
    return null;
  }
  const known = KNOWN_KEYS.get(String(raw.output_type));
  if (known && Object.keys(raw).some((key) => !known.includes(key))) {
    note("an output with keys that the format doesn't have: the keys left out");
  }
  switch (raw.output_type) {
    case "stream":
      return { type: "stream", name: readStreamName(raw.name, note), text: readOr("", raw.text, note) };
    case "display_data":
      return { type: "display_data", data: readBundle(raw.data, note), metadata: readMetadata(raw.metadata, note) };
    case "execute_result":
      return {
        type: "execute_result",
        data: readBundle(raw.data, note),
        metadata: readMetadata(raw.metadata, note),
        executionCount: readCount(raw.execution_count, note),
      };
    case "error":
      return {
        type: "error",
        name: readOr("Error", raw.ename, note),
        message: readOr("", raw.evalue, note),
        traceback: readTraceback(raw.traceback, note),
      };
    default:
      return keepUnrecognized(raw, note);
  }
}

export function writeOutput(output: Output, layout: Layout): JsonObject {
  switch (output.type) {
    case "stream":
      return { output_type: "stream", name: output.name, text: writeText(output.text, layout) };
    case "display_data":
      return { output_type: "display_data", data: writeBundle(output.data, layout), metadata: output.metadata };
    case "execute_result":
      return {
        output_type: "execute_result",
        data: writeBundle(output.data, layout),
        metadata: output.metadata,
        execution_count: readCount(output.executionCount, unreported),
      };
    case "error":
      return {
        output_type: "error",
        ename: output.name,
        evalue: output.message,
        traceback: output.traceback,
      };
  }
}

/** The number in the gutter: a whole number from 0, or null. */
export function readCount(value: Json | undefined, note: Note): number | null {
  if (value === undefined || value === null) return null;
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  note("an execution count that is not a whole number: left out");
  return null;
}

function readStreamName(value: Json | undefined, note: Note): "stdout" | "stderr" {
  if (value === "stdout" || value === "stderr") return value;
  note("a stream with another name than stdout and stderr: shown as stdout");
  return "stdout";
}

function readOr(fallback: string, value: Json | undefined, note: Note): string {
  const text = readText(value);
  if (text === null) note("an output without its text: left empty");
  return text ?? fallback;
}

function readMetadata(value: Json | undefined, note: Note): JsonObject {
  if (isObject(value)) return value;
  if (value !== undefined) note("an output's metadata that is not an object: left out");
  return {};
}

function readTraceback(value: Json | undefined, note: Note): string[] {
  if (Array.isArray(value) && value.every((line) => typeof line === "string")) return value;
  note("an error without a traceback: left empty");
  return [];
}

/** A kind of output from a later format: it can't be shown, yet whatever it holds comes through. */
function keepUnrecognized(raw: JsonObject, note: Note): Output {
  note("an output of an unknown kind: kept in the metadata");
  return {
    type: "display_data",
    data: { "text/plain": `output of an unknown kind: ${JSON.stringify(raw.output_type ?? null)}` },
    metadata: { tessera: { unrecognized: raw } },
  };
}
