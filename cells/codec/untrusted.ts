/** Parsing JSON that a stranger wrote: no key that could reach a prototype, no nesting that overflows a stack. */
import type { Json, JsonObject } from "../json.ts";
import { NotebookFormatError } from "./error.ts";
import type { Note } from "./reading.ts";

/** Deeper than any notebook in use, far from the depth at which recursion fails. */
const MAX_DEPTH = 1000;

/**
 * Parses JSON and removes every `__proto__` key: an own property of that name is harmless where it stands, and
 * becomes a prototype in the first code that copies it by assignment.
 *
 * @throws SyntaxError when the text isn't JSON; NotebookFormatError when it is nested too deeply.
 */
export function parseUntrusted(text: string, note: Note): Json {
  const root = JSON.parse(text) as Json;
  let level: Json[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      throw new NotebookFormatError("too-deep", `nested too deeply: more than ${MAX_DEPTH} levels of JSON`);
    }
    level = childrenOf(level, note);
  }
  return root;
}

/** All values one level below, after the dangerous keys are gone. Level by level: recursion could overflow. */
function childrenOf(level: Json[], note: Note): Json[] {
  const children: Json[] = [];
  for (const value of level) {
    if (typeof value !== "object" || value === null) continue;
    if (Object.hasOwn(value, "__proto__")) {
      delete (value as JsonObject)["__proto__"];
      note("a key named __proto__: removed");
    }
    for (const child of Object.values(value)) if (typeof child === "object" && child !== null) children.push(child);
  }
  return children;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
