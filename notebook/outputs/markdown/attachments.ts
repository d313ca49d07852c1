/** Pictures attached to a Markdown cell, as nbformat keeps them: name -> MIME bundle of base64. */
import type { JsonObject } from "../../../cells/json.ts";

const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** The picture as a data address; null when the cell has none of that name. */
export function attachmentUrl(name: string, attachments: JsonObject): string | null {
  const decoded = decode(name);
  const bundle = Object.hasOwn(attachments, decoded) ? attachments[decoded] : undefined;
  if (typeof bundle !== "object" || bundle === null || Array.isArray(bundle)) return null;
  const type = PICTURES.find((known) => typeof bundle[known] === "string");
  return type ? `data:${type};base64,${String(bundle[type]).replaceAll(/[^A-Za-z0-9+/=]/g, "")}` : null;
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // a bare percent sign is part of the name
  }
}
