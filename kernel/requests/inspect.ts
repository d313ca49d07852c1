/** What a path of names such as `data.rows` holds at a place of a text. Getters are not called. */
import type { Scope } from "../../cells/runtime/scope.ts";

/** The value of the path that the position stands in or behind; undefined when it leads nowhere. */
export function valueAt(source: string, position: number, scope: Scope): { value: unknown } | undefined {
  const before = /[\p{ID_Continue}$.]*$/u.exec(source.slice(0, position))?.[0] ?? "";
  const after = /^[\p{ID_Continue}$]*/u.exec(source.slice(position))?.[0] ?? "";
  return valueOf(`${before}${after}`, scope);
}

/** The value of a path such as `data.rows`. */
export function valueOf(path: string, scope: Scope): { value: unknown } | undefined {
  const [name, ...keys] = path.split(".");
  if (!name || !/^[\p{ID_Start}$_]/u.test(name)) return undefined;
  if (!scope.known.has(name) && !(name in globalThis)) return undefined;
  let value = scope.get(name);
  for (const key of keys) {
    const property = findProperty(value, key);
    if (!property || property.get) return undefined;
    value = property.value;
  }
  return { value };
}

function findProperty(value: unknown, key: string): PropertyDescriptor | undefined {
  if (value === null || value === undefined) return undefined;
  for (let holder = Object(value) as object | null; holder; holder = Object.getPrototypeOf(holder) as object | null) {
    const property = Object.getOwnPropertyDescriptor(holder, key);
    if (property) return property;
  }
  return undefined;
}
