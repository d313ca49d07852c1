/** MIME bundles in files. Only JSON types may hold anything but text there. */
import type { Data, Json, JsonObject } from "../../json.ts";
import type { MimeBundle } from "../../output.ts";
import { dataToJson, jsonToData } from "../packed.ts";
import type { Note } from "../reading.ts";
import { isObject } from "../untrusted.ts";
import { readText, writeText, type Layout } from "./text.ts";

const JSON_TYPE = /^application\/(.*\+)?json$/;
const OUR_TYPE = /^application\/vnd\.tessera\./;

export function readBundle(value: Json | undefined, note: Note): MimeBundle {
  if (!isObject(value)) {
    note("an output without data: left empty");
    return {};
  }
  return Object.fromEntries(Object.entries(value).map(([mime, json]) => [mime, readForm(mime, json, note)]));
}

function readForm(mime: string, json: Json, note: Note): Data {
  if (JSON_TYPE.test(mime)) return OUR_TYPE.test(mime) ? jsonToData(json) : json;
  const text = readText(json);
  if (text !== null) return text;
  note(`${mime} that is not text: written out as JSON`);
  return JSON.stringify(json);
}

export function writeBundle(bundle: MimeBundle, layout: Layout): JsonObject {
  return Object.fromEntries(Object.entries(bundle).map(([mime, data]) => [mime, writeForm(mime, data, layout)]));
}

function writeForm(mime: string, data: Data, layout: Layout): Json {
  const json = dataToJson(data);
  if (JSON_TYPE.test(mime)) return json;
  return writeText(typeof json === "string" ? json : JSON.stringify(json), layout);
}
