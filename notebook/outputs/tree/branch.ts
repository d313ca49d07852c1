/** A value as a tree that makes its children only when it is opened, whatever it is made from. */
import type { Data } from "../../../cells/json.ts";
import type { TreeNode } from "../../../cells/mime.ts";
import { isPacked } from "../../../cells/packed.ts";

export interface Branch {
  /** Its name in what holds it; null for the root. */
  key: string | null;
  /** `string`, `number`, `Array`, `Map`… decides its colour. */
  type: string;
  text: string;
  /** Children that the kernel left out. */
  more: number;
  /** Absent for a value that has no inside. */
  open?: () => Branch[];
}

/** The tree that the kernel made of a JavaScript value. */
export function branchOfNode(node: TreeNode, key: string | null = null): Branch {
  if (node.kind === "value") return { key, type: node.type, text: String(node.text), more: 0 };
  const { type, preview, entries, more } = node;
  const open = () => entries.map((entry) => branchOfNode(entry.value, String(entry.key)));
  return { key, type, text: String(preview), more, ...(entries.length + more > 0 && { open }) };
}

/** The tree of plain JSON. */
export function branchOfJson(value: Data, key: string | null = null): Branch {
  if (value === null || typeof value !== "object") {
    return { key, type: value === null ? "null" : typeof value, text: JSON.stringify(value) ?? "undefined", more: 0 };
  }
  if (isPacked(value)) return { key, type: value.packed, text: `${value.packed} array, ${value.bytes.byteLength} bytes`, more: 0 };
  const entries = Object.entries(value);
  const text = Array.isArray(value) ? `Array(${entries.length})` : previewObject(entries);
  const open = () => entries.map(([name, child]) => branchOfJson(child, name));
  return { key, type: Array.isArray(value) ? "Array" : "Object", text, more: 0, ...(entries.length > 0 && { open }) };
}

const PREVIEW = 4;

function previewObject(entries: [string, Data][]): string {
  if (entries.length === 0) return "{}";
  const shown = entries.slice(0, PREVIEW).map(([name]) => name);
  return `{${shown.join(", ")}${entries.length > PREVIEW ? ", …" : ""}}`;
}
