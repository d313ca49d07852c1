/** Objects, arrays, maps and sets as a tree that opens level by level; capped in depth and width, cycles told. */
import { MIME } from "../../cells/mime.ts";
import type { TreeEntry, TreeNode } from "../../cells/mime.ts";
import type { Data } from "../../cells/json.ts";
import type { Kind } from "./kind.ts";
import { ownEntries, textOf, typeName } from "./text.ts";

const MAX_DEPTH = 6;
/** Entries of one node. */
const MAX_WIDTH = 100;
/** Entries of the whole tree. */
const MAX_NODES = 5_000;
const MAX_PREVIEW = 80;

export const tree: Kind = {
  name: "tree",
  test: (value) => isTree(value) && entriesOf(value, 1).length > 0,
  describe: (value: object) => ({ data: { [MIME.tree]: treeOf(value) as unknown as Data } }),
};

/** The tree of any value. */
function treeOf(value: unknown): TreeNode {
  let left = MAX_NODES;
  const visit = (value: unknown, depth: number, path: readonly object[]): TreeNode => {
    const type = typeName(value);
    if (!isTree(value)) return { kind: "value", type, text: textOf(value, 1) };
    if (path.includes(value)) return { kind: "value", type, text: "[Circular]" };
    const size = sizeOf(value);
    if (depth >= MAX_DEPTH) return { kind: "object", type, preview: preview(value), entries: [], more: size };
    const shown = entriesOf(value, Math.min(MAX_WIDTH, left));
    left -= shown.length;
    const entries: TreeEntry[] = shown.map(([key, item]) => ({ key, value: visit(item, depth + 1, [...path, value]) }));
    return { kind: "object", type, preview: preview(value), entries, more: size - shown.length };
  };
  return visit(value, 0, []);
}

function isTree(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return !(value instanceof Date || value instanceof RegExp || value instanceof Promise || value instanceof Error || value instanceof ArrayBuffer);
}

function preview(value: object): string {
  const text = textOf(value, 1).replaceAll(/\s*\n\s*/g, " ");
  return text.length > MAX_PREVIEW ? `${text.slice(0, MAX_PREVIEW)}…` : text;
}

function sizeOf(value: object): number {
  if (Array.isArray(value)) return value.length;
  if (value instanceof Map || value instanceof Set) return value.size;
  if (ArrayBuffer.isView(value) && "length" in value) return Number(value.length);
  return ownEntries(value).length;
}

function entriesOf(value: object, limit: number): [string, unknown][] {
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value)) {
    const array = value as ArrayLike<unknown>;
    return Array.from({ length: Math.min(limit, array.length) }, (_, index) => [String(index), array[index]]);
  }
  if (value instanceof Map) return firstOf(value.entries(), limit).map(([key, item]) => [textOf(key, 1), item]);
  if (value instanceof Set) return firstOf(value.values(), limit).map((item, index) => [String(index), item]);
  return ownEntries(value)
    .slice(0, limit)
    .map(({ key, value: item, getter }) => [String(key), getter ? Symbol("getter") : item]);
}

function firstOf<Item>(values: Iterable<Item>, limit: number): Item[] {
  const items: Item[] = [];
  for (const value of values) {
    if (items.length === limit) break;
    items.push(value);
  }
  return items;
}
