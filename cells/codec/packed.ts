/** Typed arrays inside an output's data: bytes in memory, `{"packed": "float32", "base64": "..."}` in JSON. */
import type { Data, Json, Packed, PackedType } from "../json.ts";
import { fromBase64, toBase64 } from "./base64.ts";

const ELEMENT_BYTES = new Map<string, number>(
  Object.entries({
    float64: 8,
    float32: 4,
    int32: 4,
    uint32: 4,
    int16: 2,
    uint16: 2,
    int8: 1,
    uint8: 1,
  } satisfies Record<PackedType, number>),
);

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

function isPacked(data: Packed | { [key: string]: Data }): data is Packed {
  return data.bytes instanceof Uint8Array;
}

function readPacked(json: { [key: string]: Json }): Packed | null {
  const { packed, base64 } = json;
  if (typeof packed !== "string" || typeof base64 !== "string" || Object.keys(json).length !== 2) return null;
  const size = ELEMENT_BYTES.get(packed);
  const bytes = size === undefined ? null : fromBase64(base64);
  if (!size || !bytes || bytes.length % size !== 0) return null;
  return { packed: packed as PackedType, bytes };
}
