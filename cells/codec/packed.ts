/** Typed arrays inside an output's data: bytes in memory, `{"packed": "float32", "base64": "..."}` in JSON. */
import type { Data, Json, Packed } from "../json.ts";
import { isPacked, unpack } from "../packed.ts";
import { fromBase64, toBase64 } from "./base64.ts";

/** Data as JSON. Numbers that JSON can't hold (NaN, the infinities) become null when the JSON is written. */
export function dataToJson(data: Data): Json {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map(dataToJson);
  if (isPacked(data)) return { packed: data.packed, base64: toBase64(data.bytes) };
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, dataToJson(value)]));
}

/** JSON of one of our own MIME types as data; an object that only resembles a packed array stays as it is. */
export function jsonToData(json: Json): Data {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map(jsonToData);
  return readPacked(json) ?? Object.fromEntries(Object.entries(json).map(([key, value]) => [key, jsonToData(value)]));
}

function readPacked(json: { [key: string]: Json }): Packed | null {
  const { packed, base64 } = json;
  if (typeof base64 !== "string" || Object.keys(json).length !== 2) return null;
  const candidate = { packed, bytes: fromBase64(base64) };
  // A part of an element at the end means that this is something else.
  return isPacked(candidate) && unpack(candidate).byteLength === candidate.bytes.byteLength ? candidate : null;
}
