/**
 * Which names a cell shares with others, and where each of them lives while the cell runs.
 *
 * A shared name lives in a box, an object that every cell reaches by the name. Reading a box in a hot loop costs more than reading
 * a local variable. So a name is copied into a local at the cell's start, and back into its box when the cell settles, whenever no
 * one can tell the difference: nothing in this cell uses it inside a function, and no function of a cell that ran before does.
 */
import { BUILTINS } from "./builtins.ts";
import type { BindingKind } from "./scope.ts";
import type { Place, Reference, Tree } from "./tree.ts";

/** `global` is left as it is written; `function` is a declaration that stays a declaration and is put into its box at the start. */
type Storage = "local" | "box" | "global";

export interface SharedName {
  name: string;
  /** How this cell declares it, if it does. */
  kind: BindingKind | null;
  storage: Storage;
  reads: boolean;
  assigns: boolean;
  /** Used inside a function, which may run at any time. */
  captured: boolean;
}

/** What the kernel knows about names when it compiles a cell. */
export interface Names {
  /** Names that have a value. Default: none. */
  known?: { has(name: string): boolean };
  /** Names that functions of cells that ran use; from `CompiledCell.captures`. Default: none. */
  captured?: { has(name: string): boolean };
}

/** The names that the cell declares at its top level or finds nowhere in itself. */
export function findShared(tree: Tree, names: Names = {}): Map<string, SharedName> {
  const shared = new Map<string, SharedName>();
  for (const reference of tree.references) {
    if (!isShared(tree, reference)) continue;
    const { name, role, place } = reference;
    const kind = tree.cell.values.get(name)?.kind ?? null;
    let one = shared.get(name);
    if (!one) shared.set(name, (one = { name, kind, storage: "box", reads: false, assigns: false, captured: false }));
    one.reads ||= role === "read" || role === "update";
    one.assigns ||= role === "assign" || role === "update";
    one.captured ||= !tree.isTopLevel(place);
  }
  for (const [name, { kind }] of tree.cell.values) if (!shared.has(name)) shared.set(name, { name, kind, storage: "box", reads: false, assigns: false, captured: false });
  for (const one of shared.values()) one.storage = storageOf(one, names);
  return shared;
}

/** Whether a reference means a shared name, not one that a function or block of this cell declares. */
export function isShared(tree: Tree, { name, place }: Reference): boolean {
  const binding = place.scope.find(name);
  if (binding) return binding.scope === tree.cell;
  return !(name === "arguments" && hasArguments(place));
}

function storageOf({ name, kind, assigns, captured }: SharedName, names: Names): Storage {
  const known = names.known?.has(name) ?? false;
  if (kind === null && !known && !assigns && BUILTINS.has(name)) return "global";
  if (captured || names.captured?.has(name)) return "box";
  if (kind === "function") return assigns ? "box" : "local";
  return kind !== null || known ? "local" : "box";
}

function hasArguments(place: Place): boolean {
  for (let at: Place | null = place; at; at = at.parent) if (at.node.type === "FunctionDeclaration" || at.node.type === "FunctionExpression") return true;
  return false;
}
