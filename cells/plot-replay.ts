/**
 * Evaluates a recorded plot with a Plot library handed in. What the recording holds is not trusted: only functions that
 * the library exports are called, and only with data. How recordings are written is `mime.ts`'s comment.
 */
import type { Data } from "./json.ts";
import type { RecordedPlotView } from "./mime.ts";
import { isPacked, unpack } from "./packed.ts";

type Tagged = { [key: string]: Data };
type Library = Readonly<Record<string, unknown>>;

/** The value of `view.root`: what `Plot.plot(...)` returned. Throws on unknown functions, unknown nodes and on Plot's own errors. */
export function replayPlot(view: RecordedPlotView, library: Library): unknown {
  if (view.version !== 1) throw new Error(`cannot replay a plot of version ${String(view.version)}: the version known here is 1`);
  const arrays = new Map<number, unknown>();

  const decode = (node: Data): unknown => {
    if (typeof node !== "object" || node === null) return node;
    if (Array.isArray(node)) return node.map(decode);
    if (isPacked(node)) return unpack(node);
    const tag = Object.keys(node).find(isTag);
    return tag ? decodeTagged(tag, node as Tagged) : decodeObject(node as Tagged);
  };

  const decodeObject = (node: Tagged): Record<string, unknown> =>
    Object.fromEntries(Object.entries(node).map(([key, value]) => [key.replace(/^\$\$/, "$"), decode(value)]));

  const decodeTagged = (tag: string, node: Tagged): unknown => {
    const value = node[tag] ?? null;
    switch (tag) {
      case "$call": {
        const result: unknown = exported(library, value, "function")(...(node["args"] as Data[]).map(decode));
        return node["with"] ? { ...(result as object), ...decodeObject(node["with"] as Tagged) } : result;
      }
      case "$constant":
        return exported(library, value);
      case "$ref":
        return decodeArray(value as number);
      case "$column":
        return accessor(decode(value) as ArrayLike<unknown>);
      case "$channel": {
        const values = decode(value);
        return { transform: () => values, label: node["label"] ?? undefined };
      }
      case "$date":
        return new Date(value === null ? NaN : (value as number));
      case "$dates":
        return Array.from(decode(value) as Float64Array, (time) => (Number.isNaN(time) ? null : new Date(time)));
      case "$rows":
        return decodeRows(value as { columns: Tagged; length: number }, decode);
      case "$number":
        return Number(value);
      case "$undefined":
        return undefined;
      default:
        throw new Error(`unknown node in a recorded plot: ${tag}`);
    }
  };

  const decodeArray = (index: number): unknown => {
    if (!arrays.has(index)) arrays.set(index, decode(view.arrays[index] ?? null));
    return arrays.get(index);
  };

  return decode(view.root);
}

const isTag = (key: string): boolean => key.startsWith("$") && !key.startsWith("$$");

type AnyFunction = (...args: unknown[]) => unknown;
function exported(library: Library, name: Data, type: "function"): AnyFunction;
function exported(library: Library, name: Data): unknown;
function exported(library: Library, name: Data, type?: string): unknown {
  const known = typeof name === "string" && /^[a-z]/.test(name) && Object.hasOwn(library, name);
  if (!known || (type && typeof library[name] !== type)) throw new Error(`unknown Plot function: ${String(name)}`);
  return library[name];
}

/** Plot takes a function of one parameter for an accessor and of two for a comparator, so this declares one. */
function accessor(values: ArrayLike<unknown>): (datum: unknown) => unknown {
  return function (_datum: unknown, ...[index]: unknown[]) {
    return values[index as number];
  };
}

function decodeRows({ columns, length }: { columns: Tagged; length: number }, decode: (node: Data) => unknown): unknown[] {
  const fields = Object.entries(columns).map(([name, values]) => [name, decode(values) as ArrayLike<unknown>] as const);
  return Array.from({ length }, (_, i) => Object.fromEntries(fields.map(([name, values]) => [name, values[i]])));
}
