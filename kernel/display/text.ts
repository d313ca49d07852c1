/**
 * A value as plain text, as a console shows it: capped in depth, width and length, safe for cycles, proxies and getters.
 * Getters are never called: looking at a value must not change it.
 */

const MAX_DEPTH = 4;
const MAX_ITEMS = 100;
const MAX_STRING = 10_000;
/** An object that fits in so many characters stands on one line. */
const LINE_WIDTH = 72;

/** How a value is printed on its own: a string is itself. */
export function printed(value: unknown): string {
  return typeof value === "string" ? value : textOf(value);
}

/** How a value looks inside another: a string is quoted. */
export function textOf(value: unknown, depth = MAX_DEPTH): string {
  return write(value, depth, []);
}

/** What a value is, in a word or two: `Array(3)`, `Map(2)`, `class Foo`, `number`. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "function") return /^class\b/.test(Function.prototype.toString.call(value)) ? "class" : "function";
  if (typeof value !== "object") return typeof value;
  if (Array.isArray(value)) return `Array(${value.length})`;
  const name = className(value);
  if (value instanceof Map || value instanceof Set) return `${name}(${value.size})`;
  if (ArrayBuffer.isView(value) && "length" in value) return `${name}(${String(value.length)})`;
  return name;
}

/** The name of an object's class, found without calling its code. `Object` for plain and for nameless ones. */
export function className(value: object): string {
  for (let prototype: unknown = Object.getPrototypeOf(value); prototype !== null && typeof prototype === "object"; prototype = Object.getPrototypeOf(prototype)) {
    const constructor = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value as unknown;
    if (typeof constructor === "function" && constructor.name) return constructor.name;
  }
  return "Object";
}

/** The own properties to show, symbols included; a getter is told, not called. */
export function ownEntries(value: object): { key: string | symbol; value: unknown; getter: boolean }[] {
  return Reflect.ownKeys(value).flatMap((key) => {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (!property?.enumerable) return [];
    return [{ key, value: property.value as unknown, getter: property.get !== undefined }];
  });
}

function write(value: unknown, depth: number, path: object[]): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return writeFunction(value);
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null) return String(value);
  if (path.includes(value)) return "[Circular]";
  try {
    return writeObject(value, depth, [...path, value]);
  } catch (error) {
    return `[unreadable ${error instanceof Error ? error.name : "object"}]`;
  }
}

function writeObject(value: object, depth: number, path: object[]): string {
  if (value instanceof Error) return writeError(value, depth, path);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Promise) return "Promise {}";
  if (value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef) return `${className(value)} {}`;
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength})`;
  const own = ownText(value);
  if (own !== undefined) return own;
  if (depth <= 0) return Array.isArray(value) ? `[Array(${value.length})]` : `[${className(value)}]`;
  const inner = (item: unknown) => write(item, depth - 1, path);
  if (Array.isArray(value)) return bracket("", "[", items(value, value.length, inner), "]");
  if (value instanceof DataView) return `DataView(${value.byteLength})`;
  if (ArrayBuffer.isView(value)) {
    const array = value as unknown as ArrayLike<unknown>;
    return bracket(`${typeName(value)} `, "[", items(array, array.length, inner), "]");
  }
  if (value instanceof Set) return bracket(`${typeName(value)} `, "{", capped(value.values(), value.size, inner), "}");
  if (value instanceof Map) return bracket(`${typeName(value)} `, "{", capped(value.entries(), value.size, ([key, item]) => `${inner(key)} => ${inner(item)}`), "}");
  const entries = ownEntries(value);
  const name = className(value);
  const prefix = Object.getPrototypeOf(value) === null ? "[Object: null prototype] " : name === "Object" ? "" : `${name} `;
  return bracket(prefix, "{", capped(entries, entries.length, ({ key, value: item, getter }) => `${keyText(key)}: ${getter ? "[Getter]" : inner(item)}`), "}");
}

/** What a class of the kernel's own libraries says of itself, e.g. a tensor: its `Symbol.toStringTag` alone is no text. */
function ownText(value: object): string | undefined {
  const prototype = Object.getPrototypeOf(value) as object | null;
  const inspect = prototype && (prototype as { [TEXT]?: unknown })[TEXT];
  return typeof inspect === "function" ? String(inspect.call(value)) : undefined;
}

/** A method under this symbol gives an object's text; it is Node's and Deno's name for the same thing. */
const TEXT = Symbol.for("nodejs.util.inspect.custom");

function writeError(error: Error, depth: number, path: object[]): string {
  const head = `${error.name}${error.message ? `: ${error.message}` : ""}`;
  const entries = ownEntries(error).filter(({ key }) => key !== "cause" && key !== "stack" && key !== "message");
  const cause = error.cause === undefined || depth <= 0 ? "" : `\n  caused by ${write(error.cause, depth - 1, path)}`;
  if (entries.length === 0 || depth <= 0) return `${head}${cause}`;
  return `${head} ${bracket("", "{", capped(entries, entries.length, ({ key, value }) => `${keyText(key)}: ${write(value, depth - 1, path)}`), "}")}${cause}`;
}

function writeFunction(value: object): string {
  const source = Function.prototype.toString.call(value);
  const name = (Object.getOwnPropertyDescriptor(value, "name")?.value as string | undefined) || "(anonymous)";
  if (/^class\b/.test(source)) return `[class ${name}]`;
  return `[${/^async\b/.test(source) ? "AsyncFunction" : "Function"}: ${name}]`;
}

function keyText(key: string | symbol): string {
  if (typeof key === "symbol") return `[${String(key)}]`;
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(key) ? key : quote(key);
}

function quote(text: string): string {
  const shown = text.length > MAX_STRING ? `${text.slice(0, MAX_STRING)}… ${text.length - MAX_STRING} more characters` : text;
  return JSON.stringify(shown);
}

/** An array's items; runs of holes are told as such. */
function items(array: ArrayLike<unknown>, length: number, show: (item: unknown) => string): string[] {
  const shown: string[] = [];
  for (let index = 0; index < Math.min(length, MAX_ITEMS); index++) shown.push(index in array ? show(array[index]) : "<empty>");
  if (length > MAX_ITEMS) shown.push(`… ${length - MAX_ITEMS} more`);
  return shown;
}

function capped<Item>(values: Iterable<Item>, length: number, show: (item: Item) => string): string[] {
  const shown: string[] = [];
  for (const value of values) {
    if (shown.length === MAX_ITEMS) break;
    shown.push(show(value));
  }
  if (length > MAX_ITEMS) shown.push(`… ${length - MAX_ITEMS} more`);
  return shown;
}

function bracket(prefix: string, open: string, parts: string[], close: string): string {
  if (parts.length === 0) return `${prefix}${open}${close}`;
  const pad = open === "{" ? " " : "";
  const line = `${prefix}${open}${pad}${parts.join(", ")}${pad}${close}`;
  if (line.length <= LINE_WIDTH && !line.includes("\n")) return line;
  if (parts.every((part) => part.length <= 12)) return `${prefix}${open}\n  ${rows(parts).join("\n  ")}\n${close}`;
  return `${prefix}${open}\n${parts.map((part) => `  ${part.replaceAll("\n", "\n  ")},`).join("\n")}\n${close}`;
}

/** Short parts stand many in a row, in columns. */
function rows(parts: string[]): string[] {
  const width = Math.max(...parts.map((part) => part.length)) + 2;
  const columns = Math.max(1, Math.floor(LINE_WIDTH / width));
  const lines: string[] = [];
  for (let at = 0; at < parts.length; at += columns) {
    lines.push(parts.slice(at, at + columns).map((part, index) => (at + index === parts.length - 1 ? part : `${part},`).padEnd(width)).join("").trimEnd());
  }
  return lines;
}
