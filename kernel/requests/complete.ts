/** Completions from what is there at run time: variables of the notebook, and properties of their values. */
import type { Scope } from "../../cells/runtime/scope.ts";
import { typeName } from "../display/text.ts";
import type { Variables } from "../variables.ts";
import { valueOf } from "./inspect.ts";

const MAX_ITEMS = 500;

interface Completions {
  from: number;
  items: { label: string; kind: string; detail: string }[];
}

export function complete(source: string, position: number, scope: Scope, variables: Variables): Completions {
  const [, path, word = ""] = /(?:([\p{ID_Continue}$.]+)\.)?([\p{ID_Continue}$]*)$/u.exec(source.slice(0, position)) ?? [];
  const names = path === undefined ? variables.names().map((name) => item(name, scope.get(name))) : properties(path, scope);
  const items = names.filter(({ label }) => label.startsWith(word)).slice(0, MAX_ITEMS);
  return { from: position - word.length, items };
}

function properties(path: string, scope: Scope) {
  const found = valueOf(path, scope);
  if (found?.value === null || found?.value === undefined) return [];
  const items = new Map<string, ReturnType<typeof item>>();
  for (let holder = Object(found.value) as object | null; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder) as object | null) {
    for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(holder))) {
      if (!items.has(name) && /^[\p{ID_Start}$_]/u.test(name)) items.set(name, get ? { label: name, kind: "property", detail: "" } : item(name, value));
    }
  }
  return [...items.values()];
}

function item(label: string, value: unknown) {
  return { label, kind: typeof value === "function" ? "function" : "variable", detail: typeName(value) };
}
