/** References: writes every use of a shared name as a use of the place where it lives. */
import { unwrap } from "./ast.ts";
import type { Patch } from "./patch.ts";
import type { SharedName } from "./shared.ts";
import { isShared } from "./shared.ts";
import { nameEnd } from "./text.ts";
import type { Place, Reference, Tree } from "./tree.ts";

const CONSTANT = new Set(["const", "import", "using", "enum", "namespace"]);

/** How a shared name is written in the compiled text. */
export const accessOf = ({ name, storage }: SharedName): string => (storage === "box" ? `º${name}.v` : name);

export function writeNames(tree: Tree, shared: Map<string, SharedName>, patch: Patch): void {
  for (const reference of tree.references) {
    const { name, place, role } = reference;
    if (role === "declare" && (place.key === "id" && place.parent!.node.type !== "VariableDeclarator")) continue;
    const one = isShared(tree, reference) ? shared.get(name) : undefined;
    const access = one ? sharedAccess(tree, reference, one) : place.scope.find(name)?.access;
    if (access === undefined || access === name) continue;
    write(tree.source, place, name, role === "read" ? readAccess(place, access) : access, patch);
  }
  for (const reference of tree.references) if (reference.role === "assign") keepFunctionName(reference, shared, tree, patch);
}

function sharedAccess(tree: Tree, { name, place, role }: Reference, one: SharedName): string {
  const binding = tree.cell.values.get(name);
  if (binding && role !== "declare") {
    if (tree.isTopLevel(place) && place.node.start < binding.ready) return `º.early.${name}`;
    if (role !== "read" && CONSTANT.has(binding.kind)) return `º.readonly.${name}`;
  }
  return accessOf(one);
}

function readAccess(place: Place, access: string): string {
  let outer = place.parent!;
  let key = place.key;
  while (unwrap(outer.node) === place.node) ({ key, parent: outer } = outer as { key: string; parent: Place });
  // A call of a box's field would hand the box over as `this`.
  if ((outer.node.type === "CallExpression" && key === "callee") || (outer.node.type === "TaggedTemplateExpression" && key === "tag")) return `(0, ${access})`;
  if (outer.node.type === "UnaryExpression" && outer.node.operator === "typeof") return access.replace(/\.v$/, ".t");
  return access;
}

function write(source: string, { node, parent }: Place, name: string, access: string, patch: Patch): void {
  const holder = parent!.node.type === "AssignmentPattern" ? parent!.parent!.node : parent!.node;
  const isShorthand = holder.type === "Property" && holder.shorthand && holder.key.start === node.start;
  patch.replace(node.start, nameEnd(source, node.start), isShorthand ? `${name}: ${access}` : access);
}

/** `f = () => {}` names the function; a box's field would not, so the function is named on its way there. */
function keepFunctionName(reference: Reference, shared: Map<string, SharedName>, tree: Tree, patch: Patch): void {
  const { name, place } = reference;
  const { node } = place.parent!;
  if (node.type !== "AssignmentExpression" || node.left !== place.node || !isShared(tree, reference)) return;
  if (shared.get(name)?.storage === "box") nameFunction(name, node.right, patch);
}

/** Gives an anonymous function or class the name that a plain declaration would give it. */
export function nameFunction(name: string, value: { type: string; start: number; end: number; id?: unknown }, patch: Patch): void {
  if (value.id || !["ArrowFunctionExpression", "FunctionExpression", "ClassExpression"].includes(value.type)) return;
  patch.wrap(value.start, value.end, `({ ${name}: `, ` }).${name}`);
}
