/** Files inside a Markdown or raw cell: a MIME bundle by file name. Kept as they came where the format allows them. */
import type { Json, JsonObject } from "../../json.ts";
import type { Note } from "../reading.ts";
import { isObject } from "../untrusted.ts";
import { readBundle, writeBundle } from "./bundle.ts";

export function validAttachments(value: Json | undefined, note: Note): JsonObject | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) {
    note("attachments that are not an object: left out");
    return undefined;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, bundle]) => [name, writeBundle(readBundle(bundle, note), { compact: true })]),
  );
}
